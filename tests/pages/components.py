"""What a screen drew by scripts of ours, read back from a run without a browser: markup, charts, tables."""

import json
from collections.abc import Iterator
from html import escape
from typing import Any

from streamlit.testing.v1 import AppTest


def markup(app: AppTest) -> list[str]:
    """All HTML that the screen drew, on boards and alone, in order."""
    drawn = []
    for element in app.main:
        if element.type == "html":
            drawn.append(element.proto.body)
        elif element.type == "bidi_component":
            board = json.loads(element.proto.json)
            drawn.append(whole(board["html"], {sign: escape(text) for sign, text in board["shared"].items()}))
    return drawn


def components(app: AppTest) -> Iterator[tuple[str, dict[str, Any]]]:
    """Key and data of every chart, table and source panel, in order."""
    for element in app.main:
        if element.type == "bidi_component":
            board = json.loads(element.proto.json)
            for key, part in board["parts"].items():
                yield key, json.loads(whole(part["data"], board["shared"]))


def whole(text: str, shared: dict[str, str]) -> str:
    """What the board's script makes of a text: its signs are texts again."""
    for sign, whole in shared.items():
        text = text.replace(sign, whole)
    return text


def component(app: AppTest, key: str) -> dict[str, Any]:
    """The data of the chart, table or source panel of that key."""
    found = [data for name, data in components(app) if name == key]
    assert len(found) == 1, f"{len(found)} components {key}"
    return found[0]


def keys(app: AppTest) -> list[str]:
    """The keys of all components drawn."""
    return [key for key, _ in components(app)]


def rows(app: AppTest, key: str) -> list[list[str]]:
    """The texts of a table's rows."""
    return [
        [cell if isinstance(cell, str) else cell["text"] for cell in row["cells"]]
        for row in component(app, key)["rows"]
    ]
