// The panel that explains a figure: a modal dialog of text nodes. It is open exactly while the address asks for its
// figure, so 'back', a link in it and its own × all close it at once, before the server has answered.

const states = new WeakMap();
// Where a panel was left for the source of one of its rows: 'back' finds the row again. Address → page and height.
const left = new Map();

const element = (name, className, text) => {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
};

const asked = () => new URLSearchParams(window.location.search).get("explain");

export default function (component) {
  const { data, parentElement } = component;
  let state = states.get(parentElement);
  if (!state) {
    state = build();
    states.set(parentElement, state);
  }
  state.component = component;
  const same = state.key === data.key, turned = same && state.page !== data.page;
  Object.assign(state, { key: data.key, page: data.page });
  render(state, data);
  const [page, height] = left.get(window.location.href) ?? [];
  if (!same) state.root.querySelector(".d-explain-body").scrollTop = 0;
  if (turned) state.root.querySelector(".d-explain-count")?.scrollIntoView({ block: "start" }); // a page is read from its beginning
  sync(state);
  if (page === data.page && asked() === data.key) {
    state.root.querySelector(".d-explain-body").scrollTop = height;
    left.delete(window.location.href);
  }
  return () => {
    window.removeEventListener("popstate", state.follow);
    state.root.remove();
    states.delete(parentElement);
  };
}

function build() {
  const root = element("dialog", "d-explain");
  // In the page and not in the side bar, which is folded away on a phone.
  (document.querySelector(".stApp") ?? document.body).append(root);
  const state = { root };
  state.follow = () => sync(state);
  window.addEventListener("popstate", state.follow);
  root.addEventListener("cancel", (event) => { event.preventDefault(); leave(state); });
  root.addEventListener("click", (event) => { if (event.target === root) leave(state); });
  return state;
}

function sync(state) {
  const open = asked() === state.key, now = window.location;
  if (!open && state.root.open) {
    const from = new URL(state.address);
    if (from.pathname !== now.pathname) left.set(from.href, [state.page, state.root.querySelector(".d-explain-body").scrollTop]);
    state.root.close();
  }
  if (!open) return;
  state.address = now.href;
  if (state.root.open) return;
  state.root.showModal();
  state.root.querySelector(".d-explain-close")?.focus();
}

// Where a click on the figure opened the panel, closing it is going back; else the address is set without it.
function leave(state) {
  const target = new URL(state.component.data.close, window.location.href).href;
  if (window.history.state?.from === target) window.history.back();
  else {
    window.history.replaceState(window.history.state, "", target);
    window.dispatchEvent(new PopStateEvent("popstate"));
  }
}

function render(state, data) {
  const { root } = state;
  const focused = root.contains(document.activeElement) ? document.activeElement.dataset.at : undefined;
  root.setAttribute("aria-label", `${data.words.heading}：${data.title}`);
  const head = element("header");
  const close = element("button", "d-explain-close", "×");
  close.type = "button";
  close.dataset.at = "close";
  close.title = data.words.close;
  close.setAttribute("aria-label", data.words.close);
  close.addEventListener("click", () => leave(state));
  head.append(element("p", "d-question", data.words.heading), close, element("h2", "", data.title));
  if (data.value) head.append(element("p", "d-value", data.value));
  const lines = element("dl");
  for (const [name, text] of data.lines) lines.append(element("dt", "", name), element("dd", "", text));
  const body = element("div", "d-explain-body");
  body.tabIndex = -1;
  body.append(lines, ...(data.columns ? listOf(state, data) : []));
  const kept = root.querySelector(".d-explain-body")?.scrollTop ?? 0;
  root.replaceChildren(head, body);
  body.scrollTop = kept;
  const again = focused && root.querySelector(`[data-at="${CSS.escape(focused)}"]`);
  // At the first or last page the button that led there leads no further: its neighbour takes the focus.
  if (again) (again.disabled ? root.querySelector(`.d-pager button:not(:disabled)`) : again)?.focus({ preventScroll: true });
}

function listOf(state, data) {
  const top = element("div", "d-explain-count");
  top.append(element("span", "", data.total ? data.counted : data.words.nothing));
  if (data.file) {
    const file = element("a", "", data.words.file);
    file.href = data.file;
    file.setAttribute("download", "");
    top.append(file);
  }
  if (!data.total) return [top];
  const box = element("div", "d-table");
  const table = box.appendChild(element("table"));
  const first = data.columns.length - data.numbers - 1; // columns of text before the numbers
  const head = table.createTHead().insertRow();
  data.columns.forEach((title, index) => {
    const cell = element("th", index >= first && index < first + data.numbers ? "d-number" : "", title);
    cell.scope = "col";
    head.append(cell);
  });
  const rows = table.createTBody();
  for (const row of data.rows) rows.append(rowOf(row, data, first));
  return [top, box, pagerOf(state, data)];
}

function rowOf(row, data, texts) {
  const made = element("tr", row.rest ? "d-group" : "");
  const name = element("td");
  name.append(row.href ? link(row.href, row.name) : element("span", "", row.name));
  if (row.year) name.append(element("small", "t-muted", ` ${row.year}`));
  made.append(name);
  if (texts > 1) made.append(labelled("td", "", row.detail ?? "", data.columns[1]));
  row.numbers.forEach((text, at) => made.append(labelled("td", "d-number", text, data.columns[texts + at])));
  const place = labelled("td", "", row.placeHref ? "" : row.place ?? "", data.columns.at(-1));
  if (row.placeHref) place.append(link(row.placeHref, row.place));
  made.append(place);
  return made;
}

function labelled(name, className, text, title) {
  const made = element(name, className, text);
  made.dataset.label = title;
  return made;
}

function link(href, text) {
  const made = element("a", "t-link", text);
  made.href = href;
  return made;
}

function pagerOf(state, data) {
  const pages = Math.ceil(data.total / data.size);
  const made = element("div", "d-pager");
  if (pages < 2) return made;
  const step = (by, label, name) => {
    const button = element("button", "", label);
    button.type = "button";
    button.dataset.at = name;
    button.disabled = data.page + by < 0 || data.page + by >= pages;
    button.addEventListener("click", () => state.component.setTriggerValue("page", { key: data.key, page: data.page + by }));
    return button;
  };
  const place = data.words.page.replace("{page}", data.page + 1).replace("{pages}", pages);
  made.append(step(-1, data.words.previous, "previous"), element("span", "", place), step(1, data.words.next, "next"));
  return made;
}
