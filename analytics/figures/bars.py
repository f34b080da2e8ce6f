"""Bars with their label above them: one figure fits desk and phone, however long a Chinese name is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from analytics.figures.base import LOST, ROW_PX, TRACK, Figure, Layout, Trace, axis, bold, figure, grey, texts

BAR = 0.34
LABEL_RISE = 0.4
_THIN = 0.012  # a bar shorter than so much of the width can hardly be met: the whole width stands for it
_NO_AXIS_BOTTOM = {"l": 0, "r": 4, "t": 2, "b": 6}


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a bar figure. start and length are fractions of the full width; texts are escaped already."""

    label: str
    length: float
    value: str
    note: str = ""
    hover: str = ""
    mark: object = None  # what a click gives
    color: str = LOST
    start: float = 0.0
    tick: float | None = None  # a mark on the bar, as a fraction


def bars(rows: Sequence[Bar], *, track: bool = True, layout: Layout | None = None, note_width: float = 0.2) -> Figure:
    """The rows from the top, 40 px each: label and value above the bar, the note at the right edge."""
    has_note = any(row.note for row in rows)
    places = [float(at) for at in range(len(rows))]
    above = [place - LABEL_RISE for place in places]
    traces: list[Trace] = []
    thin = [at for at, row in enumerate(rows) if abs(row.length) < _THIN and (row.hover or row.mark is not None)]
    if track:
        wide = [place for at, place in enumerate(places) if at not in thin]
        traces.append(_bar([1.0] * len(wide), wide, TRACK))
    met = [replace(row, hover="", mark=None) if at in thin else row for at, row in enumerate(rows)]
    traces.append(_bar([row.length for row in rows], places, [row.color for row in rows], met))
    if thin:
        ground = TRACK if track else "rgba(0,0,0,0)"
        traces.append(
            _bar([1.0] * len(thin), [places[at] for at in thin], ground, [replace(rows[at], start=0.0) for at in thin])
        )
    value_at = 1 - note_width if has_note else 1.0
    traces.append(texts([0.0] * len(rows), above, [row.label for row in rows], "middle right"))
    traces.append(texts([value_at] * len(rows), above, [bold(row.value) for row in rows], "middle left"))
    if has_note:
        traces.append(texts([1.0] * len(rows), above, [grey(row.note) for row in rows], "middle left", 12))
    ticks = [(row.tick, place) for row, place in zip(rows, places, strict=True) if row.tick is not None]
    if ticks:
        traces.append(_ticks(ticks))
    common: Layout = {
        "xaxis": axis(range=[0, 1.0]),
        "yaxis": axis(range=[len(rows) - 0.5, -0.72]),
        "margin": _NO_AXIS_BOTTOM,
        "barmode": "overlay",
    }
    return figure(traces, round(ROW_PX * (len(rows) + 0.22)) + 8, common | (layout or {}))


def _bar(
    length: Sequence[float], places: Sequence[float], color: str | Sequence[str], rows: Sequence[Bar] = ()
) -> Trace:
    trace: dict[str, Any] = {
        "type": "bar",
        "orientation": "h",
        "x": list(length),
        "y": list(places),
        "width": BAR,
        "marker": {"color": color if isinstance(color, str) else list(color), "line": {"width": 0}},
        "hoverinfo": "skip",
    }
    if rows:
        trace |= {
            "base": [row.start for row in rows],
            "hovertext": [row.hover for row in rows],
            "hovertemplate": "%{hovertext}<extra></extra>",
            "hoverinfo": "text",
        }
        if any(row.mark is not None for row in rows):
            trace["customdata"] = [row.mark for row in rows]
    return trace


def _ticks(ticks: Sequence[tuple[float, float]]) -> Trace:
    """A short upright stroke on each bar that has a reference value."""
    x: list[float | None] = []
    y: list[float | None] = []
    for value, place in ticks:
        x += [value, value, None]
        y += [place - BAR * 0.75, place + BAR * 0.75, None]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "line": {"color": "#7C8898", "width": 2.5},
        "hoverinfo": "skip",
    }
