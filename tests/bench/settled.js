// Notes when something that can be seen last changed, within the window: the DOM, an SVG in it, what is drawn on a canvas.
(() => {
  const seen = { last: 0, started: 0, waiting: false };
  window.__settled = seen;
  // Attributes that nobody sees. Streamlit's table keeps a hidden tree in its canvas for screen readers: not seen either.
  const unseen = /^(data-|aria-|id$|role$|tabindex$|title$|href$|name$|for$|target$|rel$|alt$)/;
  const visible = (node) => {
    const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
    if (!element || !element.isConnected || element.closest("canvas, head, script, style")) return false;
    // What defines a drawing's clips is seen where the drawing is: it has no box of its own.
    const shown = element.closest("defs")?.closest(".main-svg") ?? element;
    if (!shown.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
    const box = shown.getBoundingClientRect();
    return box.bottom >= 0 && box.top <= innerHeight && box.right >= 0 && box.left <= innerWidth;
  };
  // Whether a change was seen is asked when all is quiet: to ask at once would make the page slower that is measured.
  let changes = [], asking;
  const note = (found) => {
    const now = performance.now();
    for (const change of found) {
      if (change.type === "attributes" && unseen.test(change.attributeName)) continue;
      changes.push([now, change]);
    }
    if (!changes.length) return;
    seen.waiting = true;
    clearTimeout(asking);
    asking = setTimeout(look, 150);
  };
  const look = () => {
    const last = changes.findLast(([, change]) => visible(change.target));
    if (last) {
      const [when, change] = last;
      seen.last = Math.max(seen.last, when);
      seen.what = `${change.type} ${change.attributeName || ""} ${change.target.nodeName} ${change.target.className || ""}`;
    }
    changes = [];
    seen.waiting = false;
  };
  const observer = new MutationObserver(note);
  observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
  const drawn = (prototype, names) => {
    for (const name of names) {
      const draw = prototype[name];
      prototype[name] = function (...given) {
        if (this.canvas.isConnected) { seen.last = performance.now(); seen.what = `canvas ${name}`; }
        return draw.apply(this, given);
      };
    }
  };
  drawn(CanvasRenderingContext2D.prototype, ["fillRect", "strokeRect", "clearRect", "fillText", "drawImage", "fill", "stroke"]);
  for (const kind of [window.WebGLRenderingContext, window.WebGL2RenderingContext])
    if (kind) drawn(kind.prototype, ["drawArrays", "drawElements"]);
  // The time of the event itself, not of its handling.
  addEventListener("pointerdown", (event) => { seen.started = event.timeStamp; changes = []; }, true);
  addEventListener("click", (event) => { seen.started = event.timeStamp; }, true);
})();
