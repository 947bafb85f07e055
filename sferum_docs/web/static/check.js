// Asks the server about one value when its field is left: the rules live there alone.

async function check(field) {
  const answer = await fetch(`/school/check?${new URLSearchParams({ field: field.dataset.check, value: field.value })}`);
  if (answer.ok) tell(field, (await answer.json()).sentence);
}

function tell(field, sentence) {
  const id = `${field.id}-checked`;
  const control = field.closest(".control");
  control.querySelectorAll(".fault").forEach((fault) => fault.remove());
  const others = (field.getAttribute("aria-describedby") ?? "").split(" ").filter((name) => document.getElementById(name));
  control.classList.toggle("has-fault", Boolean(sentence));
  if (sentence) {
    const fault = Object.assign(document.createElement("p"), { id, className: "fault", textContent: sentence });
    field.after(fault);
    field.setAttribute("aria-invalid", "true");
    others.unshift(id);
  } else {
    field.removeAttribute("aria-invalid");
  }
  if (others.length) field.setAttribute("aria-describedby", others.join(" "));
  else field.removeAttribute("aria-describedby");
}

for (const field of document.querySelectorAll("[data-check]")) {
  field.addEventListener("change", () => check(field));
}
