"""All charts go through this one component: Plotly draws the difference to what stands, once, without a flash."""

from collections.abc import Callable, Mapping
from typing import Any

from pages.common import board
from pages.common.assets import asset_url
from pages.common.words import _


def chart(
    figure: Mapping[str, Any],
    key: str,
    *,
    about: str,
    height: int | None = None,
    link: str | None = None,
    on_click: Callable[[Any], None] | None = None,
    file_name: str | None = None,
) -> None:
    """Draw a Plotly figure, given as its spec.

    about: one sentence that says what the chart shows, for those who do not see it.
    link: an address to go to at a click, with {0}, {1} … for the mark's customdata: view.link("project", id="{0}").
    on_click: called with the mark's customdata before the screen runs again, for instance to narrow the scope.
    A mark can be clicked when it has customdata (any trace, heatmaps too); the keyboard reaches the same marks
    by arrow keys and Enter. customdata is escaped in hover texts; other texts in a figure are the figure's to escape.
    file_name: the picture's name (without .png) behind the chart's download button.
    """
    tall = height or figure["layout"].get("height") or 320
    data = {
        "spec": board.dumped(figure),
        "plotly": asset_url("plotly.min.js"),
        "about": about,
        "height": int(tall),
        "link": link or "",
        "clicks": on_click is not None,
        "file": file_name or key,
        "download": _("下载图片"),
    }

    board.part("chart", key, data, **({"mark": on_click} if on_click else {}))
