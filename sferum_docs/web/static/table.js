// A table edited in place: rows added and dropped, a block of Excel pasted from the focused cell to the right and down.

const form = document.querySelector("[data-table]");
const prefix = form.dataset.table;
const told = document.getElementById("told");

const rows = () => [...form.querySelectorAll("[data-row]")];
const cells = (row) => [...row.querySelectorAll("[data-field]")];
const fieldsOf = (row) => cells(row).filter((cell) => cell.type !== "hidden");

function tell(sentence) {
  told.className = sentence ? "told notice notice-done" : "told";
  told.textContent = sentence;
}

function renumber() {
  rows().forEach((row, index) => {
    const number = row.querySelector("[data-number]") ?? row.querySelector("th");
    if (number.firstChild) number.firstChild.nodeValue = String(index + 1);
    for (const cell of cells(row)) {
      const old = cell.id;
      cell.name = cell.id = `${prefix}-${index}-${cell.dataset.field}`;
      row.querySelector(`label[for="${old}"]`)?.setAttribute("for", cell.id);
      const label = cell.getAttribute("aria-label");
      if (label) cell.setAttribute("aria-label", label.replace(/^Строка \d+/, `Строка ${index + 1}`));
    }
    const drop = row.querySelector("[data-drop] .visually-hidden");
    if (drop) drop.textContent = `Удалить строку ${index + 1}`;
  });
}

function clear(row) {
  row.querySelectorAll(".fault, .caution").forEach((fault) => fault.remove());
  row.querySelectorAll(".has-fault").forEach((cell) => cell.classList.remove("has-fault"));
  for (const cell of cells(row)) {
    cell.removeAttribute("aria-invalid");
    cell.removeAttribute("aria-describedby");
    if (cell.type === "checkbox") cell.checked = false;
    else if (cell.tagName === "SELECT") cell.selectedIndex = 0;
    else cell.value = "";
  }
}

function addRow() {
  const last = rows().at(-1);
  const fresh = last.cloneNode(true);
  clear(fresh);
  last.after(fresh);
  return fresh;
}

const dropped = [];

function dropRow(row) {
  if (rows().length === 1) addRow();
  dropped.push({ row, index: rows().indexOf(row) });
  row.remove();
  renumber();
  offerBack();
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

// the rows dropped since the page was opened come back one by one, the last first
function offerBack() {
  const bar = form.querySelector(".save-bar");
  let button = bar.querySelector("[data-back]");
  if (!button) {
    button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-outline-primary";
    button.dataset.back = "";
    button.addEventListener("click", bringBack);
    bar.append(button);
  }
  button.hidden = !dropped.length;
  button.textContent = `Вернуть строку${dropped.length > 1 ? ` (удалено ${dropped.length})` : ""}`;
}

function bringBack() {
  const { row, index } = dropped.pop();
  const next = rows()[index];
  if (next) next.before(row);
  else rows().at(-1).after(row);
  renumber();
  offerBack();
  form.dispatchEvent(new Event("input", { bubbles: true }));
  fieldsOf(row)[0].focus();
}

function write(cell, text) {
  const value = text.trim();
  if (cell.type === "checkbox") cell.checked = YES.test(value);
  else if (cell.tagName === "SELECT") choose(cell, value);
  else if (cell.type === "date") cell.value = value.replace(/^(\d{2})\.(\d{2})\.(\d{4})$/, "$3-$2-$1");
  else cell.value = value;
  if (cell.matches("textarea")) grow(cell);
}

const YES = /^(да|есть|\+|1|true)$/i;
const NO = /^(нет|-|–|—|0|false)$/i;

function choose(select, value) {
  const word = YES.test(value) ? "да" : NO.test(value) ? "нет" : value.toLowerCase();
  const wanted = [...select.options].some((option) => option.value === word) ? word : value.toLowerCase();
  const options = [...select.options];
  const found = options.find((option) => option.value.toLowerCase() === wanted)
    ?? options.find((option) => wanted && option.value && wanted.startsWith(option.value.toLowerCase()));
  if (found) found.selected = true;
  else if (wanted) select.add(new Option(`${value} (нет в списке)`, value, true, true));
}

// tab-separated text with quoted cells, as Excel and LibreOffice put it on the clipboard
function parse(text) {
  const lines = [[]];
  let cell = "";
  let quoted = false;
  const endCell = () => { lines.at(-1).push(cell); cell = ""; };
  for (let index = 0; index < text.length; index += 1) {
    const sign = text[index];
    if (quoted) {
      if (sign === '"' && text[index + 1] === '"') { cell += '"'; index += 1; }
      else if (sign === '"') quoted = false;
      else cell += sign === "\n" ? " " : sign;
    } else if (sign === '"' && cell === "") quoted = true;
    else if (sign === "\t") endCell();
    else if (sign === "\n") { endCell(); lines.push([]); }
    else if (sign !== "\r") cell += sign;
  }
  endCell();
  if (lines.at(-1).length === 1 && lines.at(-1)[0] === "") lines.pop();
  return lines;
}

function rowFor(index) {
  while (rows().length <= index) addRow();
  return rows()[index];
}

// another person came into the row: nobody was renamed
function forget(row) {
  const was = row.querySelector('[data-field="was"]');
  const name = row.querySelector('[data-field="name"]');
  if (was && was.value !== name.value) was.value = "";
}

function done(count, notes = []) {
  rows().forEach(forget);
  renumber();
  form.dispatchEvent(new Event("input", { bubbles: true }));
  tell([`Вставлено строк: ${count}. Проверьте и нажмите «Сохранить».`, ...notes].join(" "));
}

function pasteAt(start, block) {
  const first = rows().indexOf(start.closest("[data-row]"));
  const column = fieldsOf(start.closest("[data-row]")).indexOf(start);
  block.forEach((line, offset) => {
    const targets = fieldsOf(rowFor(first + offset)).slice(column);
    line.slice(0, targets.length).forEach((text, index) => write(targets[index], text));
  });
  done(block.length);
}

function pasteRecords(start, records, notes) {
  const first = rows().indexOf(start.closest("[data-row]"));
  records.forEach((record, offset) => {
    for (const cell of fieldsOf(rowFor(first + offset))) {
      if (cell.dataset.field in record) write(cell, record[cell.dataset.field]);
    }
  });
  done(records.length, notes);
}

// a cell that shows a long text in several lines is as high as its text; browsers of today do it by themselves
function grow(cell) {
  if (CSS.supports("field-sizing", "content")) return;
  cell.style.height = "auto";
  cell.style.height = `${cell.scrollHeight}px`;
}

// a whole table with headings and numbers of rows is sorted out by the server, as a file would be
async function read(text) {
  const body = new FormData();
  body.set("csrf_token", form.elements.csrf_token.value);
  body.set("text", text);
  const answer = await fetch(form.dataset.reader, { method: "POST", body });
  return answer.ok ? answer.json() : { rows: [], faults: [] };
}

// what the columns are only a person knows: the page asks, as it does of a file
function ask(text) {
  form.querySelector("#text").value = text;
  form.querySelector('button[name="action"][value="paste"]').click();
}

const looksLikeName = (line) => line[0].trim().split(/\s+/).length > 1 && !/фамилия|ф\.?\s?и\.?\s?о/i.test(line[0]);

form.addEventListener("paste", async (event) => {
  const cell = event.target.closest("[data-row] [data-field]");
  const text = event.clipboardData.getData("text/plain");
  if (!cell || !/[\t\n]/.test(text.trimEnd())) return;
  event.preventDefault();
  const block = parse(text);
  const isName = cell.dataset.field === "name";
  if (form.dataset.reader && block[0].length > 1) {
    const found = await read(text);
    if (found.rows.length && (isName || found.headed)) return pasteRecords(cell, found.rows, [...found.faults, ...found.notes]);
    if (found.asked && (isName || found.headed)) return ask(text);
    if (isName && prefix === "staff" && !looksLikeName(block[0])) return tell(`Ничего не вставлено. ${found.faults.join(" ")}`);
  }
  if (block.length > 1 && block[0].length === 1 && isCaption(cell, block[0][0])) block.shift();
  return pasteAt(cell, block);
});

// a column copied with its heading: «Телефон» is no phone
function isCaption(cell, text) {
  const caption = cell.getAttribute("aria-label")?.replace(/^Строка \d+, /, "") ?? cell.labels?.[0]?.textContent ?? "";
  const plain = (words) => words.toLowerCase().replace(/[^а-яёa-z]+/g, " ").trim();
  return plain(text) !== "" && plain(caption).startsWith(plain(text));
}

// a line of a table has no line ends: Enter saves, as it does in any other cell
form.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.ctrlKey || !event.target.matches("textarea[data-line]")) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector('button[name="action"][value="save"]'));
});
form.addEventListener("input", (event) => { if (event.target.matches("textarea[data-line]")) grow(event.target); });
form.querySelectorAll("textarea[data-line]").forEach(grow);

form.addEventListener("click", (event) => {
  const drop = event.target.closest("[data-drop]");
  const more = event.target.closest("[data-more]");
  if (drop) {
    const row = drop.closest("[data-row]");
    const next = row.nextElementSibling ?? row.previousElementSibling ?? row;
    dropRow(row);
    fieldsOf(next)[0].focus();
  } else if (more) {
    event.preventDefault();
    const fresh = addRow();
    for (let count = 1; count < 5; count += 1) addRow();
    renumber();
    fieldsOf(fresh)[0].focus();
  }
});

// arrows walk the column, as in Excel
form.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const cell = event.target.closest("[data-row] [data-field]");
  if (!step || !cell || cell.tagName === "SELECT" || cell.type === "date" || cell.list || event.altKey) return;
  const target = rows()[rows().indexOf(cell.closest("[data-row]")) + step]?.querySelector(`[data-field="${cell.dataset.field}"]`);
  if (!target) return;
  event.preventDefault();
  target.focus();
});

// a file that is too big would be refused together with all that is typed
form.querySelector("#file").addEventListener("change", (event) => {
  const file = event.target.files[0];
  if (!file || file.size <= 5 * 1024 * 1024) return;
  event.target.value = "";
  tell(`Файл «${file.name}» больше 5 МБ и не взят. Оставьте в нём один нужный лист.`);
});

form.querySelectorAll("[data-drop]").forEach((button) => { button.hidden = false; });
