// Prints the documents one after another and shows how far it is; leaving the page stops it, what is done stays done.

const place = document.querySelector("[data-waiting]");
const files = [...place.querySelectorAll("[data-file]")];
const bar = place.querySelector("progress");
const told = document.getElementById("bar-told");
const stopping = new AbortController();

place.querySelector("[data-bar]").hidden = false;
place.querySelector("[data-start]").hidden = true;
place.querySelector("[data-stop]").addEventListener("click", () => stopping.abort());

try {
  for (const [index, file] of files.entries()) {
    told.textContent = `Готовим ${index + 1} из ${files.length}: ${file.textContent.trim()}`;
    const answer = await fetch(file.dataset.file, { signal: stopping.signal });
    if (!answer.ok) throw new Error(String(answer.status));
    await answer.arrayBuffer();
    bar.value = index + 1;
    file.classList.add("waiting-done");
  }
  location.replace(place.dataset.next);
} catch (error) {
  // the page it would lead to says in words what is wrong with the printer
  if (error.name !== "AbortError") location.replace(place.dataset.next);
}
