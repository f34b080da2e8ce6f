"""What a screen gave its own components, read back from a run without a browser."""

import json
from typing import Any

from streamlit.testing.v1 import AppTest


def component(app: AppTest, key: str) -> dict[str, Any]:
    """The data of the chart, table or source panel of that key."""
    found = [element for element in app.main if element.type == "bidi_component" and element.key == key]
    assert len(found) == 1, f"{len(found)} components {key}"
    return json.loads(found[0].proto.json)


def keys(app: AppTest) -> list[str]:
    """The keys of all components drawn."""
    return [element.key for element in app.main if element.type == "bidi_component"]


def rows(app: AppTest, key: str) -> list[list[str]]:
    """The texts of a table's rows."""
    return [
        [cell if isinstance(cell, str) else cell["text"] for cell in row["cells"]]
        for row in component(app, key)["rows"]
    ]
