// The text of a document, line by line. The line asked for is marked and brought into sight, in the panel and on
// the screen; while the charts above are still being drawn the place is kept, until the reader scrolls.

const states = new WeakMap();
const heights = new Map(); // address → how far its panel was scrolled when it was left
const LINES_ABOVE = 5;

export default function (component) {
  const { data, parentElement } = component;
  let state = states.get(parentElement);
  if (!state) {
    const root = document.createElement("div");
    root.className = "d-source";
    root.tabIndex = 0;
    root.setAttribute("role", "region");
    parentElement.append(root);
    state = { root, asked: undefined, stop: () => {} };
    states.set(parentElement, state);
    root.addEventListener("scroll", () => { heights.set(state.address, root.scrollTop); }, { passive: true });
  }
  state.root.setAttribute("aria-label", data.about);
  state.root.style.maxHeight = `${data.height}px`;
  const drawn = JSON.stringify([data.lines, data.marked, data.tinted]);
  if (drawn !== state.drawn) draw(state, data);
  state.drawn = drawn;
  const asked = `${data.marked} ${data.reveal} ${window.location.search}`;
  if (asked !== state.asked) {
    state.asked = asked;
    state.address = window.location.href;
    const height = window.dashboard?.byHistory() ? heights.get(state.address) : undefined;
    if (height !== undefined) state.root.scrollTop = height;
    else if (data.marked !== null) toLine(state, data);
    state.stop();
    if (data.reveal && !window.dashboard?.returning()) keepInSight(state, data);
  }
  return () => { state.stop(); states.delete(parentElement); };
}

const element = (name, className, text) => {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
};

function draw(state, data) {
  const tinted = new Set(data.tinted);
  state.root.replaceChildren(...data.lines.map(([number, text]) => {
    const line = element("div", "d-line", "");
    line.dataset.line = number;
    if (tinted.has(number)) line.classList.add("d-line-lost");
    if (number === data.marked) { line.classList.add("d-line-marked"); line.setAttribute("aria-current", "true"); }
    const place = element("span", "d-line-no", number);
    place.title = data.line.replace("{n}", number);
    const content = element("span", "d-line-text", "");
    // The borders of cells are tabs in the text; they are drawn as thin lines and copied as tabs.
    text.split("\t").forEach((cell, at) => content.append(...(at ? [element("span", "d-tab", "\t"), cell] : [cell])));
    line.append(place, content);
    return line;
  }));
}

function toLine(state, data) {
  const line = state.root.querySelector(`[data-line="${data.marked}"]`);
  if (!line) return;
  let first = line;
  for (let above = 0; above < LINES_ABOVE && first.previousElementSibling; above += 1) first = first.previousElementSibling;
  const least = line.offsetTop + line.offsetHeight - state.root.clientHeight; // offsets are the panel's: it is positioned
  state.root.scrollTop = Math.max(first.offsetTop, least, 0);
}

function keepInSight(state, data) {
  const main = document.querySelector('[data-testid="stMain"]') ?? document.documentElement;
  const place = () => {
    const target = data.reveal === "source" ? state.root : document.getElementById(data.reveal);
    if (!target) return;
    const box = target.getBoundingClientRect();
    if (box.top < 60 || box.bottom > window.innerHeight - 10) target.scrollIntoView({ block: "center" });
  };
  const observer = new ResizeObserver(place);
  observer.observe(main.firstElementChild ?? main);
  const ends = ["wheel", "touchstart", "keydown", "pointerdown"];
  const stop = () => {
    observer.disconnect();
    for (const name of ends) window.removeEventListener(name, stop, true);
  };
  for (const name of ends) window.addEventListener(name, stop, true);
  const timer = setTimeout(stop, 2500);
  state.stop = () => { clearTimeout(timer); stop(); };
  place();
}
