// What is sent to the server beside a press: not before the button is let go, and not later than need be.

// A box is left by pressing something else: what is pressed must still be there when the button is let go.
// What the click itself changes need not wait; to wait for the next task is to wait for the next frame as well.
export const held = new Map(); // owner → what it sends once nothing is pressed any more
let pressed = false, letGo;

// A box's words that are not sent yet: owner → the text. Who follows a link finds them on coming back (shell.js).
export const unsent = new Map();

export function afterPress(owner, send) {
  if (pressed) { held.set(owner, send); return; }
  held.delete(owner); // what is sent now brings along what was held
  sendHeld(); // in one message: a run of its own would start from the address before the other
  send();
}

function sendHeld() {
  const sends = [...held.values()];
  held.clear();
  for (const send of sends) send();
}

function release(after) {
  clearTimeout(letGo);
  letGo = setTimeout(() => { pressed = false; sendHeld(); }, after);
}

window.addEventListener("pointerdown", () => { clearTimeout(letGo); pressed = true; }, true);
window.addEventListener("click", () => { pressed = false; release(0); }, true);
for (const kind of ["pointerup", "pointercancel"]) window.addEventListener(kind, () => release(100), true);

// Streamlit sends from a timer, and after a click browsers let timers wait until the next frame is drawn.
export function atOnce(send) {
  const later = window.setTimeout;
  window.setTimeout = (run, after, ...given) => (after ? later(run, after, ...given) : queueMicrotask(() => run(...given)));
  try { send(); } finally { window.setTimeout = later; }
}
