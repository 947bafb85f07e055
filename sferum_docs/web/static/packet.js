// The questions follow the ticks and the date; what is typed stays.

const form = document.querySelector("[data-packet]");
let asked = 0;

async function refresh(extra) {
  const turn = (asked += 1);
  const data = new FormData(form);
  for (const [name, value] of extra) data.set(name, value);
  const answer = await fetch(location.pathname, { method: "POST", body: data });
  if (!answer.ok || turn !== asked) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of form.querySelectorAll("[data-live]")) {
    part.replaceChildren(...page.querySelector(`[data-live="${part.dataset.live}"]`).childNodes);
  }
  for (const box of form.querySelectorAll("[name=documents]")) {
    box.checked = page.getElementById(box.id).checked;
  }
  for (const button of form.querySelectorAll("[name=preset]")) {
    button.setAttribute("aria-pressed", page.querySelector(`[name=preset][value="${button.value}"]`).getAttribute("aria-pressed"));
  }
  form.elements.shown_date.value = page.querySelector("[name=shown_date]").value;
}

form.addEventListener("change", (event) => {
  if (event.target.name === "documents" || event.target.name === "date") refresh([["action", "refresh"]]);
});

form.addEventListener("click", (event) => {
  const preset = event.target.closest("[name=preset]");
  if (!preset) return;
  event.preventDefault();
  refresh([["preset", preset.value]]);
});

form.querySelector("[data-refresh]").closest("p").hidden = true;
