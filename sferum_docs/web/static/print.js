// The button that prints what the frame shows; without this file the viewer's own button does it.

const frame = document.querySelector(".print-frame");
const button = document.querySelector("[data-print]");

if (frame && button) {
  button.hidden = false;
  button.addEventListener("click", () => {
    frame.contentWindow.focus();
    frame.contentWindow.print();
  });
}
