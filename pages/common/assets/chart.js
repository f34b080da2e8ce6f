// One chart: Plotly draws the difference to what stands. Colours of text follow the theme by CSS
// (currentColor), so a change of theme redraws nothing but the hover labels.

import { loadPlotly } from "./plotly.js";

const states = new WeakMap();
const NARROW_PX = 420;

export default async function (component) {
  const { data, parentElement } = component;
  const state = states.get(parentElement) ?? build(parentElement);
  state.component = component;
  state.root.style.height = `${data.height}px`;
  state.plot.setAttribute("aria-label", data.about);
  state.button.title = data.download;
  state.button.setAttribute("aria-label", data.download);
  const clickable = data.clicks || data.link;
  state.root.classList.toggle("d-clicks", Boolean(clickable));
  const order = ++state.order;
  const Plotly = window.Plotly ?? (await loadPlotly(data.plotly));
  if (order !== state.order) return undefined;
  state.Plotly = Plotly;
  if (state.drawn && !state.near) drawLater(state);
  else await draw(state, data);
  return () => {
    state.observer.disconnect();
    state.sight.disconnect();
    Plotly.purge(state.plot);
    states.delete(parentElement);
    standing.delete(state);
  };
}

function build(parentElement) {
  const root = document.createElement("div");
  root.className = "d-chart";
  const plot = document.createElement("div");
  plot.className = "d-plot";
  plot.tabIndex = 0;
  plot.setAttribute("role", "img");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "d-png";
  button.textContent = "⤓";
  root.append(plot, button);
  parentElement.append(root);
  const state = { root, plot, button, order: 0, at: -1, spec: null, near: true, room: 0 };
  state.observer = new ResizeObserver(([entry]) => {
    state.room = Math.round(entry.contentRect.width);
    if (state.Plotly && state.width && Math.abs(state.room - state.width) > 1) draw(state, state.component.data);
  });
  state.observer.observe(root);
  // What is below the fold waits until what is seen has settled. To ask for its place at each run would lay out the page anew.
  state.sight = new IntersectionObserver(([entry]) => { state.near = entry.isIntersecting; });
  state.sight.observe(root);
  button.addEventListener("click", () => download(state));
  plot.addEventListener("keydown", (event) => keyboard(state, event));
  plot.addEventListener("blur", () => { state.at = -1; if (state.drawn) state.Plotly.Fx.unhover(plot); });
  // Plotly asks at each drawing whether there is any room, which would have the page laid out between two charts.
  Object.defineProperties(plot, {
    clientWidth: { get: () => state.width ?? state.room },
    clientHeight: { get: () => state.component.data.height },
  });
  states.set(parentElement, state);
  standing.add(state);
  return state;
}

function drawLater(state) {
  const order = state.order;
  requestIdleCallback(() => { if (order === state.order) draw(state, state.component.data); }, { timeout: 600 });
}

// All charts stand in one theme. To ask for it has the page laid out, so they are drawn in the one that was found last,
// and whether it still is that one is asked when there is time.
const standing = new Set();
let latest = null, asking = false;
function themeOf(root) {
  latest ??= asked(root);
  if (asking) return latest;
  asking = true;
  requestIdleCallback(() => {
    asking = false;
    const one = [...standing].find((state) => state.root.isConnected), now = one && asked(one.root);
    if (!now || now.name === latest.name) return;
    latest = now;
    for (const state of standing) if (state.drawn) draw(state, state.component.data);
  }, { timeout: 600 });
  return latest;
}

function asked(root) {
  const style = getComputedStyle(root), value = (name) => style.getPropertyValue(name).trim();
  const found = { ground: value("--st-background-color"), border: value("--st-border-color"), color: style.color, family: style.fontFamily };
  return { ...found, name: found.ground + found.color };
}

async function draw(state, data) {
  const theme = themeOf(state.root);
  const width = state.room || state.root.clientWidth;
  if (state.spec === data.spec && state.theme === theme.name && state.width === width) return;
  const figure = JSON.parse(data.spec);
  // Names that are placed for a width of their own (analytics/figures/placing.py).
  const other = width < NARROW_PX ? "wide" : "narrow";
  figure.data = figure.data.filter((trace) => trace.meta !== other);
  state.raw = figure.data.map((trace) => trace.customdata);
  for (const trace of figure.data) if (trace.customdata) trace.customdata = escaped(trace.customdata);
  state.marks = marks(state.raw, figure.data);
  figure.layout = layoutOf(figure.layout, theme, width, data.height);
  Object.assign(state, { spec: data.spec, theme: theme.name, width, figure, at: -1 });
  if (state.drawn) {
    // Plotly.react would first compare all attributes, to find that the marks are others.
    Object.assign(state.plot, figure);
    await state.Plotly.redraw(state.plot);
    return;
  }
  await state.Plotly.newPlot(state.plot, figure.data, figure.layout, {
    displayModeBar: false, displaylogo: false, responsive: false, doubleClick: false, showTips: false,
  });
  state.drawn = true;
  state.plot.dataset.drawn = "yes";
  state.plot.on("plotly_click", (event) => click(state, event.points[0]));
}

function layoutOf(layout, theme, width, height) {
  const font = { family: theme.family, size: 13, color: theme.color };
  return {
    ...layout,
    width, height, autosize: false,
    paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)",
    font: { ...font, ...layout.font },
    hoverlabel: {
      bgcolor: theme.ground, bordercolor: theme.border, align: "left", ...layout.hoverlabel,
      font: { ...font, ...layout.hoverlabel?.font },
    },
  };
}

// Plotly reads <b>, <a href> … in what a hover text shows; data must not be read so.
function escaped(value) {
  if (Array.isArray(value)) return value.map(escaped);
  if (typeof value !== "string") return value;
  return value.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}

// The marks that the keyboard steps through: [curve, place], a place being [row, column] on a heatmap.
function marks(raw, traces) {
  const found = [];
  const add = (curve, place, value) => { if (value !== null && value !== undefined) found.push([curve, place]); };
  raw.forEach((custom, curve) => {
    if (!Array.isArray(custom)) return;
    const heatmap = traces[curve].type === "heatmap";
    custom.forEach((value, at) => {
      if (heatmap) value.forEach((inner, column) => add(curve, [at, column], inner));
      else add(curve, at, value);
    });
  });
  return found;
}

function customOf(state, point) {
  const custom = state.raw[point.curveNumber];
  const at = point.pointNumber ?? point.pointIndex;
  if (Array.isArray(at)) return at.reduce((value, index) => value?.[index], custom);
  return custom?.[at];
}

function click(state, point) {
  if (!point) return;
  const mark = customOf(state, point);
  if (mark === undefined || mark === null) return;
  choose(state, mark);
}

function choose(state, mark) {
  const { data, setTriggerValue } = state.component;
  if (data.link) {
    const values = Array.isArray(mark) ? mark : [mark];
    const filled = (text) => text.replace(/\{(\d)\}|%7B(\d)%7D/gi, (_, a, b) => encodeURIComponent(values[a ?? b] ?? ""));
    window.dashboard.navigate(filled(data.link));
  } else if (data.clicks) setTriggerValue("mark", mark);
}

function keyboard(state, event) {
  const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
  if (!state.drawn || state.marks.length === 0) return;
  if (event.key in steps) {
    event.preventDefault();
    const count = state.marks.length;
    state.at = state.at < 0 ? (steps[event.key] > 0 ? 0 : count - 1) : (state.at + steps[event.key] + count) % count;
    const [curveNumber, pointNumber] = state.marks[state.at];
    state.Plotly.Fx.hover(state.plot, [{ curveNumber, pointNumber }]);
  } else if (event.key === "Enter" && state.at >= 0) {
    event.preventDefault();
    const [curveNumber, pointNumber] = state.marks[state.at];
    click(state, { curveNumber, pointNumber });
  }
}

// The picture is made by the browser with its own Chinese font, always dark on white: it goes into documents.
// What the card answers stands over the picture as it stands over the chart, and under that what it is of: the screen
// or the project, its filters, what the card says of sizes and lines.
const textOf = (root, selector) => root?.querySelector(selector)?.textContent.trim() ?? "";

function saidOver(state) {
  const card = state.root.closest('.d-box, [data-testid="stVerticalBlock"]');
  const note = textOf(card, ".d-foot"), meant = note.includes(" = ") ? note : ""; // what else it says is how to click
  const of = [textOf(document, ".d-head h1"), textOf(document, ".d-narrowed span"), meant];
  return [textOf(card, ".d-answer") || state.component.data.about, of.filter(Boolean).join(" · ")];
}

function wrapped(text, width, family) {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `14px ${family}`;
  const lines = [""];
  for (const word of text.match(/[\x21-\x7e]+|\s+|./gu) ?? []) {
    if (lines.at(-1) && pen.measureText(lines.at(-1) + word).width > width) lines.push(word.trim());
    else lines[lines.length - 1] += word;
  }
  return lines;
}

async function download(state) {
  const { data } = state.component;
  const layout = { ...state.figure.layout, paper_bgcolor: "#FFFFFF", margin: { ...state.figure.layout.margin, pad: 2 },
    font: { ...state.figure.layout.font, color: "#1B2430" } };
  const margin = state.figure.layout.margin ?? {};
  layout.margin = { l: (margin.l ?? 0) + 12, r: (margin.r ?? 4) + 12, t: (margin.t ?? 2) + 12, b: (margin.b ?? 22) + 12 };
  layout.width += 24;
  const [answer, of] = saidOver(state).map((text) => wrapped(text, layout.width - 24, layout.font.family));
  const added = 14 + 19 * (answer.length + of.length);
  layout.height += 24 + added;
  layout.margin.t += added;
  const grey = of.map((line) => `<span style="font-size:12px;color:#5A6675">${escaped(line)}</span>`);
  layout.title = { text: [...answer.map(escaped), ...grey].join("<br>"), x: 0, xref: "container", xanchor: "left", y: 1, yref: "container",
    yanchor: "top", pad: { t: 20, l: 12 }, font: { size: 14 } };
  const light = (text) => text.replace(/light-dark\(([^,]+),[^)]*\)/g, "$1");
  const figure = JSON.parse(light(JSON.stringify({ data: state.figure.data, layout })));
  const url = await state.Plotly.toImage(figure, { format: "png", scale: 2, width: layout.width, height: layout.height });
  const anchor = document.createElement("a");
  anchor.href = url;
  anchor.download = `${[data.file, textOf(document, ".d-head h1").slice(0, 40)].filter(Boolean).join("_")}.png`;
  anchor.click();
}
