// The cells of a matrix by arrow keys: one stop of Tab for the whole table instead of hundreds.

const table = document.getElementById("matrix");
const rows = table ? [...table.tBodies[0].rows].map((row) => [...row.cells].map((cell) => cell.querySelector("a"))) : [];
const links = rows.flat().filter(Boolean);
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

function placeOf(link) {
  const row = rows.findIndex((cells) => cells.includes(link));
  return [row, row < 0 ? -1 : rows[row].indexOf(link)];
}

function go(link) {
  links.forEach((other) => { other.tabIndex = other === link ? 0 : -1; });
  link.focus();
}

links.forEach((link, place) => { link.tabIndex = place ? -1 : 0; });
table?.addEventListener("focusin", (event) => {
  if (links.includes(event.target)) links.forEach((other) => { other.tabIndex = other === event.target ? 0 : -1; });
});
table?.addEventListener("keydown", (event) => {
  const step = STEPS[event.key];
  const [row, column] = placeOf(document.activeElement);
  if (!step || row < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
  let [down, along] = [row + step[0], column + step[1]];
  while (rows[down] && along >= 0 && along < rows[down].length) {
    if (rows[down][along]) {
      event.preventDefault();
      go(rows[down][along]);
      return;
    }
    [down, along] = [down + step[0], along + step[1]];
  }
});
