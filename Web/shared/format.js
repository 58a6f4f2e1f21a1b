// Numbers, times and sizes in words.

const NUMBERS = new Intl.NumberFormat("en");

/** @param {number} value such as "2,932" */
export function count(value) {
    return NUMBERS.format(value);
}

/** @param {number} value @param {string} one @param {string} [many] such as "1 image", "12 images" */
export function plural(value, one, many = `${one}s`) {
    return `${count(value)} ${value === 1 ? one : many}`;
}

/** @param {number} bytes */
export function size(bytes) {
    if (bytes < 1000) return `${bytes} B`;
    const units = ["kB", "MB", "GB", "TB"];
    const power = Math.min(units.length, Math.floor(Math.log10(bytes) / 3));
    return `${(bytes / 1000 ** power).toPrecision(3)} ${units[power - 1]}`;
}

/** @param {number} seconds such as "3 s", "2 min", "1 h 5 min" */
export function duration(seconds) {
    if (seconds < 60) return `${Math.max(1, Math.round(seconds))} s`;
    const minutes = Math.round(seconds / 60);
    return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** @param {string} iso the full date and time, in the reader's zone */
export function dateTime(iso) {
    return new Date(iso).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "medium" });
}

/** @param {string} iso @param {Date} [now] such as "just now", "5 minutes ago", "yesterday", "3 Feb 2026" */
export function ago(iso, now = new Date()) {
    const then = new Date(iso);
    const seconds = (now.getTime() - then.getTime()) / 1000;
    if (seconds < 45) return "just now";
    if (seconds < 3600) return `${plural(Math.max(1, Math.round(seconds / 60)), "minute")} ago`;
    if (seconds < 86400 && then.getDate() === now.getDate()) return `${plural(Math.round(seconds / 3600), "hour")} ago`;
    if (seconds < 172800) return `yesterday, ${then.toLocaleTimeString("en-GB", { timeStyle: "short" })}`;
    return then.toLocaleDateString("en-GB", { dateStyle: "medium" });
}
