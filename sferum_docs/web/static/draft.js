// Keeps what is typed while one types: a pause of a second, then the form goes to its draft.

const form = document.querySelector("[data-draft]");
const told = document.getElementById("draft-told");
const PAUSE = 1000;
let waiting = 0;

async function keep() {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") fields.append(name, value);
  try {
    const answer = await fetch(form.dataset.draft, { method: "POST", body: fields });
    if (!answer.ok) throw new Error(String(answer.status));
    told.textContent = (await answer.json()).told;
    form.dataset.drafted = "yes";
  } catch {
    told.textContent = "Черновик не сохранился: нет связи с программой. Не закрывайте страницу.";
  }
}

form.addEventListener("input", () => {
  delete form.dataset.drafted;
  clearTimeout(waiting);
  waiting = setTimeout(keep, PAUSE);
});
// what a page that answers a form shows is not saved: rows read from a file, a refused form
const [way] = performance.getEntriesByType("navigation");
const isUnsaved = new URLSearchParams(location.search).has("refused") || "unsaved" in form.dataset;
if (isUnsaved && way?.type === "navigate") keep();
form.addEventListener("submit", () => clearTimeout(waiting));
