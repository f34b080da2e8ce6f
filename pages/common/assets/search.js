// A box to search with. Its text goes out on Enter or when the box is left, but not where it is left for another address.

import { afterPress, atOnce, unsent } from "./press.js";

const states = new WeakMap();

export default function (component) {
  const { data, parentElement } = component;
  let state = states.get(parentElement);
  if (!state) {
    state = build();
    window.addEventListener("popstate", state.elsewhere);
    parentElement.append(state.box);
    states.set(parentElement, state);
  }
  state.component = component;
  Object.assign(state.box, { placeholder: data.placeholder, ariaLabel: data.label, maxLength: data.longest });
  if (!state.typed) state.box.value = data.text;
  return () => {
    window.removeEventListener("popstate", state.elsewhere);
    states.delete(parentElement);
    unsent.delete(state);
  };
}

function build() {
  const box = document.createElement("input"), state = { box, typed: false };
  box.type = "search";
  box.className = "d-entry";
  box.addEventListener("input", () => {
    state.typed = true;
    unsent.set(state, box.value.trim());
  });
  // A run that was cut short may never have drawn what the box said: what follows looks like what stands, and draws nothing.
  state.elsewhere = () => {
    if (!state.typed) box.value = new URLSearchParams(window.location.search).get("q") ?? "";
  };
  const left = () => {
    const address = window.location.href;
    afterPress(state, () => entered(state, address));
  };
  box.addEventListener("change", left);
  box.addEventListener("search", () => { if (state.typed) left(); }); // its × empties the box without leaving it
  return state;
}

function entered(state, address) {
  const { data, setTriggerValue } = state.component, text = state.box.value;
  state.typed = false;
  unsent.delete(state);
  if (window.location.href === address && text.trim() !== data.text) atOnce(() => setTriggerValue("entered", text));
}
