// The chart library, fetched once, at the first chart of a visit.

let plotly;
export function loadPlotly(url) {
  plotly ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = url;
    script.onload = () => resolve(quickened(window.Plotly));
    script.onerror = () => { plotly = undefined; reject(new Error("plotly.min.js")); };
    document.head.append(script);
  });
  return plotly;
}

// To find which attributes of a trace are arrays, Plotly walks at each drawing through all that a trace of its type may
// have. The answer is the same for all traces in which the same ones are arrays (none of ours has arrays within lists).
function quickened(Plotly) {
  const { PlotSchema } = Plotly, find = PlotSchema.findArrayAttributes, known = new Map();
  PlotSchema.findArrayAttributes = (trace) => {
    const arrays = [trace.type, ...arraysIn(trace, "")].join();
    if (!known.has(arrays)) known.set(arrays, find(trace));
    return [...known.get(arrays)];
  };
  return Plotly;
}

function* arraysIn(values, path) {
  for (const name in values) {
    const value = values[name];
    if (typeof value !== "object" || value === null || name.startsWith("_")) continue;
    if (Array.isArray(value)) yield path + name;
    else yield* arraysIn(value, `${path}${name}.`);
  }
}
