// Shows how far a job is without leaving the page; when it has ended the page is shown anew, with what came of it.

const place = document.querySelector("[data-job]");
const bar = place.querySelector("progress");
const texts = [...place.querySelectorAll("[data-told]")];
const PAUSE = 2000;

// one that failed meanwhile is shown at once, unless somebody is at work in the list
async function showParts(failed) {
  const parts = document.querySelector("[data-parts]");
  if (parts.dataset.failed === String(failed)) return;
  if (parts.contains(document.activeElement) || parts.querySelector("input:checked")) return;
  const page = await fetch(location.href);
  const fresh = new DOMParser().parseFromString(await page.text(), "text/html").querySelector("[data-parts]");
  if (fresh) parts.replaceWith(fresh);
}

async function look() {
  if (!document.hidden) {
    try {
      const answer = await fetch(place.dataset.job, { headers: { Accept: "application/json" } });
      if (answer.redirected || answer.status === 401 || answer.status === 404) return location.reload();
      const told = await answer.json();
      if (!told.open) return location.reload();
      bar.value = told.ended;
      bar.max = told.total;
      for (const text of texts) {
        const words = told[text.dataset.told] || (text.dataset.told === "workers" ? "никто" : "");
        if (text.textContent !== words) text.textContent = words;
      }
      await showParts(told.failed);
      place.querySelector(".job-pace").classList.toggle("job-idle", told.idle);
    } catch {
      // the server is being started anew: the next look will tell
    }
  }
  setTimeout(look, PAUSE);
}

setTimeout(look, PAUSE);
