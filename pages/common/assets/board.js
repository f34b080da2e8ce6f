// A board: the parts of a screen, drawn in one go. Markup is compared with what stands and only differences are made;
// charts, tables and source panels are drawn by their own scripts in slots of it (data-part) and stay as they are
// where their data does.

const scripts = new Map(); // kind → module, or the promise of it
function load(kind, url) {
  const loading = import(new URL(url, window.location.origin).href).then((module) => {
    scripts.set(kind, module);
    return module;
  });
  loading.catch(() => scripts.delete(kind));
  scripts.set(kind, loading);
  return loading;
}

const boards = new WeakMap();

export default function (component) {
  const { data, parentElement } = component;
  let board = boards.get(parentElement);
  if (!board) {
    const root = document.createElement("div");
    root.className = "d-board";
    root.addEventListener("click", press);
    parentElement.append(root);
    board = { root, html: null, parts: new Map() };
    boards.set(parentElement, board);
  }
  board.component = component;
  board.shared = Object.entries(data.shared);
  const html = whole(data.html, board.shared.map(([sign, text]) => [sign, text.replaceAll("&", "&amp;")]));
  if (board.html !== html) {
    const fresh = document.createElement("template");
    fresh.innerHTML = html;
    morph(board.root, fresh.content);
    board.html = html;
  }
  fill(board, data);
  return () => {
    for (const part of board.parts.values()) part.leave?.();
    board.root.remove(); // Streamlit may keep the place for a moment, or fill it again
    boards.delete(parentElement);
  };
}

// What most addresses of a screen have in common is sent once; signs stand for it (pages/common/shared.py).
const whole = (text, shared) => shared.reduce((made, [sign, long]) => made.replaceAll(sign, long), text);

// Streamlit's own button stands out of sight behind the board; ours presses it.
function press(event) {
  const key = event.target instanceof Element ? event.target.closest("[data-press]")?.dataset.press : null;
  if (key) document.querySelector(`.st-key-${CSS.escape(key)} button`)?.click();
}

function fill(board, data) {
  for (const [key, part] of board.parts) {
    if (key in data.parts && data.parts[key].kind === part.kind) continue;
    part.leave?.();
    part.root.remove();
    board.parts.delete(key);
  }
  for (const slot of board.root.querySelectorAll("[data-part]")) {
    const key = slot.dataset.part, kind = data.parts[key].kind, content = whole(data.parts[key].data, board.shared);
    let part = board.parts.get(key);
    if (!part) {
      part = { kind, root: document.createElement("div"), content: null };
      board.parts.set(key, part);
    }
    if (part.root.parentElement !== slot) slot.append(part.root);
    draw(board, key, part, content, data.scripts[kind]);
  }
}

async function draw(board, key, part, content, url) {
  // A chart looks for itself whether it must be drawn: the theme may have changed, or its width.
  if (part.content === content && part.kind !== "chart") return;
  if (part.content !== content) part.data = JSON.parse(content);
  part.content = content;
  const known = scripts.get(part.kind) ?? load(part.kind, url);
  const script = known instanceof Promise ? await known : known;
  if (part.content !== content) return; // another run has come meanwhile
  const setTriggerValue = (name, value) => board.component.setTriggerValue("event", { part: key, name, value });
  part.leave = await script.default({ data: part.data, parentElement: part.root, setTriggerValue });
}

// Makes the children of one node those of another, keeping what is alike: focus, open lists and ticks stay.
function morph(from, to) {
  let old = from.firstChild;
  for (let fresh = to.firstChild, next; fresh; fresh = next) {
    next = fresh.nextSibling;
    if (old && alike(old, fresh)) {
      if (old.nodeType === Node.TEXT_NODE) {
        if (old.data !== fresh.data) old.data = fresh.data;
      } else {
        attributes(old, fresh);
        if (old.dataset?.part === undefined) morph(old, fresh);
      }
      old = old.nextSibling;
    } else from.insertBefore(fresh, old);
  }
  while (old) {
    const gone = old;
    old = old.nextSibling;
    gone.remove();
  }
}

const alike = (one, other) =>
  one.nodeType === other.nodeType && one.nodeName === other.nodeName && one.dataset?.part === other.dataset?.part;

function attributes(old, fresh) {
  // What is open stays open, and what was given the focus keeps it.
  const kept = (name) => name === "open" || name === "tabindex" || fresh.hasAttribute(name);
  for (const { name } of [...old.attributes]) if (!kept(name)) old.removeAttribute(name);
  for (const { name, value } of fresh.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
}
