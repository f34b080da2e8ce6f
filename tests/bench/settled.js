// Notes when something that can be seen last changed: the DOM, an SVG in it, or what is drawn on a canvas.
(() => {
  const seen = { last: 0, started: 0 };
  window.__settled = seen;
  // Attributes that nobody sees. Streamlit's table keeps a hidden tree in its canvas for screen readers: not seen either.
  const unseen = /^(data-|aria-|id$|role$|tabindex$|title$|href$|name$|for$|target$|rel$|alt$)/;
  const visible = (node) => {
    const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
    return !!element && element.isConnected && !element.closest("canvas, head, script, style") &&
      element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  };
  const observer = new MutationObserver((changes) => {
    const now = performance.now();
    for (const change of changes) {
      if (change.type === "attributes" && unseen.test(change.attributeName)) continue;
      if (!visible(change.target)) continue;
      seen.last = now;
      seen.what = `${change.type} ${change.attributeName || ""} ${change.target.nodeName} ${change.target.className || ""}`;
      return;
    }
  });
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
  addEventListener("pointerdown", (event) => { seen.started = event.timeStamp; }, true);
  addEventListener("click", (event) => { seen.started = event.timeStamp; }, true);
})();
