// Work without a mouse. Single keys can be switched off (WCAG 2.1.4) and are silent while somebody types.

const dialog = document.getElementById("keys");
const off = document.getElementById("keys-off");
const OFF = "keys-off";

off.checked = localStorage.getItem(OFF) === "yes";
off.addEventListener("change", () => localStorage.setItem(OFF, off.checked ? "yes" : "no"));

const typing = (element) => element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);

function toField() {
  const field = document.querySelector("main input[type=search]")
    ?? document.querySelector("main input:not([type=hidden]):not([readonly]), main select, main textarea");
  field?.focus();
}

function openSection(number) {
  document.querySelectorAll(".sections a")[number - 1]?.click();
}

document.addEventListener("keydown", (event) => {
  const plain = !event.ctrlKey && !event.altKey && !event.metaKey;
  if (event.altKey && !event.ctrlKey && /^Digit[1-9]$/.test(event.code)) {
    event.preventDefault();
    openSection(Number(event.code.slice(-1)));
  } else if (event.key === "F9") {
    // the key for a copy that people know from 1С
    document.querySelector("[data-copy]")?.click();
  } else if (event.ctrlKey && event.key === "Enter") {
    document.querySelector("main .btn-primary")?.click();
  } else if (plain && !off.checked && !typing(event.target) && !dialog.open) {
    // by the sign, not by the key: «?» stands elsewhere in the Russian layout, and «/» is «.» there
    if (event.key === "?" || (event.shiftKey && event.code === "Slash")) dialog.showModal();
    else if (event.key === "/" || event.code === "Slash") { event.preventDefault(); toField(); }
  }
});
