"""A box to search with: its text is kept in the address as ?q=, so that a link and 'back' bring it back."""

import streamlit as st

from pages.common.board import plain
from pages.common.view import go, parameter, reading

LONGEST = 100


def box(label: str, placeholder: str, *, list_key: str = "") -> str:
    """Draw the box; returns the text of the address, cut to what a search takes. list_key: a list to start again."""
    asked = " ".join((parameter("q") or "").split())[:LONGEST]
    key = f"box.{label}"
    # The address is the truth: 'back' changes it, and the box follows.
    st.session_state[key] = asked

    def entered() -> None:
        if list_key:
            st.session_state.pop(f"{list_key}.window", None)
        text = " ".join(str(st.session_state[key]).split())[:LONGEST]
        go(reading().scope, q=text or None)

    with plain():
        st.text_input(
            label, key=key, placeholder=placeholder, label_visibility="collapsed", on_change=entered, max_chars=LONGEST
        )
    return asked
