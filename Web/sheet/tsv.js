// Ranges of cells as text with tabs, the way Google Sheets and Excel put them on the clipboard.

/** @param {string[][]} rows */
export function writeTSV(rows) {
    return rows.map((cells) => cells.map(quoted).join("\t")).join("\n");
}

/** @param {string} text */
function quoted(text) {
    return /[\t\n\r"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * @param {string} text
 * @returns {string[][]} a final line break makes no row
 */
export function readTSV(text) {
    const rows = [[""]];
    let inQuotes = false;
    for (let at = 0; at < text.length; at++) {
        const letter = text[at];
        const cells = rows[rows.length - 1];
        const last = cells.length - 1;
        if (inQuotes) {
            if (letter !== '"') cells[last] += letter;
            else if (text[at + 1] === '"') cells[last] += text[++at];
            else inQuotes = false;
        } else if (letter === '"' && cells[last] === "") {
            inQuotes = true;
        } else if (letter === "\t") {
            cells.push("");
        } else if (letter === "\n") {
            rows.push([""]);
        } else if (letter !== "\r") {
            cells[last] += letter;
        }
    }
    const end = rows[rows.length - 1];
    if (rows.length > 1 && end.length === 1 && end[0] === "") rows.pop();
    return rows;
}

/**
 * A table for programs that paste formatted text. Everything from outside is escaped.
 * @param {string[][]} rows
 */
export function writeHTML(rows) {
    const cells = rows.map((row) => `<tr>${row.map((text) => `<td>${escaped(text)}</td>`).join("")}</tr>`);
    return `<meta charset="utf-8"><table>${cells.join("")}</table>`;
}

/** @param {string} text */
function escaped(text) {
    return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
