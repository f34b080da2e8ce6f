"""What all figures share: one set of mark colours for both themes, text as traces, one layout made in one go.

Colours and sizes were tried on both grounds (contrast ≥ 3:1). Text takes the theme's colour by CSS; a text of its
own colour carries it in a span. Axes never zoom: a click means "open", nothing else.
"""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from analytics.ratios import half_up

Trace = dict[str, Any]
Layout = dict[str, Any]
# A Plotly figure as its plain spec, data and layout: a go.Figure copies all that it is given, which costs more.
Figure = dict[str, Any]

LOST = "#D1571F"
NORMAL = "#2F7FD0"
REST = "#7C8898"
GRADES = {"优": "#1E8C7A", "良": "#2F7FD0", "中": "#B98200", "差": "#C22A55"}
BAND = "rgba(127,137,150,.08)"
TRACK = "rgba(127,137,150,.16)"
LINE = "rgba(127,137,150,.45)"
CATEGORIES = ("#2F7FD0", "#D1571F", "#7A4FB5", "#4F8A2B", "#12858A")
SYMBOLS = ("circle", "square", "diamond", "triangle-up", "cross")
LABEL_SIZE, TICK_SIZE = 13, 11
ROW_PX = 40
_LOST_TEXT = "light-dark(#A63E0F,#F4A07A)"
_GREY_TEXT = "light-dark(#5A6675,#9AA6B5)"


# A year that a screen of several years writes behind a project's name (pages/common/dated.py).
DATED = re.compile(r"（\d{4}）$")


def escape(text: str | None) -> str:
    """Text from documents as Plotly shows it letter by letter.

    >>> escape("<b>A & B</b>")
    '&lt;b&gt;A &amp; B&lt;/b&gt;'
    """
    return (text or "").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def wrap(text: str | None, width: int, lines: int = 2) -> str:
    """A name in at most `lines` lines of `width` characters, its middle left out where it is longer; escaped.

    >>> wrap("精准执法建模及智能推送服务关键技术研发", 8)
    '精准执法建模及智<br>能…关键技术研发'
    """
    name = (text or "").strip()
    if lines > 1 and (dated := DATED.search(name)):
        return _wrap_dated(name[: dated.start()], dated[0], width)
    room = width * lines
    if len(name) > room:
        head = room - width + 1 if lines > 1 else width - 1
        tail = room - head - 1
        name = f"{name[:head]}…{name[len(name) - tail :]}"
    parts = [name[at : at + width] for at in range(0, len(name), width)]
    return "<br>".join(escape(part) for part in parts)


def _wrap_dated(name: str, year: str, width: int) -> str:
    """A name with its year in brackets, which stays whole and takes half the second line."""
    second = width - len(year) * 2 // 3
    if len(name) <= second:
        return escape(name + year)
    if len(name) > width + second:
        name = f"{name[:width]}…{name[len(name) - second + 1 :]}"
    return f"{escape(name[:width])}<br>{escape(name[width:] + year)}"


def one_line(text: str | None, width: int) -> str:
    """A name in one line, its middle left out where it is longer; escaped.

    >>> one_line("精准执法建模及智能推送服务关键技术研发", 9)
    '精准执法…技术研发'
    """
    name = (text or "").strip()
    dated = DATED.search(name)
    if dated and len(name) > width:
        return one_line(name[: dated.start()], width - len(dated[0]) * 2 // 3) + escape(dated[0])
    if len(name) > width:
        tail = (width - 1) // 2
        name = f"{name[: width - 1 - tail]}…{name[-tail:]}"
    return escape(name)


def fixed(value: Decimal | None, places: int = 2) -> str:
    """A figure as it prints: rounded half up, thousands separated, a true minus; '' where not stated."""
    if value is None:
        return ""
    rounded = half_up(value, places)
    return f"{'−' if rounded < 0 else ''}{abs(rounded):,}"


def percent(value: Decimal | None, places: int = 2) -> str:
    """A percentage as it prints; '' where not stated."""
    return "" if value is None else f"{fixed(value, places)}%"


def grey(text: str) -> str:
    """A text in the quiet colour of either theme."""
    return f'<span style="color:{_GREY_TEXT}">{text}</span>'


def lost(text: str) -> str:
    """A text in the colour of losses of either theme."""
    return f'<span style="color:{_LOST_TEXT}">{text}</span>'


def white(text: str) -> str:
    """A text on a dark mark."""
    return f'<span style="color:light-dark(#FFFFFF,#FFFFFF)">{text}</span>'


def bold(text: str) -> str:
    """A text in bold."""
    return f"<b>{text}</b>"


def texts(
    x: Sequence[float], y: Sequence[float], text: Sequence[str], place: str | Sequence[str], size: int = LABEL_SIZE
) -> Trace:
    """Labels as one trace: cheaper than annotations, which are drawn one by one. `text` is escaped already."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": list(x),
        "y": list(y),
        "text": list(text),
        "textposition": place if isinstance(place, str) else list(place),
        "textfont": {"size": size},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def hover(lines: Sequence[str]) -> str:
    """A hover text: the first line in bold; lines are escaped already."""
    return "<br>".join((bold(lines[0]), *lines[1:]))


def axis(**more: object) -> Layout:
    """A quiet axis: no grid, no zero line, no margin of its own, no zoom."""
    plain: Layout = {
        "showgrid": False,
        "zeroline": False,
        "showticklabels": False,
        "fixedrange": True,
        "automargin": False,
        "ticks": "",
        "tickangle": 0,
        "ticklabeloverflow": "allow",  # labels keep within their margins: to ask each for its size costs a layout
        "tickfont": {"size": TICK_SIZE},
    }
    return plain | more


def line(x0: float, y0: float, x1: float, y1: float, color: str = LINE, **more: object) -> Layout:
    """A thin line in the figure's own units; `more` may set dash, xref, yref, width."""
    stroke = {"color": color, "width": more.pop("width", 1), "dash": more.pop("dash", "solid")}
    return {"type": "line", "x0": x0, "y0": y0, "x1": x1, "y1": y1, "line": stroke, "layer": "below", **more}


def band(x0: float, y0: float, x1: float, y1: float, color: str = BAND, **more: object) -> Layout:
    """A pale area below the marks."""
    return {
        "type": "rect",
        "x0": x0,
        "y0": y0,
        "x1": x1,
        "y1": y1,
        "fillcolor": color,
        "line": {"width": 0},
        "layer": "below",
        **more,
    }


def figure(traces: Sequence[Trace], height: int, layout: Mapping[str, object]) -> Figure:
    """The traces in the common layout. Tests validate what every screen makes of it."""
    common: Layout = {
        "height": height,
        "margin": {"l": 0, "r": 4, "t": 2, "b": 22},
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "bargap": 0,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
    }
    return {"data": _with_one_of_texts(traces), "layout": common | dict(layout)}


def _with_one_of_texts(traces: Sequence[Trace]) -> list[Trace]:
    """All labels made by `texts` as one trace for each width (meta): Plotly's time goes by the number of traces."""
    kept: list[Trace] = []
    joined: dict[object, Trace] = {}
    for trace in traces:
        if trace.get("mode") != "text" or trace.get("hoverinfo") != "skip":
            kept.append(trace)
            continue
        into = joined.get(trace.get("meta"))
        if into is None:
            into = joined[trace.get("meta")] = trace | {
                "x": [],
                "y": [],
                "text": [],
                "textposition": [],
                "textfont": {"size": []},
            }
            kept.append(into)
        count, place = len(trace["text"]), trace["textposition"]
        for axis_of in ("x", "y", "text"):
            into[axis_of] += trace[axis_of]
        into["textposition"] += [place] * count if isinstance(place, str) else place
        into["textfont"]["size"] += [trace["textfont"]["size"]] * count
    return kept
