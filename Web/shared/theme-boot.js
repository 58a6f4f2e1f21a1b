// Loaded before the first paint, as a classic script, so that a chosen theme never flashes in the other's colours.
(() => {
    try {
        const theme = localStorage.getItem("tessera.theme");
        if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
    } catch {
        // Storage is switched off: the browser's preference stands.
    }
})();
