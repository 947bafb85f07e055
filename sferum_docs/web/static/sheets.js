// The text of a document is there at once; its sheets take its place when LibreOffice has started.

const place = document.querySelector("[data-starting]")?.closest(".paper-desk");

if (place) {
  try {
    const answer = await fetch(`${location.pathname}?view=sheets`, { redirect: "error" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = answer.ok && page.querySelector(".paper-desk");
    if (fresh) place.replaceWith(document.adoptNode(fresh));
  } catch {
    // the text stays, and the link in it
  }
}
