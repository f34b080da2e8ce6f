// The foldable lists of the filter bar: counted choices of one field each. A list is made once and then only what differs
// is written: to make fifty choices anew at each filter costs the reader more time than to count them.

export const element = (name, className, text) => {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
};

// Writing what already stands there would have it laid out again.
export function put(node, values) {
  for (const [name, value] of Object.entries(values)) if (node[name] !== value) node[name] = value;
}

// The children become those wanted, in their order; what stands right already is not touched.
export function place(parent, wanted) {
  const active = document.activeElement;
  let at = parent.firstChild;
  for (const node of wanted) {
    if (node === at) at = at.nextSibling;
    else parent.insertBefore(node, at);
  }
  while (at) {
    const gone = at;
    at = at.nextSibling;
    gone.remove();
  }
  if (active !== document.activeElement && parent.contains(active)) active.focus({ preventScroll: true }); // it was moved
}

export const PATIENCE_MS = 4000; // so long what the reader did counts though no run shows it
const SEARCH_FROM = 9; // longer lists get a box to search in

// bar: chosen(name) → values, choose(name, values), send(event, value), lead(figure) → the address of its explanation.
export function facetList(bar, name) {
  const made = element("details"), summary = element("summary"), title = element("span"), state = element("small");
  const list = element("div", "d-options"), unit = element("p", "d-unit"), hint = element("p", "d-hint");
  const search = searchBox(bar, name), options = new Map();
  made.dataset.facet = name;
  summary.dataset.at = `facet ${name}`;
  list.dataset.list = name;
  list.setAttribute("role", "group");
  summary.append(title, state);
  let wanted = null; // open or shut as the reader last had it, until a run shows it so: one may come meanwhile
  summary.addEventListener("click", () => {
    wanted = { open: !made.open, until: performance.now() + PATIENCE_MS };
    setTimeout(() => toggled(bar, made), 0);
  });

  function patch(facet, text) {
    const chosen = bar.chosen(name);
    if (wanted && (wanted.open === facet.open || performance.now() > wanted.until)) wanted = null;
    put(made, { open: wanted?.open ?? facet.open });
    put(title, { textContent: facet.title });
    put(state, { textContent: chosen.length ? text.chosen.replace("{n}", chosen.length) : text.all, className: chosen.length ? "d-on" : "" });
    put(search, { placeholder: text.search, ariaLabel: `${facet.title} ${text.search}` });
    if (search !== document.activeElement) put(search, { value: facet.searched });
    put(list, { ariaLabel: facet.title });
    put(unit, { textContent: facet.unit });
    const shown = facet.options.map(([value, label, count]) => {
      const option = options.get(value) ?? optionOf(bar, name, value);
      options.set(value, option);
      option.patch(label, facet.unit ? count : null, facet.figure, text, chosen.includes(value));
      return option.made;
    });
    const left = facet.total - shown.length;
    put(hint, { textContent: left > 0 ? text.more.replace("{n}", left.toLocaleString("en")) : text.nothing });
    const unitless = !facet.unit || !shown.length;
    place(list, [...(unitless ? [] : [unit]), ...shown, ...(left > 0 || (facet.open && !shown.length) ? [hint] : [])]);
    place(made, facet.searched || facet.total > SEARCH_FROM ? [summary, search, list] : [summary, list]);
    const listed = new Set(facet.options.map(([value]) => value));
    for (const value of options.keys()) if (!listed.has(value)) options.delete(value);
  }
  return { made, patch };
}

// The server counts only lists that stand open, so it is told which.
function toggled(bar, made) {
  const open = [...made.parentElement.querySelectorAll("details[open]")].map((details) => details.dataset.facet);
  bar.send("open", open);
}

function optionOf(bar, name, value) {
  const made = element("label"), box = element("input"), text = element("span");
  let number = null;
  box.type = "checkbox";
  box.value = value;
  box.dataset.at = `option ${name} ${value}`;
  box.addEventListener("change", () => {
    // Two quick clicks count both, though the first has not been answered yet.
    const values = new Set(bar.chosen(name));
    if (box.checked) values.add(value); else values.delete(value);
    bar.choose(name, [...values]);
  });
  made.append(box, text);
  // Tab goes from choice to choice, the arrow keys to the number and back.
  made.addEventListener("keydown", (event) => {
    const target = { ArrowRight: number?.made, ArrowLeft: box }[event.key];
    if (!number || !target) return;
    event.preventDefault();
    target.focus();
  });

  function patch(label, count, figure, words, chosen) {
    put(made, { title: label });
    put(text, { textContent: label });
    put(box, { checked: chosen });
    if (count === null) return;
    if (!number) {
      number = countOf(bar, value);
      made.append(number.made);
    }
    number.patch(count, figure, words);
  }
  return { made, patch };
}

// The number beside a choice opens its explanation.
function countOf(bar, value) {
  const made = element("a", "d-why");
  let figure = "";
  made.tabIndex = -1;
  const lead = () => made.setAttribute("href", bar.lead(figure.replace("~id~", encodeURIComponent(value))));
  // The address may change after this was drawn: read it again before it is followed.
  for (const kind of ["pointerover", "focus"]) made.addEventListener(kind, lead);

  function patch(count, key, words) {
    put(made, { textContent: count.toLocaleString("en"), title: words.why });
    figure = key;
    if (!made.hasAttribute("href")) lead();
  }
  return { made, patch };
}

function searchBox(bar, name) {
  const box = element("input", "d-search");
  box.type = "search";
  box.dataset.at = `search ${name}`;
  let waiting;
  box.addEventListener("input", (event) => {
    clearTimeout(waiting);
    if (event.isComposing) return; // a Chinese word is being spelled
    waiting = setTimeout(() => bar.send("search", { field: name, text: box.value }), 250);
  });
  box.addEventListener("compositionend", () => box.dispatchEvent(new Event("input")));
  return box;
}
