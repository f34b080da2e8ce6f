// A table of text nodes. Rows given whole are sorted and paged here; of long lists the server gives one window.

const states = new WeakMap();

export default function (component) {
  const { data, parentElement } = component;
  let state = states.get(parentElement);
  if (!state) {
    const root = document.createElement("div");
    root.className = "d-table";
    root.addEventListener("keydown", roam);
    parentElement.append(root);
    state = { root, sort: -1, descending: false, page: 0, open: new Set() };
    states.set(parentElement, state);
  }
  state.component = component;
  state.page = data.total === null ? 0 : data.page;
  if (data.total !== null) {
    state.sort = data.columns.findIndex((column) => column.name === data.sort);
    state.descending = data.descending;
  }
  render(state);
  return () => states.delete(parentElement);
}

const element = (name, className, text) => {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
};

const cellOf = (cell) => (typeof cell === "string" ? { text: cell } : cell);

function render(state) {
  const { data } = state.component;
  const focused = state.root.contains(document.activeElement) ? document.activeElement.dataset.at : undefined;
  const grouped = data.rows.some((row) => row.group);
  const rows = data.total === null && !grouped ? sorted(state, data) : data.rows;
  const first = data.total === null ? state.page * data.size : 0;
  const visible = rows.slice(first, data.total === null ? first + data.size : undefined);
  const table = element("table");
  table.append(element("caption", "d-hidden", data.about), header(state, data, grouped), body(state, data, visible));
  const box = element("div", "d-scroll");
  if (data.height) box.style.maxHeight = `${data.height}px`;
  box.append(table);
  state.root.replaceChildren(box, footer(state, data, rows));
  if (focused !== undefined) focusAgain(state.root, focused);
}

// At the first or last page the button that led there leads no further: its neighbour takes the focus.
function focusAgain(root, at) {
  const place = (name) => root.querySelector(`[data-at="${CSS.escape(name)}"]`);
  const again = place(at);
  (again?.disabled ? place(at === "next" ? "previous" : "next") : again)?.focus({ preventScroll: true });
}

function sorted(state, data) {
  if (state.sort < 0) return data.rows;
  const column = data.columns[state.sort];
  const key = (row) => { const cell = cellOf(row.cells[state.sort] ?? ""); return cell.sort ?? (column.number ? undefined : cell.text); };
  const sign = state.descending ? -1 : 1;
  return [...data.rows].sort((one, other) => {
    const a = key(one), b = key(other);
    if (a === undefined || b === undefined) return (a === undefined) - (b === undefined); // not stated: last, always
    if (typeof a === "number" && typeof b === "number") return sign * (a - b);
    return sign * String(a).localeCompare(String(b), "zh");
  });
}

function header(state, data, grouped) {
  const head = element("thead"), row = element("tr");
  data.columns.forEach((column, index) => {
    const cell = element("th", column.number ? "d-number" : "");
    cell.scope = "col";
    if (column.width) cell.style.width = column.width;
    if (column.help) cell.title = column.help;
    const sortable = column.sortable && !grouped;
    const label = element(sortable ? "button" : "span", "", column.title);
    if (sortable) {
      label.type = "button";
      label.dataset.at = `h${index}`;
      if (!column.help) label.title = data.words.sort;
      label.addEventListener("click", () => sortBy(state, index));
    }
    if (state.sort === index) {
      cell.setAttribute("aria-sort", state.descending ? "descending" : "ascending");
      label.append(element("i", "", state.descending ? " ↓" : " ↑"));
    }
    cell.append(label);
    row.append(cell);
  });
  head.append(row);
  return head;
}

function sortBy(state, index) {
  const { data, setTriggerValue } = state.component;
  const column = data.columns[index];
  // Numbers are first asked for their largest, texts for their first.
  state.descending = state.sort === index ? !state.descending : column.number;
  state.sort = index;
  state.page = 0;
  if (data.total === null) render(state);
  else setTriggerValue("window", { page: 0, sort: column.name, descending: state.descending });
}

function body(state, data, rows) {
  const made = element("tbody");
  for (const [at, row] of rows.entries()) {
    const drawn = made.appendChild(row.group ? groupRow(row, data) : dataRow(state, data, row, at));
    const links = [...drawn.querySelectorAll("a")];
    if (links.length && drawn.tabIndex < 0 && links.every((link) => link.tabIndex < 0)) links[0].tabIndex = 0;
  }
  return made;
}

function groupRow(row, data) {
  const made = element("tr", "d-group");
  row.cells.slice(0, data.columns.length).forEach((one, index) => {
    const cell = cellOf(one);
    const box = element(index === 0 ? "th" : "td", data.columns[index].number ? "d-number" : "", undefined);
    if (index === 0) box.scope = "rowgroup";
    else box.dataset.label = data.columns[index].title; // said on a phone, where the head is not seen
    if (cell.figure) {
      const inner = box.appendChild(figureLink(cell.figure, data));
      if (cell.tone) inner.classList.add(`t-${cell.tone}`);
      fill(inner, cell);
    } else fill(box, cell);
    made.append(box);
  });
  return made;
}

function dataRow(state, data, row, at) {
  const made = element("tr", row.tint ? `d-tint-${row.tint}` : "");
  row.cells.forEach((one, index) => made.append(dataCell(state, data, row, cellOf(one), index, at)));
  const clickable = row.href || (data.clicks && row.id);
  if (!clickable) return made;
  made.classList.add("d-link");
  if (!row.href) { made.tabIndex = 0; made.dataset.at = `r${row.id}`; }
  const go = () => (row.href ? window.dashboard.navigate(row.href) : state.component.setTriggerValue("row", row.id));
  made.addEventListener("click", (event) => {
    if (event.target.closest("a, button") || String(window.getSelection())) return;
    if (row.href && (event.ctrlKey || event.metaKey)) window.open(row.href, "_blank");
    else go();
  });
  made.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target === made) go();
  });
  return made;
}

function dataCell(state, data, row, cell, index, at) {
  const column = data.columns[index] ?? {};
  const box = element("td", column.number ? "d-number" : "");
  box.dataset.label = column.title ?? "";
  if (column.phone === false) box.classList.add("d-desk");
  if (cell.title) box.title = cell.title;
  if (cell.bar !== undefined) box.style.setProperty("--bar", `${cell.bar * 100}%`), box.classList.add("d-bar");
  const href = cell.href ?? (index === 0 ? row.href : undefined);
  const figure = href ? undefined : figureOf(column, row, cell);
  const inner = figure ? figureLink(figure, data) : href ? element("a") : element("span");
  if (href) inner.href = href;
  if (href || figure) inner.dataset.at = `a${at}-${index}`;
  if (cell.first) box.append(firstOf(cell.first, data, `b${at}-${index}`), " → ");
  if (cell.tone) inner.classList.add(`t-${cell.tone}`);
  fill(inner, cell.first ? { text: cell.text.slice(cell.first[0].length + 3) } : cell);
  box.append(inner);
  if (cell.lines) clamp(state, box, inner, cell, `${row.id ?? at}-${index}`, data.words.more);
  return box;
}

// The first of two numbers in a cell, '10' of '10 → 1', with an address of its own.
function firstOf([text, href], data, place) {
  const made = figureLink(href, data);
  made.dataset.at = place;
  made.append(text);
  return made;
}

// What explains a cell's number: its own address, or the column's with the row's id. Nothing stated explains nothing.
function figureOf(column, row, cell) {
  if (cell.figure) return cell.figure;
  return column.figure && row.id && cell.sort !== undefined ? column.figure.replace("~id~", encodeURIComponent(encodeURIComponent(row.id))) : undefined;
}

// Many numbers stand in a table: Tab goes from row to row, the arrow keys from number to number.
function figureLink(href, data) {
  const made = element("a", "d-why");
  made.href = href;
  made.title = data.words.why;
  made.tabIndex = -1;
  return made;
}

const ARROWS = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };

function roam(event) {
  const step = ARROWS[event.key], from = event.target.closest("a, tr");
  if (!step || !from || event.target.closest("thead")) return;
  const row = from.closest("tr");
  const links = (one) => [...one.querySelectorAll("a")];
  const at = links(row).indexOf(from), next = step[0] > 0 ? row.nextElementSibling : row.previousElementSibling;
  const target = step[0] ? next && (links(next)[Math.max(at, 0)] ?? links(next).at(-1)) : links(row)[at + step[1]];
  if (!target) return;
  event.preventDefault();
  target.focus();
}

function fill(box, cell) {
  if (!cell.pieces) { box.append(cell.text); return; }
  for (const [text, marked] of cell.pieces) box.append(marked ? element("mark", "", text) : text);
}

function clamp(state, box, inner, cell, name, words) {
  if (cell.text.length < 30 * cell.lines || state.open.has(name)) return;
  inner.classList.add("d-clamp");
  inner.style.setProperty("--lines", cell.lines);
  const more = element("button", "d-more", words);
  more.type = "button";
  more.addEventListener("click", () => { state.open.add(name); inner.classList.remove("d-clamp"); more.remove(); });
  box.append(more);
}

function footer(state, data, rows) {
  const total = data.total ?? rows.length;
  const pages = Math.max(1, Math.ceil(total / data.size));
  const made = element("div", "d-pager");
  if (pages === 1) return made;
  const step = (by, label, name) => {
    const button = element("button", "", label);
    button.type = "button";
    button.dataset.at = name;
    button.disabled = state.page + by < 0 || state.page + by >= pages;
    button.addEventListener("click", () => turn(state, data, state.page + by));
    return button;
  };
  const place = data.words.page.replace("{page}", state.page + 1).replace("{pages}", pages);
  made.append(element("span", "", data.words.rows), step(-1, data.words.previous, "previous"),
    element("span", "", place), step(1, data.words.next, "next"));
  return made;
}

function turn(state, data, page) {
  state.page = page;
  if (data.total === null) render(state);
  else state.component.setTriggerValue("window", { page, sort: data.sort, descending: data.descending });
}
