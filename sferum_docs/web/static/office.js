// The secretary's desk: search while typing, arrows over the rows, the numbers that ticked papers will get.

const filters = document.querySelector("[data-register]");
const links = () => [...document.querySelectorAll("[data-rows] tbody th a")];
let asked = 0;

// the address stays what is shown: a copied link and «Назад» lead to the same lines
async function search() {
  const query = new URLSearchParams(new FormData(filters));
  const address = `${location.pathname}?${query}`;
  const turn = ++asked;
  const answer = await fetch(address);
  if (!answer.ok || turn !== asked) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  document.querySelector("[data-result]").replaceWith(page.querySelector("[data-result]"));
  document.querySelector(".below").replaceWith(page.querySelector(".below"));
  history.replaceState(null, "", address);
}

if (filters) {
  let wait;
  filters.addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(search, 200); });
  filters.addEventListener("submit", (event) => { event.preventDefault(); search(); });
  filters.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" || event.target.tagName === "SELECT") return;
    event.preventDefault();
    links()[0]?.focus();
  });
}

// PgDn and PgUp turn the pages while a row is chosen; the first row of the new page is chosen there
function turn(event) {
  const link = document.querySelector(`.pager a[rel=${event.key === "PageDown" ? "next" : "prev"}]`);
  if (!link || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  location.assign(`${link.href}#rows`);
}

if (location.hash === "#rows") links()[0]?.focus();

document.addEventListener("keydown", (event) => {
  const nowhere = document.activeElement === document.body;
  if (event.key === "ArrowDown" && nowhere && links().length) {
    event.preventDefault();
    links()[0].focus();
    return;
  }
  if (["PageDown", "PageUp"].includes(event.key) && links().includes(document.activeElement)) {
    turn(event);
    return;
  }
  const step = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity }[event.key];
  const here = links().indexOf(document.activeElement);
  if (step && here >= 0) {
    event.preventDefault();
    const next = here + step;
    if (next < 0 && event.key === "ArrowUp") filters?.querySelector("[type=search]").focus();
    else links()[Math.max(0, Math.min(links().length - 1, next))].focus();
  } else if (event.key === "F2" && here >= 0) {
    event.preventDefault();
    location.assign(`${links()[here].href}#note`);
  }
});

// F2 in the register leads to the note of the entry
if (location.hash === "#note") document.getElementById("note")?.focus();

const registering = document.querySelector("[data-registering]");

let coming = registering ? JSON.parse(registering.dataset.coming) : {};

// beside each ticked paper stands the number it will get
function number() {
  const given = {};
  let count = 0;
  for (const row of registering.querySelectorAll("[data-series]")) {
    const ticked = row.querySelector("[name=documents]").checked;
    const series = row.dataset.series;
    row.classList.toggle("ticked", ticked);
    row.querySelector("[data-number]").textContent = ticked ? `№ ${coming[series][given[series] ?? 0]}` : "";
    if (ticked) { given[series] = (given[series] ?? 0) + 1; count += 1; }
  }
  const firsts = registering.querySelectorAll("[data-following] b");
  Object.values(coming).forEach((numbers, place) => { firsts[place].textContent = `№ ${numbers[0]}`; });
  registering.querySelector("[data-told]").textContent = count ? `Отмечено: ${count}` : "";
}

// each year has numbers of its own: another day may mean other numbers
async function renumber(day) {
  const answer = await fetch(`${registering.dataset.registering}?signed_on=${encodeURIComponent(day)}`);
  if (!answer.ok || registering.querySelector("#signed_on").value !== day) return;
  coming = await answer.json();
  number();
}

if (registering) {
  registering.querySelector("[data-show]").remove();
  registering.addEventListener("change", (event) => {
    if (event.target.id === "signed_on") renumber(event.target.value);
    else number();
  });
  number();
}

// another register asks other things, another day may mean another number: the page comes anew with what was typed
const other = document.querySelector("[data-other]");
other?.addEventListener("change", (event) => {
  if (["register", "signed_on"].includes(event.target.id)) other.requestSubmit(other.querySelector("[data-show-book]"));
});

// ticking a person who signed puts the day above the list beside the name
const common = document.getElementById("signed_day");
document.querySelector(".sign-table")?.addEventListener("change", (event) => {
  if (event.target.type !== "checkbox") return;
  const day = document.getElementById(event.target.id.replace("signed-", "day-"));
  if (event.target.checked && !day.value) day.value = common.value;
  if (!event.target.checked) day.value = "";
});

// ticking a person ticks every order below, and back
document.querySelector("[data-unsigned]")?.addEventListener("change", (event) => {
  const group = event.target.closest(".unsigned > li");
  if (!group || event.target.type !== "checkbox") return;
  const whole = group.querySelector("[name=lines]");
  const each = [...group.querySelectorAll("[name=line]")];
  if (event.target === whole) each.forEach((tick) => { tick.checked = whole.checked; });
  else whole.checked = each.every((tick) => tick.checked);
});
