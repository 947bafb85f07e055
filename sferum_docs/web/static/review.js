// The review by keys: Enter and figures answer, M, S and Tab change the tree, Ctrl+Z undoes. Every step is sent and kept
// at once; the new page takes the place of this one. Without this file each of these is a button of a plain form.

const KEYS_OFF = "keys-off";
const node = (path) => [...document.querySelectorAll(".tree-node")].find((link) => link.dataset.node === path);
const silent = () => localStorage.getItem(KEYS_OFF) === "yes";
const typing = (element) => /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);
let busy = false;
let unsaved = null; // the form in which something was typed; such forms go to the server as a browser sends them
let inTree = false; // the focus was led into the tree by arrows or a click, so that Tab changes a level there

// ------------------------------------------------------------ a step: sent, kept, shown
async function step(address, options, toTree) {
  if (busy || (unsaved && !confirm("Поля изменены и не сохранены. Уйти без них?"))) return;
  busy = true;
  try {
    const answer = await fetch(address, options);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = page.querySelector("main");
    if (!next) throw new Error(String(answer.status));
    const panes = ["text-pane", "tree-pane"].map((id) => [id, document.getElementById(id)?.scrollTop ?? 0]);
    document.querySelector("main").replaceWith(document.adoptNode(next));
    document.title = page.title;
    unsaved = null;
    history.replaceState(null, "", answer.url);
    for (const [id, top] of panes) document.getElementById(id)?.scrollTo(0, top);
    inTree = toTree;
    arrive(true);
  } catch {
    const told = document.createElement("p");
    told.className = "notice notice-warning";
    told.setAttribute("role", "alert");
    told.textContent = "Не записано: нет связи с программой. Проверьте, что она запущена, и повторите.";
    document.querySelector("main").prepend(told);
  } finally {
    busy = false;
  }
}

function send(form, submitter, toTree = false) {
  const body = new URLSearchParams(new FormData(form, submitter));
  return step(form.getAttribute("action"), { method: "POST", body }, toTree);
}

// in a pane alone: the page itself stays where it is
function reveal(pane, element) {
  if (!pane || !element) return;
  const top = element.offsetTop, bottom = top + element.offsetHeight;
  if (top < pane.scrollTop || bottom > pane.scrollTop + pane.clientHeight) pane.scrollTop = top - pane.clientHeight / 3;
}

function arrive(moved) {
  const tree = document.getElementById("tree-pane"), text = document.getElementById("text-pane");
  if (!tree) return;
  const here = tree.querySelector("[aria-current]") ?? tree.querySelector(".tree-node");
  for (const link of tree.querySelectorAll(".tree-node")) link.tabIndex = link === here ? 0 : -1;
  reveal(tree, tree.querySelector(".is-here"));
  reveal(text, text.querySelector(".is-here"));
  makeWords();
  if (!moved) return;
  const fault = document.getElementById("summary");
  if (fault) fault.focus();
  else if (inTree) here?.focus({ preventScroll: true });
  else (document.getElementById("accept") ?? document.getElementById("card-title"))?.focus({ preventScroll: true });
}

document.addEventListener("input", (event) => { unsaved = event.target.closest("form.fields") ?? unsaved; });
window.addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });

document.addEventListener("submit", (event) => {
  if (event.target === unsaved) unsaved = null;
  if (!event.target.matches("form[data-step]")) return;
  event.preventDefault();
  send(event.target, event.submitter, event.target.id === "tree-form");
});

document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  const word = event.target.closest("[data-words] .word");
  if (word) return splitAt(Number(word.dataset.at));
  const line = event.target.closest(".printed-line[data-of]");
  const link = line ? node(line.dataset.of) : event.target.closest("a[data-step], .tree-node");
  if (!link) return undefined;
  event.preventDefault();
  return step(link.href, {}, link.matches(".tree-node"));
});

// ------------------------------------------------------------ text and tree, each shows its part of the other
function linked(path) {
  for (const item of document.querySelectorAll(".is-linked")) item.classList.remove("is-linked");
  if (!path) return;
  for (const item of document.querySelectorAll("[data-of]")) if (item.dataset.of === path) item.classList.add("is-linked");
}

function point(event) {
  const item = event.target.closest?.("#review [data-of]");
  linked(item?.dataset.of);
  if (!item) return;
  const other = document.getElementById(item.matches(".tree-row") ? "text-pane" : "tree-pane");
  reveal(other, other?.querySelector(".is-linked"));
}
document.addEventListener("mouseover", point);
document.addEventListener("focusin", point);

// ------------------------------------------------------------ where to split
let split = 0;

function makeWords() {
  const quote = document.querySelector("[data-words]");
  split = 0;
  if (!quote || !document.getElementById("split-form")) return;
  const words = quote.textContent.trim().split(/\s+/);
  quote.replaceChildren(...words.flatMap((word, at) => {
    const span = document.createElement("span");
    span.className = "word";
    span.dataset.at = String(at);
    span.textContent = word;
    return [span, " "];
  }));
}

function splitAt(at) {
  const words = document.querySelectorAll("[data-words] .word"), select = document.getElementById("split-words");
  if (!select || words.length < 2) return;
  split = Math.min(Math.max(at, 1), words.length - 1);
  for (const word of words) {
    word.classList.toggle("is-second", Number(word.dataset.at) >= split);
    word.classList.toggle("is-split", Number(word.dataset.at) === split);
  }
  if (![...select.options].some((option) => option.value === String(split))) {
    const begins = [...words].slice(split, split + 6).map((word) => word.textContent).join(" ");
    select.add(new Option(`${begins}…`, String(split)));
  }
  select.value = String(split);
  document.getElementById("begins").value = "";
  select.closest("details").open = true;
}

function splitHere() {
  const form = document.getElementById("split-form");
  if (!form) return;
  if (split) return form.requestSubmit(form.querySelector("[data-key]"));
  splitAt(Number(document.getElementById("split-words").value)); // shown first, done by the second press
  document.querySelector("[data-words]").focus();
}

// ------------------------------------------------------------ keys
function press(key) {
  const button = document.querySelector(`main [data-key="${key}"]`);
  button?.click();
  return Boolean(button);
}

function onNode(link, action) {
  const form = document.getElementById("tree-form");
  if (!form) return;
  form.elements.path.value = form.elements.chosen.value = link.dataset.node;
  form.elements.action.value = action;
  send(form, null, true);
}

function walk(from, by) {
  const links = [...document.querySelectorAll(".tree-node")];
  const place = from ? links.indexOf(from) + by : links.findIndex((link) => link.tabIndex === 0);
  const next = links[Math.min(Math.max(place, 0), links.length - 1)];
  if (!next) return;
  inTree = true;
  for (const link of links) link.tabIndex = link === next ? 0 : -1;
  reveal(document.getElementById("tree-pane"), next);
  next.focus({ preventScroll: true });
}

function treeKey(event, link) {
  const clause = link.dataset.node !== "@act";
  if (event.key === "ArrowDown" || event.key === "ArrowUp") walk(link, event.key === "ArrowDown" ? 1 : -1);
  else if (event.key === "Escape") {
    inTree = false;
    document.getElementById("card-title").focus();
  } else if (event.key === "Tab" && inTree && clause && !silent()) onNode(link, event.shiftKey ? "higher" : "deeper");
  else if (event.code === "KeyM" && clause && !silent()) onNode(link, "merge");
  else return false;
  return true;
}

function wordKey(event) {
  const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!by) return false;
  splitAt(split + by);
  return true;
}

function cardKey(event) {
  // what the draft holds is the first answer
  if (/^(Digit|Numpad)[1-9]$/.test(event.code)) return press(event.code.endsWith("1") ? "enter" : event.code.slice(-1));
  if (event.code === "KeyM") return press("merge");
  if (event.code === "KeyN") return press("later");
  if (event.code === "KeyS") { splitHere(); return true; }
  const plain = !event.target.closest("a, button, summary") || event.target.id === "accept";
  return event.key === "Enter" && plain ? press("enter") : false;
}

document.addEventListener("keydown", (event) => {
  if (!document.getElementById("review") || document.querySelector("dialog[open]") || event.isComposing) return;
  if (typing(event.target)) return;
  const undoing = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.code === "KeyZ";
  const link = event.target.closest(".tree-node");
  const bare = !event.ctrlKey && !event.altKey && !event.metaKey;
  const inCard = event.target.closest("#card");
  let done = false;
  if (event.repeat && event.key !== "ArrowDown" && event.key !== "ArrowUp") done = busy;
  else if (undoing) done = press("undo");
  else if (bare && link && treeKey(event, link)) done = true;
  else if (bare && event.target.matches("[data-words]") && wordKey(event)) done = true;
  else if (bare && inCard && event.key === "ArrowDown" && !event.shiftKey) { walk(null, 0); done = true; }
  else if (bare && !event.shiftKey && !silent()) done = cardKey(event);
  if (done) event.preventDefault();
});

// Tab that comes from elsewhere passes through the tree: only arrows and clicks enter it
document.addEventListener("focusout", (event) => {
  if (event.target.closest(".tree") && !event.relatedTarget?.closest(".tree") && !busy) inTree = false;
});

arrive(false);
