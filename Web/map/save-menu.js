// "Save as": the map as a file of its own, and as a chart that Altair and Vega-Lite open.

import { apiURL } from "../shared/api.js";
import { el } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { openMenu } from "../shared/menu.js";
import { addressFilter, addressProjection } from "./address.js";

export function saveButton() {
    const button = el("button", { type: "button", class: "button", "aria-haspopup": "menu", onclick: () => open() }, icon("download"), "Save as");
    const open = () => openMenu(button, [
        "The map as it is filtered now",
        { label: "A page of its own (HTML, pictures inside)", run: () => download("/map/export.html") },
        { label: "A chart for Altair or Vega-Lite (JSON)", run: () => download("/map/export.vl.json") },
    ], { label: "Save as" });
    return button;
}

/** @param {string} path */
function download(path) {
    const query = addressFilter();
    const projection = addressProjection();
    if (projection) query.set("projection", projection);
    const link = el("a", { href: apiURL(path, query), download: "" });
    document.body.append(link);
    link.click();
    link.remove();
}
