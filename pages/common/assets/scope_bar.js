// The filter bar: chips of what is chosen, a foldable list of counted choices a field, ranges, words.
// It keeps no state of its own: what is chosen comes from the address, which lists are open from the session.

import { afterPress, atOnce, held } from "./press.js";
import { element, facetList, PATIENCE_MS, place, put } from "./scope_list.js";

const states = new WeakMap();
const RESET = "";

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
  if (state.later && window.location.pathname.endsWith(`/${data.drawn[0]}`)) {
    const send = state.later;
    state.later = null;
    send();
  }
  window.dashboard?.follow(data.drawn, () => state.pending.size > 0);
  return () => {
    clearTimeout(state.waiting);
    state.growth.disconnect();
    window.removeEventListener("popstate", state.elsewhere);
    state.root.remove(); // Streamlit may keep the place for a moment, or fill it again
    states.delete(parentElement);
  };
}

function build() {
  const state = { root: element("form", "d-scope"), pending: new Map(), number: 0, lists: new Map(), ranges: new Map() };
  state.root.addEventListener("submit", (event) => event.preventDefault());
  state.elsewhere = () => { // another address was asked for since
    if (held.has(state)) { // by what was pressed: the change goes out under that address, once its screen has come
      state.later = held.get(state);
      held.delete(state);
      return;
    }
    if (state.pending.size) redrawn(state, 1000);
    state.pending.clear();
  };
  state.bar = {
    chosen: (name) => asked(state, name, state.component.data.facets.find((facet) => facet.name === name).chosen),
    choose: (name, values) => change(state, name, values),
    send: (event, value) => state.component.setTriggerValue(event, value),
    lead: (figure) => addressWith("explain", figure),
  };
  state.heading = element("div", "d-chips");
  state.growth = new ResizeObserver(([entry]) => keepPlace(state, entry.borderBoxSize[0].blockSize));
  state.growth.observe(state.heading);
  state.words = wordsOf(state);
  state.foot = footOf();
  return state;
}

// A chip more or less moves all that is below it, perhaps from under the pointer: the bar is scrolled along.
function keepPlace(state, height) {
  const by = height - (state.height ?? height), used = document.activeElement;
  state.height = height;
  const scroller = state.root.closest('[data-testid="stSidebarContent"]');
  if (by && scroller && state.root.contains(used) && !state.heading.contains(used)) scroller.scrollTop += by;
}

// What was asked for counts until a run has answered it, even where one that was under way comes first. A run that another
// one cut short may have taken it up and lost it again: what is not shown then is asked for once more.
function answered(state) {
  clearTimeout(state.waiting);
  let again = false;
  for (const [field, one] of state.pending) {
    if (one.number > state.component.data.answered && performance.now() - one.since <= PATIENCE_MS) continue;
    if (one.again || shows(state.component.data, field, one.values)) state.pending.delete(field);
    else again = one.again = true;
  }
  if (again) ask(state);
  else if (state.pending.size) redrawn(state, PATIENCE_MS);
}

function shows(data, field, values) {
  const facet = data.facets.find((each) => each.name === field);
  return !facet || JSON.stringify([...facet.chosen].sort()) === JSON.stringify([...values].sort());
}

// Where no run answers, the bar looks again by itself.
function redrawn(state, after) {
  clearTimeout(state.waiting);
  state.waiting = setTimeout(() => { answered(state); render(state, state.component.data); }, after);
}

const asked = (state, field, shown) => state.pending.get(field)?.values ?? (state.pending.has(RESET) ? [] : shown);

// A second change can reach the server before the first has been taken up, and would stand in its place: so each brings
// along those that are not answered yet, in their order.
function change(state, field, values) {
  if (field === RESET) state.pending.clear();
  state.pending.delete(field);
  state.pending.set(field, { values, again: false });
  ask(state);
}

function ask(state) {
  state.number = Math.max(Date.now(), state.number + 1);
  for (const one of state.pending.values()) Object.assign(one, { number: state.number, since: performance.now() });
  redrawn(state, PATIENCE_MS);
  afterPress(state, () => {
    const changes = [...state.pending].map(([name, one]) => name === RESET ? { reset: true } : { field: name, values: one.values });
    atOnce(() => state.component.setTriggerValue("change", { number: state.number, changes }));
  });
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
  const reset = buttonOf("d-reset", data.text.reset, "reset", () => change(state, RESET, []));
  state.heading.replaceChildren(title, ...chips, ...(chips.length ? [reset] : []));
  if (focused === undefined) return;
  const again = state.heading.querySelector(`[data-at="${CSS.escape(focused)}"]`) ?? state.root.querySelector("button, summary");
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
  if (state.lists.has(field)) change(state, field, state.bar.chosen(field).filter((one) => one !== value));
  else change(state, field, field === "words" ? [] : ["", ""]);
}

// Runs that come while something is typed leave it alone.
const typed = new WeakSet();
function typing(box, taken) {
  box.addEventListener("input", () => typed.add(box));
  box.addEventListener("change", taken);
  box.addEventListener("search", () => { if (typed.delete(box)) taken(); }); // its × empties the box without leaving it
  for (const kind of ["change", "blur"]) box.addEventListener(kind, () => typed.delete(box));
}
const unlessTyped = (box, value) => { if (!typed.has(box)) put(box, { value }); };

function rangeOf(state, name) {
  const made = element("fieldset", "d-range"), legend = element("legend");
  const read = (box) => box.value === "" ? "" : String(Number(box.value));
  const boxes = ["low", "high"].map((end) => {
    const box = element("input");
    box.type = "number";
    box.step = "any";
    box.dataset.at = `range ${name} ${end}`;
    typing(box, () => change(state, name, boxes.map(read)));
    return box;
  });
  made.append(legend, boxes[0], element("span", "", "–"), boxes[1]);

  function patch(range, text) {
    const [low = "", high = ""] = asked(state, name, [range.low, range.high]);
    put(legend, { textContent: range.title });
    for (const [box, value, word] of [[boxes[0], low, text.from], [boxes[1], high, text.to]]) {
      put(box, { placeholder: word, ariaLabel: `${range.title} ${word}` });
      unlessTyped(box, String(value));
    }
  }
  return { made, patch };
}

function wordsOf(state) {
  const made = element("label", "d-words"), title = element("span"), box = element("input", "d-search");
  box.type = "search";
  box.dataset.at = "words";
  typing(box, () => change(state, "words", [box.value]));
  made.append(title, box);

  function patch(data) {
    put(title, { textContent: data.text.words });
    put(box, { placeholder: data.text.words_hint });
    unlessTyped(box, asked(state, "words", [data.words]).join(" "));
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
