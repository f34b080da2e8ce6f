// The filter bar: chips of what is chosen, a foldable list of counted choices a field, ranges, words.
// It keeps no state of its own: what is chosen comes from the address, which lists are open from the session.

import { element, facetList, place, put } from "./scope_list.js";

const states = new WeakMap();

export default function (component) {
  const { data, parentElement } = component;
  let state = states.get(parentElement);
  if (!state) {
    state = build();
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

function build() {
  const state = { root: element("form", "d-scope"), pending: new Map(), lists: new Map(), ranges: new Map() };
  state.root.addEventListener("submit", (event) => event.preventDefault());
  state.elsewhere = () => { // another address was asked for since
    if (state.pending.size) redrawn(state, 1000);
    state.pending.clear();
  };
  state.bar = {
    chosen: (name) => chosenOf(state, state.component.data.facets.find((facet) => facet.name === name)),
    choose: (name, values) => choose(state, name, values),
    send: (event, value) => state.component.setTriggerValue(event, value),
    lead: (figure) => addressWith("explain", figure),
  };
  state.heading = element("div", "d-chips");
  state.words = wordsOf(state);
  state.foot = footOf();
  return state;
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
  const part = (kept, name, make) => kept.get(name) ?? kept.set(name, make(name)).get(name);
  const facets = data.facets.map((facet) => {
    const list = part(state.lists, facet.name, (name) => facetList(state.bar, name));
    list.patch(facet, data.text);
    return list.made;
  });
  const ranges = data.ranges.map((range) => {
    const pair = part(state.ranges, range.name, (name) => rangeOf(state, name));
    pair.patch(range, data.text);
    return pair.made;
  });
  heading(state, data);
  state.words.patch(data);
  state.foot.patch(data);
  place(state.root, [state.heading, ...facets, ...ranges, state.words.made, state.foot.made]);
}

function heading(state, data) {
  const says = JSON.stringify([data.chips, data.text]);
  if (state.says === says) return;
  state.says = says;
  const active = document.activeElement;
  const focused = state.heading.contains(active) ? active.dataset.at : undefined;
  const title = element("div", "d-scope-title");
  title.append(element("span", "", data.text.filter), element("small", "", data.text.count));
  const chips = data.chips.map(([field, value, text]) => {
    const chip = buttonOf("d-chip", text, `chip ${field} ${value}`, () => removeChip(state, field, value));
    chip.title = `${data.text.remove} ${text}`;
    chip.append(element("i", "", "×"));
    return chip;
  });
  const reset = buttonOf("d-reset", data.text.reset, "reset", () => change(state, { reset: true }));
  state.heading.replaceChildren(title, ...chips, ...(chips.length ? [reset] : []));
  if (focused === undefined) return;
  const again = state.heading.querySelector(`[data-at="${CSS.escape(focused)}"]`) ?? state.heading.querySelector("button");
  again?.focus({ preventScroll: true });
}

function buttonOf(className, text, at, press) {
  const made = element("button", className, text);
  made.type = "button";
  made.dataset.at = at;
  made.addEventListener("click", press);
  return made;
}

function removeChip(state, field, value) {
  if (state.lists.has(field)) choose(state, field, state.bar.chosen(field).filter((one) => one !== value));
  else change(state, { field, values: field === "words" ? [] : ["", ""] });
}

function rangeOf(state, name) {
  const made = element("fieldset", "d-range"), legend = element("legend");
  const boxes = ["low", "high"].map((end) => {
    const box = element("input");
    box.type = "number";
    box.step = "any";
    box.dataset.at = `range ${name} ${end}`;
    box.addEventListener("change", () => change(state, { field: name, values: boxes.map((one) => one.value.trim()) }));
    return box;
  });
  made.append(legend, boxes[0], element("span", "", "–"), boxes[1]);

  function patch(range, text) {
    put(legend, { textContent: range.title });
    for (const [box, value, word] of [[boxes[0], range.low, text.from], [boxes[1], range.high, text.to]]) {
      put(box, { placeholder: word, ariaLabel: `${range.title} ${word}`, value: String(value) });
    }
  }
  return { made, patch };
}

function wordsOf(state) {
  const made = element("label", "d-words"), title = element("span"), box = element("input", "d-search");
  box.type = "search";
  box.dataset.at = "words";
  box.addEventListener("change", () => change(state, { field: "words", values: [box.value] }));
  made.append(title, box);

  function patch(data) {
    put(title, { textContent: data.text.words });
    put(box, { placeholder: data.text.words_hint });
    if (box !== document.activeElement) put(box, { value: data.words });
  }
  return { made, patch };
}

// The address that is shown, with one parameter set; null takes it away.
function addressWith(name, value) {
  const target = new URL(window.location.href);
  if (value === null) target.searchParams.delete(name); else target.searchParams.set(name, value);
  return target.pathname + target.search;
}

function footOf() {
  const made = element("div", "d-stamp"), link = element("a");
  // The address may change after this was drawn: read it again at the click.
  const lead = () => { link.href = addressWith("lang", link.lang === "zh" ? null : link.lang); };
  for (const kind of ["pointerdown", "focus"]) link.addEventListener(kind, lead);

  function patch(data) {
    const lines = data.stamp.map((line, at) => made.children[at]?.textContent === line ? made.children[at] : element("p", "", line));
    put(link, { lang: data.language.code, textContent: data.language.name });
    lead();
    place(made, [...lines, link]);
  }
  return { made, patch };
}
