// What every page has: the theme switch without losing what is typed, the focus on faults, a guard for unsaved work.

const root = document.documentElement;

document.querySelector(".theme-switch")?.addEventListener("submit", (event) => {
  if (event.submitter?.name !== "theme") return;
  event.preventDefault();
  const form = event.currentTarget;
  const data = new FormData(form, event.submitter);
  root.dataset.bsTheme = data.get("theme");
  fetch(form.action, { method: "POST", body: data, redirect: "manual" });
  form.querySelector(`button[value="${data.get("theme") === "dark" ? "light" : "dark"}"]`).focus();
});

for (const button of document.querySelectorAll("[data-print-page]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

const summary = document.getElementById("summary");
if (summary) summary.focus();

document.addEventListener("click", (event) => {
  const link = event.target.closest(".summary a");
  const field = link?.hash && link.pathname === location.pathname && document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!field) return;
  event.preventDefault();
  field.closest("details")?.setAttribute("open", "");
  field.scrollIntoView({ block: "center" });
  field.focus({ preventScroll: true });
});

for (const form of document.querySelectorAll("[data-guard]")) {
  let changed = Boolean(summary) || Boolean(document.querySelector("#told .icon"));
  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("submit", () => { changed = false; });
  window.addEventListener("beforeunload", (event) => { if (changed && form.dataset.drafted !== "yes") event.preventDefault(); });
}
