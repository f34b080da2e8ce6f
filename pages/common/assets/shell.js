// Links between screens without a reload: scope and language travel along, history works.
// Streamlit listens to popstate and reads the address, so a pushed address plus that event is a navigation.

const SCOPE_KEYS = ["lang", "year", "grade", "department", "unit", "project", "level1", "level2", "cause",
  "rate_min", "rate_max", "score_min", "score_max", "words"];
const FILES = /^\/(media|assets|export|static|_stcore|component)\//;

// What an address newly names (a finding, a loss to correct …) is drawn in a card of its own: bring it into sight.
const NAMED_CARDS = { finding: "finding", promise: "promise", indicator: "correction", undo: "undo" };

function revealNamed(before, after) {
  if (before.pathname !== after.pathname) return;
  const named = (key) => after.searchParams.get(key);
  const key = Object.keys(NAMED_CARDS).find((each) => named(each) && named(each) !== before.searchParams.get(each));
  if (!key) return;
  const until = performance.now() + 2500;
  const look = () => {
    const card = document.querySelector(`.st-key-reveal_${NAMED_CARDS[key]}`);
    if (!card) { if (performance.now() < until) setTimeout(look, 80); return; }
    const { top } = card.getBoundingClientRect();
    if (top < 50 || top > window.innerHeight - 200) card.scrollIntoView({ block: "start" });
  };
  setTimeout(look, 80);
}

export function navigate(href) {
  const target = new URL(href, window.location.href);
  revealNamed(new URL(window.location.href), target);
  // Where it came from is kept with the entry: what opened over a screen closes by going back to it.
  if (target.href !== window.location.href) window.history.pushState({ from: window.location.href }, "", target);
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

// Back and forward change the language as well.
window.addEventListener("popstate", () => {
  const english = new URLSearchParams(window.location.search).get("lang") === "en";
  document.documentElement.lang = english ? "en" : "zh-CN";
});

window.dashboard = { navigate };
