"""All charts go through this one component: Plotly draws the difference to what stands, once, without a flash."""

from collections.abc import Callable, Mapping
from typing import Any

import orjson
import streamlit as st

from pages.common.assets import asset_url, component_script
from pages.common.words import _

_mount = st.components.v2.component("chart", js=component_script("chart.js"), isolate_styles=False)


def chart(
    figure: Mapping[str, Any],
    key: str,
    *,
    about: str,
    height: int | None = None,
    link: str | None = None,
    on_click: Callable[[Any], None] | None = None,
    file_name: str | None = None,
) -> Any | None:  # noqa: ANN401 - the customdata of the mark, whatever the figure gave it
    """Draw a Plotly figure, given as its spec; returns the customdata of the mark clicked in this run, else None.

    about: one sentence that says what the chart shows, for those who do not see it.
    link: an address to go to at a click, with {0}, {1} … for the mark's customdata: view.link("project", id="{0}").
    on_click: called with the mark's customdata before the screen runs again, for instance to narrow the scope.
    A mark can be clicked when it has customdata (any trace, heatmaps too); the keyboard reaches the same marks
    by arrow keys and Enter. customdata is escaped in hover texts; other texts in a figure are the figure's to escape.
    file_name: the picture's name (without .png) behind the chart's download button.
    """
    tall = height or figure["layout"].get("height") or 320
    data = {
        "spec": orjson.dumps(
            figure,
            option=orjson.OPT_SERIALIZE_NUMPY | orjson.OPT_NON_STR_KEYS,
            default=_plain,
        ).decode(),
        "plotly": asset_url("plotly.min.js"),
        "about": about,
        "height": int(tall),
        "link": link or "",
        "clicks": on_click is not None,
        "file": file_name or key,
        "download": _("下载图片"),
    }

    def clicked() -> None:
        if on_click is not None:
            on_click((st.session_state[key] or {}).get("mark"))

    result = _mount(key=key, data=data, height=int(tall), on_mark_change=clicked)
    return result.get("mark")


def _plain(value: object) -> object:
    """What orjson does not know: exact decimals, and pandas' and numpy's own scalars."""
    if hasattr(value, "tolist"):
        return value.tolist()
    return float(value)  # type: ignore[arg-type]
