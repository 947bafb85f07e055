// Runs before the page is drawn: without a choice of its own the page follows the system.
const root = document.documentElement;
if (!root.dataset.bsTheme && matchMedia("(prefers-color-scheme: dark)").matches) root.dataset.bsTheme = "dark";
