// The dictionary of tags: one click copies a tag, typing leaves the lines that hold the words.

const told = document.getElementById("copied");

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    told.textContent = `Скопировано: ${button.dataset.copy}`;
  });
}

const plain = (text) => text.toLowerCase().replaceAll("ё", "е");
const search = document.querySelector("[data-tags-search]");

search?.addEventListener("input", () => {
  const words = plain(search.value).split(/\s+/).filter(Boolean);
  for (const group of document.querySelectorAll("[data-tags]")) {
    const title = plain(group.querySelector("h2").textContent);
    let left = 0;
    for (const row of group.querySelectorAll("tbody tr")) {
      const text = title + plain(row.textContent);
      row.hidden = !words.every((word) => text.includes(word));
      left += row.hidden ? 0 : 1;
    }
    group.hidden = left === 0;
  }
});
