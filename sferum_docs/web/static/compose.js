// The sheets follow what is typed: after a pause the form is sent, and what comes back takes the place of the old.

const PAUSE = 250;
const form = document.querySelector("[data-compose]");
const told = form.querySelector("[data-status]");
let timer = 0;
let running = null;

const desk = () => form.querySelector("[data-pages]");

function later(pause = PAUSE) {
  running?.abort(); // its answer would be of an older form
  clearTimeout(timer);
  timer = setTimeout(update, pause);
}

async function update(words = "Обновляется…") {
  const turn = (running = new AbortController());
  told.textContent = words;
  desk().setAttribute("aria-busy", "true");
  try {
    const sent = new FormData(form);
    sent.set("action", "show");
    const answer = await fetch(form.getAttribute("action"), { method: "POST", body: sent, signal: turn.signal, redirect: "error" });
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (turn.signal.aborted) return;
    syncFields(page);
    const after = said(page);
    await lay(document.adoptNode(page.querySelector("[data-pages]")), turn.signal);
    if (turn.signal.aborted) return;
    told.textContent = after;
  } catch {
    if (turn.signal.aborted) return;
    told.textContent = "Обновить не удалось: программа не отвечает. Введённое на месте.";
  }
  desk().removeAttribute("aria-busy");
}

function said(page) {
  const wrong = page.querySelectorAll("[data-compose] [aria-invalid]").length;
  if (page.querySelector("[data-pages]").dataset.state !== "nothing") return `Обновлено: ${page.querySelector("[data-status]").textContent}`;
  return wrong ? `Замечаний: ${wrong}. Листы пока прежние` : page.querySelector("[data-status]").textContent;
}

// Proposals follow the date, remarks stand beside their fields; the field in which somebody types is left alone.
function syncFields(page) {
  for (const fresh of page.querySelectorAll("[data-compose] input[type=hidden][name]")) {
    const own = form.elements[fresh.name];
    if (own && fresh.name !== "csrf_token") own.value = fresh.value;
  }
  for (const own of form.querySelectorAll(".control [data-field]")) {
    const fresh = page.getElementById(own.id);
    if (!fresh) continue;
    if (own !== document.activeElement && own.value !== fresh.value) own.value = fresh.value;
    for (const name of ["aria-invalid", "aria-describedby"]) {
      if (fresh.hasAttribute(name)) own.setAttribute(name, fresh.getAttribute(name));
      else own.removeAttribute(name);
    }
    const [control, now] = [own.closest(".control"), fresh.closest(".control")];
    control.className = now.className;
    control.querySelectorAll(".fault, .caution, .hint").forEach((words) => words.remove());
    control.append(...now.querySelectorAll(".fault, .caution, .hint"));
  }
}

// While something is wrong the last good sheets stay. A new picture is decoded before it takes the place of the old
// one, so nothing blinks, and the place that is being read stays where it is.
async function lay(fresh, signal) {
  const old = desk();
  if (fresh.dataset.state === "nothing" && old.dataset.state !== "nothing") return;
  const mine = [...old.querySelectorAll(".sheet-picture")];
  const theirs = [...fresh.querySelectorAll(".sheet-picture")];
  if (!mine.length || mine.length !== theirs.length || Boolean(old.querySelector(".desk-legend")) !== Boolean(fresh.querySelector(".desk-legend"))) {
    const region = old.querySelector("[tabindex]");
    const [top, ahead] = [region?.scrollTop ?? 0, theirs[mine.findIndex(seen)]];
    if (ahead) await ready(ahead, signal);
    if (signal.aborted) return;
    old.replaceWith(fresh);
    const placed = fresh.querySelector("[tabindex]");
    if (placed) placed.scrollTop = top;
    return;
  }
  for (const [index, figure] of mine.entries()) {
    if (seen(figure)) await ready(theirs[index], signal);
    if (signal.aborted) return;
    figure.replaceWith(theirs[index]);
  }
}

function seen(figure) {
  const box = figure.getBoundingClientRect();
  return box.bottom > 0 && box.top < innerHeight;
}

async function ready(figure, signal) {
  const image = figure.querySelector("img");
  image.loading = "eager";
  if (!signal.aborted) await image.decode().catch(() => {});
}

form.addEventListener("input", (event) => later(event.target.type === "checkbox" ? 0 : PAUSE));
form.addEventListener("submit", (event) => {
  if (event.submitter?.value === "make") return;
  event.preventDefault();
  later(0);
});
form.querySelector("[data-show]").hidden = true;
if (desk().hasAttribute("data-starting")) update("Запускается LibreOffice…"); // the text is there, its sheets follow
