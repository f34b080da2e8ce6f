// The filter bar: chips of what is chosen, a foldable list of counted choices a field, ranges, words.
// It keeps no state of its own: what is chosen comes from the address, which lists are open from the session.

const states = new WeakMap();
const SEARCH_FROM = 9; // lists longer than this get a box to search in

export default function (component) {
  const { data, parentElement } = component;
  let state = states.get(parentElement);
  if (!state) {
    state = { root: document.createElement("form"), pending: new Map(), drawn: new Map() };
    state.root.className = "d-scope";
    state.root.addEventListener("submit", (event) => event.preventDefault());
    state.elsewhere = () => { // another address was asked for since
      if (state.pending.size) redrawn(state, 1000);
      state.pending.clear();
    };
    window.addEventListener("popstate", state.elsewhere);
    parentElement.append(state.root);
    states.set(parentElement, state);
  }
  state.component = component;
  answered(state);
  render(state, data);
  window.dashboard?.follow(data.drawn, () => state.pending.size > 0);
  return () => {
    clearTimeout(state.waiting);
    window.removeEventListener("popstate", state.elsewhere);
    states.delete(parentElement);
  };
}

// What was ticked counts as ticked until a run has answered it, even where one that was under way comes first.
const PATIENCE_MS = 4000;
function answered(state) {
  clearTimeout(state.waiting);
  for (const facet of state.component.data.facets) {
    const waiting = state.pending.get(facet.name);
    if (!waiting) continue;
    const same = waiting.values.length === facet.chosen.length && waiting.values.every((one) => facet.chosen.includes(one));
    if (same || performance.now() - waiting.since > PATIENCE_MS) state.pending.delete(facet.name);
  }
  if (state.pending.size) redrawn(state, PATIENCE_MS);
}

// A run that says what the one before said draws nothing: the bar looks again by itself.
function redrawn(state, after) {
  clearTimeout(state.waiting);
  state.waiting = setTimeout(() => { answered(state); render(state, state.component.data); }, after);
}

const chosenOf = (state, facet) => state.pending.get(facet.name)?.values ?? facet.chosen;

const element = (name, className, text) => {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
};

// A second change can reach the server before the first has been taken up, and would stand in its place: so each brings
// along those that are not answered yet.
function change(state, value) {
  const waiting = [...state.pending].map(([field, { values }]) => ({ field, values }));
  if (value.reset) state.pending.clear();
  state.component.setTriggerValue("change", value.reset ? [value] : [...waiting.filter((one) => one.field !== value.field), value]);
}

function choose(state, field, values) {
  state.pending.set(field, { values, since: performance.now() });
  redrawn(state, PATIENCE_MS);
  change(state, { field, values });
}

function render(state, data) {
  const active = document.activeElement;
  const focused = state.root.contains(active) ? active.dataset.at : undefined;
  // A number box has no caret that could be read or set: asking it for one is an error.
  const selection = focused && typeof active.selectionStart === "number" ? [active.value, active.selectionStart] : null;
  const scrolled = new Map([...state.root.querySelectorAll("[data-list]")].map((list) => [list.dataset.list, list.scrollTop]));
  const facets = data.facets.map((facet) => kept(state, data, facet));
  state.root.replaceChildren(heading(state, data), ...facets,
    ...data.ranges.map((range) => rangeOf(state, data, range)), wordsOf(state, data), foot(data));
  for (const list of state.root.querySelectorAll("[data-list]")) list.scrollTop = scrolled.get(list.dataset.list) ?? 0;
  if (focused === undefined) return;
  const again = state.root.querySelector(`[data-at="${CSS.escape(focused)}"]`);
  again?.focus({ preventScroll: true });
  if (again && selection) { again.value = selection[0]; again.setSelectionRange(selection[1], selection[1]); }
}

// A list in which nothing changed stays as it is.
function kept(state, data, facet) {
  const says = JSON.stringify([facet, chosenOf(state, facet), { ...data.text, count: "" }]);
  const before = state.drawn.get(facet.name);
  if (before?.says === says && before.made.open === facet.open) {
    // A tick that no run has taken up is no choice.
    const chosen = chosenOf(state, facet);
    for (const box of before.made.querySelectorAll("input[type=checkbox]")) box.checked = chosen.includes(box.value);
    return before.made;
  }
  const made = facetOf(state, data, facet);
  state.drawn.set(facet.name, { says, made });
  return made;
}

function heading(state, data) {
  const made = element("div", "d-chips");
  const title = element("div", "d-scope-title");
  title.append(element("span", "", data.text.filter), element("small", "", data.text.count));
  made.append(title);
  for (const [field, value, text] of data.chips) {
    const chip = element("button", "d-chip", text);
    chip.type = "button";
    chip.title = `${data.text.remove} ${text}`;
    chip.dataset.at = `chip ${field} ${value}`;
    chip.append(element("i", "", "×"));
    chip.addEventListener("click", () => removeChip(state, data, field, value));
    made.append(chip);
  }
  if (data.chips.length) {
    const reset = element("button", "d-reset", data.text.reset);
    reset.type = "button";
    reset.dataset.at = "reset";
    reset.addEventListener("click", () => change(state, { reset: true }));
    made.append(reset);
  }
  return made;
}

function removeChip(state, data, field, value) {
  const facet = data.facets.find((one) => one.name === field);
  if (facet) choose(state, field, chosenOf(state, facet).filter((one) => one !== value));
  else change(state, { field, values: field === "words" ? [] : ["", ""] });
}

function facetOf(state, data, facet) {
  const made = element("details");
  made.open = facet.open;
  made.dataset.facet = facet.name;
  const summary = element("summary");
  summary.dataset.at = `facet ${facet.name}`;
  const number = chosenOf(state, facet).length;
  const chosen = number ? data.text.chosen.replace("{n}", number) : data.text.all;
  summary.append(element("span", "", facet.title), element("small", number ? "d-on" : "", chosen));
  summary.addEventListener("click", () => setTimeout(() => toggled(state), 0));
  made.append(summary);
  if (facet.searched || facet.total > SEARCH_FROM) made.append(searchOf(state, data, facet));
  const list = element("div", "d-options");
  list.dataset.list = facet.name;
  list.setAttribute("role", "group");
  list.setAttribute("aria-label", facet.title);
  if (facet.unit && facet.options.length) list.append(element("p", "d-unit", facet.unit));
  for (const [value, label, count] of facet.options) {
    const option = optionOf(state, facet, value, label);
    if (facet.unit) option.append(countOf(data, facet, value, count));
    list.append(option);
  }
  if (facet.open && !facet.options.length) list.append(element("p", "d-hint", data.text.nothing));
  const left = facet.total - facet.options.length;
  if (left > 0) list.append(element("p", "d-hint", data.text.more.replace("{n}", left.toLocaleString("en"))));
  made.append(list);
  return made;
}

// The server counts only lists that stand open, so it is told which.
function toggled(state) {
  const open = [...state.root.querySelectorAll("details[open]")].map((details) => details.dataset.facet);
  state.component.setTriggerValue("open", open);
}

// The number beside a choice opens its explanation. Tab goes from choice to choice, the arrow keys to the number and back.
function countOf(data, facet, value, count) {
  const made = element("a", "d-why", count.toLocaleString("en"));
  made.title = data.text.why;
  made.tabIndex = -1;
  const lead = () => {
    const target = new URL(window.location.href);
    target.searchParams.set("explain", facet.figure.replace("~id~", encodeURIComponent(value)));
    made.href = target.pathname + target.search;
  };
  lead();
  // The address may change after this was drawn: read it again before it is followed.
  for (const kind of ["pointerover", "focus"]) made.addEventListener(kind, lead);
  return made;
}

function optionOf(state, facet, value, label) {
  const made = element("label"), box = element("input");
  box.type = "checkbox";
  box.value = value;
  box.checked = chosenOf(state, facet).includes(value);
  box.dataset.at = `option ${facet.name} ${value}`;
  box.addEventListener("change", () => {
    // Two quick clicks count both, though the first has not been answered yet.
    const values = new Set(chosenOf(state, facet));
    if (box.checked) values.add(value); else values.delete(value);
    choose(state, facet.name, [...values]);
  });
  made.title = label;
  made.append(box, element("span", "", label));
  made.addEventListener("keydown", (event) => {
    const number = made.querySelector("a"), target = { ArrowRight: number, ArrowLeft: box }[event.key];
    if (!number || !target) return;
    event.preventDefault();
    target.focus();
  });
  return made;
}

function searchOf(state, data, facet) {
  const box = element("input", "d-search");
  box.type = "search";
  box.placeholder = data.text.search;
  box.value = facet.searched;
  box.dataset.at = `search ${facet.name}`;
  box.setAttribute("aria-label", `${facet.title} ${data.text.search}`);
  let waiting;
  box.addEventListener("input", (event) => {
    clearTimeout(waiting);
    if (event.isComposing) return; // a Chinese word is being spelled
    waiting = setTimeout(() => state.component.setTriggerValue("search", { field: facet.name, text: box.value }), 250);
  });
  box.addEventListener("compositionend", () => box.dispatchEvent(new Event("input")));
  return box;
}

function rangeOf(state, data, range) {
  const made = element("fieldset", "d-range");
  made.append(element("legend", "", range.title));
  const boxes = [["low", data.text.from], ["high", data.text.to]].map(([name, label]) => {
    const box = element("input");
    box.type = "number";
    box.step = "any";
    box.placeholder = label;
    box.value = range[name];
    box.setAttribute("aria-label", `${range.title} ${label}`);
    box.dataset.at = `range ${range.name} ${name}`;
    return box;
  });
  for (const box of boxes) {
    box.addEventListener("change", () => change(state, { field: range.name, values: boxes.map((one) => one.value.trim()) }));
  }
  made.append(boxes[0], element("span", "", "–"), boxes[1]);
  return made;
}

function wordsOf(state, data) {
  const made = element("label", "d-words");
  const box = element("input", "d-search");
  box.type = "search";
  box.value = data.words;
  box.placeholder = data.text.words_hint;
  box.dataset.at = "words";
  box.addEventListener("change", () => change(state, { field: "words", values: [box.value] }));
  made.append(element("span", "", data.text.words), box);
  return made;
}

function foot(data) {
  const made = element("div", "d-stamp");
  for (const line of data.stamp) made.append(element("p", "", line));
  const link = element("a", "", data.language.name);
  link.lang = data.language.code;
  const target = new URL(window.location.href);
  if (data.language.code === "zh") target.searchParams.delete("lang"); else target.searchParams.set("lang", data.language.code);
  link.href = target.pathname + target.search;
  // The address may change after this was drawn: read it again at the click.
  link.addEventListener("pointerdown", () => refresh(link, data.language.code));
  link.addEventListener("focus", () => refresh(link, data.language.code));
  made.append(link);
  return made;
}

function refresh(link, code) {
  const target = new URL(window.location.href);
  if (code === "zh") target.searchParams.delete("lang"); else target.searchParams.set("lang", code);
  link.href = target.pathname + target.search;
}
