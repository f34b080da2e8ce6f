// Links between screens without a reload: scope and language travel along, history works.
// Streamlit listens to popstate and reads the address, so a pushed address plus that event is a navigation.

import { unsent } from "./press.js";

const SCOPE_KEYS = ["lang", "year", "grade", "department", "unit", "project", "level1", "level2", "cause",
  "rate_min", "rate_max", "score_min", "score_max", "words"];
const FILES = /^\/(media|assets|export|static|_stcore|component)\//;

// What an address newly names (a finding, a loss to correct …) is drawn in a card of its own: bring it into sight.
const NAMED_CARDS = { finding: "finding", promise: "promise", indicator: "correction", undo: "undo" };

const newlyNamed = (before, after, keys = Object.keys(NAMED_CARDS)) => keys.find((each) =>
  after.searchParams.get(each) && after.searchParams.get(each) !== before?.searchParams.get(each));

// Aborted once the reader moves on their own: then nothing is moved for them.
function touched() {
  const found = new AbortController();
  for (const kind of ["wheel", "touchstart", "keydown", "pointerdown"])
    addEventListener(kind, () => found.abort(), { signal: found.signal, passive: true });
  return found;
}

const isRunning = () => document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState !== "notRunning";

// before: null for the first address of a visit. The card that stands may be drawn anew, elsewhere: it is followed until
// it has stayed for a while.
function revealNamed(before, after) {
  const key = before && before.pathname !== after.pathname ? null : newlyNamed(before, after);
  if (!key) return;
  const until = performance.now() + (before ? 4000 : 10000), reader = touched();
  let seen, stayed = 0;
  const gone = () => new URLSearchParams(window.location.search).get(key) !== after.searchParams.get(key);
  const look = () => {
    if (reader.signal.aborted || gone()) { reader.abort(); return; }
    const card = [...document.querySelectorAll(`.st-key-reveal_${NAMED_CARDS[key]}`)].at(-1);
    if (card) {
      const { top } = card.getBoundingClientRect();
      stayed = card === seen && !isRunning() ? stayed + 1 : 0;
      seen = card;
      if (top < 50 || top > window.innerHeight - 200) card.scrollIntoView({ block: "start" });
    }
    if (stayed < 5 && performance.now() < until) setTimeout(look, 80);
    else reader.abort();
  };
  setTimeout(look, 80);
}

// A screen is left at the height where it was read: 'back' returns to it, and a way forward starts at the top.
const heights = new Map(); // address → pixels scrolled
const REVEALED = ["line", "indicator", "finding", "promise", "undo"];
let here = window.location.href; // what is shown, also after Streamlit has pushed a filter's address itself
const pushState = window.history.pushState.bind(window.history);
for (const way of ["pushState", "replaceState"]) {
  const real = window.history[way].bind(window.history);
  window.history[way] = (state, title, address) => {
    // Each answer of Streamlit's names its screen: one that comes when the reader has gone on is no screen of their way.
    if (address && new URL(address, here).pathname !== window.location.pathname) {
      follow(drawn, busy);
      return;
    }
    real(state, title, address);
    here = window.location.href;
  };
}
const scroller = () => document.querySelector('[data-testid="stMain"]');
const heading = () => document.querySelector(".d-head h1");
const isAnother = (one, other) => one.pathname !== other.pathname || one.searchParams.get("id") !== other.searchParams.get("id");

let byHistory = false; // whether 'back' or 'forward' led to what is shown: it is shown as it was left (source.js)
function moved(before, back) {
  const box = scroller();
  byHistory = back;
  here = window.location.href;
  if (before !== here && box) heights.set(before, box.scrollTop);
  const now = new URL(here);
  if (isAnother(new URL(before), now)) arrive(back ? heights.get(here) ?? 0 : REVEALED.some((key) => now.searchParams.has(key)) ? null : 0);
  else if (before !== here) {
    keepFocus();
    if (back && newlyNamed(now, new URL(before), REVEALED)) readOn(heights.get(here));
  }
}

// Back from a card or a line of the source to the row that opened it, on one screen.
let returning = false; // what the address still names is not brought into sight meanwhile (source.js)
function readOn(height) {
  const address = here, until = performance.now() + 4000, reader = touched();
  returning = height !== undefined;
  reader.signal.addEventListener("abort", () => { returning = false; });
  let stayed = 0;
  const look = () => {
    if (address !== here || height === undefined || reader.signal.aborted) { reader.abort(); return; }
    const box = scroller();
    stayed = Math.abs(box.scrollTop - height) < 1 && !isRunning() ? stayed + 1 : 0;
    box.scrollTop = height;
    if (stayed < 5 && performance.now() < until) setTimeout(look, 80);
    else reader.abort();
  };
  look();
}

// height: null where the screen itself brings into sight what its address names.
function arrive(height) {
  const old = heading(), said = old?.textContent, until = performance.now() + 3000, address = here;
  const left = document.activeElement, reader = touched();
  const look = () => {
    if (address !== here) { reader.abort(); return; }
    const now = heading(), box = scroller(), late = performance.now() > until;
    const there = now && (now !== old || now.textContent !== said);
    const tall = box && box.scrollHeight - box.clientHeight >= height;
    if (!late && !(there && tall)) { setTimeout(look, 40); return; }
    if (!now) { reader.abort(); return; }
    focusTitle(left);
    if (height !== null && !reader.signal.aborted) box.scrollTop = height;
    reader.abort();
  };
  setTimeout(look, 40);
}

// What had the focus goes with its screen, perhaps a moment after the new one's title has come: who uses the keyboard
// goes on from there.
function focusTitle(left) {
  const until = performance.now() + 1500;
  const look = () => {
    const title = heading(), focused = document.activeElement ?? document.body;
    if (title && focused === document.body) {
      title.tabIndex = -1;
      title.focus({ preventScroll: true });
    } else if (focused === left && performance.now() < until) setTimeout(look, 40);
  };
  look();
}

// Where an address changes what one screen shows, what had the focus may go: its card keeps it.
function keepFocus() {
  const home = document.activeElement?.closest('.d-box, [data-testid="stVerticalBlock"]'), address = here;
  const until = performance.now() + 1500;
  const look = () => {
    if (address !== here || performance.now() > until || !home?.isConnected) return;
    if (document.activeElement !== document.body) { setTimeout(look, 60); return; }
    home.tabIndex = -1;
    home.focus({ preventScroll: true });
  };
  if (home) setTimeout(look, 60);
}

// Words typed in a screen's box and not sent yet: 'back' finds them, and a link to the same screen brings them along.
function withTyped(target) {
  const [text] = unsent.values(), left = new URL(window.location.href);
  if (text === undefined) return target;
  unsent.clear();
  const same = target.pathname === left.pathname;
  for (const address of same ? [target] : [left]) {
    address.searchParams.delete("rows"); // what is found is read from its beginning
    if (text) address.searchParams.set("q", text);
    else address.searchParams.delete("q");
  }
  if (!same) pushState({ from: window.location.href }, "", left.href);
  return target;
}

export function navigate(href) {
  const target = withTyped(new URL(href, window.location.href)), before = window.location.href;
  revealNamed(new URL(before), target);
  // Where it came from is kept with the entry: what opened over a screen closes by going back to it.
  if (target.href !== before) pushState({ from: before }, "", target);
  moved(before, false);
  window.dispatchEvent(new PopStateEvent("popstate"));
  document.documentElement.lang = target.searchParams.get("lang") === "en" ? "en" : "zh-CN";
}

const navigated = (anchor) =>
  anchor && anchor.href && anchor.origin === window.location.origin &&
  !anchor.hasAttribute("download") && !FILES.test(anchor.pathname) && !anchor.hash;

const ofNavigation = (anchor) => anchor.closest('[data-testid="stSidebarNav"]') !== null;

// Streamlit's own list of screens knows nothing of scope and language: lend them to its links.
function withScope(anchor) {
  const target = new URL(anchor.href);
  const here = new URLSearchParams(window.location.search);
  target.search = "";
  for (const key of SCOPE_KEYS) for (const value of here.getAll(key)) target.searchParams.append(key, value);
  return target.href;
}

function closeSideBarOnPhone() {
  if (window.innerWidth >= 768) return;
  document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click();
}

document.addEventListener("click", (event) => {
  const anchor = event.target instanceof Element ? event.target.closest("a") : null;
  if (!navigated(anchor) || event.button !== 0) return;
  const listed = ofNavigation(anchor);
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  event.stopPropagation();
  const target = listed ? withScope(anchor) : anchor.href;
  navigate(target);
  if (new URL(target).pathname !== anchor.dataset.from) closeSideBarOnPhone();
}, true);

// For "open in a new tab" and "copy address" the list's links must hold the scope as well.
for (const kind of ["pointerover", "focusin"]) {
  document.addEventListener(kind, (event) => {
    const anchor = event.target instanceof Element ? event.target.closest("a") : null;
    if (navigated(anchor) && ofNavigation(anchor)) anchor.setAttribute("href", withScope(anchor));
  }, true);
}

// Streamlit's first stop of the Tab key is English and has no option; it is seen only while it has the focus.
document.addEventListener("focusin", ({ target }) => {
  if (target instanceof Element && target.dataset.testid === "stSkipToContent")
    target.textContent = document.documentElement.lang === "en" ? "Skip to main content" : "跳到正文";
}, true);

// Back and forward change the language as well; only they are the browser's own event.
window.addEventListener("popstate", (event) => {
  if (event.isTrusted) moved(here, true);
  const english = new URLSearchParams(window.location.search).get("lang") === "en";
  document.documentElement.lang = english ? "en" : "zh-CN";
});

// The screen follows its address: where a filter and a way to another screen met, what is drawn may be of neither.
// shown: the screen and the parameters of the run that was drawn last; waits: whether a choice is not answered yet.
let drawn, busy, checking, asked;
const sorted = (pairs) => JSON.stringify(pairs.filter(([name]) => !name.startsWith("embed")).sort());

function follow(shown, waits) {
  [drawn, busy] = [shown, waits];
  clearTimeout(checking);
  checking = setTimeout(agree, 400);
}

function agree() {
  if (!drawn) return;
  if (isRunning() || busy()) { follow(drawn, busy); return; }
  const { pathname, search, href } = window.location, [screen, parameters] = drawn;
  const agrees = pathname.endsWith(`/${screen}`) && sorted([...new URLSearchParams(search)]) === sorted(parameters);
  if (!agrees && asked !== href) window.dispatchEvent(new PopStateEvent("popstate"));
  asked = agrees ? null : href; // asked once, not for ever
}

revealNamed(null, new URL(here));

window.dashboard = { navigate, follow, returning: () => returning, byHistory: () => byHistory };
