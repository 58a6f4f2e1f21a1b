// Building the page. Text goes in as text nodes only, so that a label or a file name can never become markup.

const SVG = "http://www.w3.org/2000/svg";

/** @typedef {Node | string | number | null | undefined | false} Child */
/** @typedef {Record<string, unknown>} Properties */

/**
 * Makes an element. Properties that begin with "on" are listeners, `class` and `data-…`/`aria-…` are attributes, true and
 * false switch an attribute on and off, everything else that the element knows as a property is set as one.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Properties} [properties]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function el(tag, properties = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) setProperty(element, name, value);
    append(element, children);
    return element;
}

/**
 * Makes an SVG element; all properties are attributes, save listeners.
 * @template {keyof SVGElementTagNameMap} K
 * @param {K} tag
 * @param {Properties} [properties]
 * @param {...Child} children
 * @returns {SVGElementTagNameMap[K]}
 */
export function svg(tag, properties = {}, ...children) {
    const element = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(properties)) {
        if (typeof value === "function") element.addEventListener(name.slice(2).toLowerCase(), /** @type {EventListener} */ (value));
        else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, String(value));
    }
    append(element, children);
    return element;
}

/**
 * Replaces all children.
 * @param {Element} element
 * @param {...Child} children
 */
export function fill(element, ...children) {
    element.replaceChildren();
    append(element, children);
}

/**
 * Replaces all children of what is drawn again and again; a button with the same data-key gets the focus back.
 * @param {Element} element
 * @param {...Child} children
 */
export function refill(element, ...children) {
    const focused = element.contains(document.activeElement) ? document.activeElement?.getAttribute("data-key") : null;
    fill(element, ...children);
    const again = focused ? element.querySelector(`[data-key="${CSS.escape(focused)}"]`) : null;
    if (again instanceof HTMLElement) again.focus({ preventScroll: true });
}

/**
 * The element with this id, of this type; a page without it is broken, and says so.
 * @template {HTMLElement} T
 * @param {string} id
 * @param {new () => T} type
 * @returns {T}
 */
export function byId(id, type) {
    const element = document.getElementById(id);
    if (!(element instanceof type)) throw new Error(`The page has no ${type.name} "${id}".`);
    return element;
}

/** @param {HTMLElement} element @param {string} name @param {unknown} value */
function setProperty(element, name, value) {
    if (value === null || value === undefined) return;
    if (name.startsWith("on") && typeof value === "function") {
        element.addEventListener(name.slice(2).toLowerCase(), /** @type {EventListener} */ (value));
    } else if (name === "class" || name.includes("-") || !(name in element)) {
        if (name.startsWith("aria-")) element.setAttribute(name, String(value));
        else if (value !== false) element.setAttribute(name, value === true ? "" : String(value));
    } else {
        Reflect.set(element, name, value);
    }
}

/** @param {Element} element @param {Child[]} children */
function append(element, children) {
    for (const child of children) {
        if (child === null || child === undefined || child === false) continue;
        element.append(child instanceof Node ? child : String(child));
    }
}
