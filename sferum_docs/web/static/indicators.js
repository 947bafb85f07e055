// A week is typed without the mouse: Enter goes to the next number, after the last it keeps the week.

document.querySelectorAll("form[data-fast]").forEach((form) => {
  const numbers = [...form.querySelectorAll("[data-amount]")];
  form.addEventListener("keydown", (event) => {
    const at = numbers.indexOf(event.target);
    if (at < 0 || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const step = { Enter: event.shiftKey ? -1 : 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const next = numbers[at + step];
    if (next) { next.focus(); next.select(); }
    else if (event.key !== "Enter" || event.shiftKey) return;
    else form.requestSubmit();
    event.preventDefault();
  });
  if (!document.getElementById("summary")) numbers.find((field) => !field.value)?.focus();
});
