"""A box to search with: its text is kept in the address as ?q=, so that a link and 'back' bring it back."""

import streamlit as st

from pages.common import board
from pages.common.places import ROWS, Place, moved
from pages.common.view import go, parameter, reading

LONGEST = 100


def box(label: str, placeholder: str, *, list_key: str = "") -> str:
    """Draw the box; returns the text of the address, cut to what a search takes. list_key: a list to start again."""
    asked = _cut(parameter("q") or "")

    def entered(text: object) -> None:
        rows = moved(st.query_params.get_all(ROWS), list_key, Place())  # what is found is read from its beginning
        go(reading().scope, q=_cut(str(text)) or None, rows=rows)

    data = {"label": label, "placeholder": placeholder, "text": asked, "longest": LONGEST}
    board.part("search", f"box.{label}", data, entered=entered)
    return asked


def _cut(text: str) -> str:
    return " ".join(text.split())[:LONGEST]
