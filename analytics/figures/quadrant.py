"""Execution rate against total score, a bubble per project by budget; both axes open up towards full marks."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import sqrt
from typing import Any

import plotly.graph_objects as go

from analytics.figures.base import (
    LOST,
    NORMAL,
    Layout,
    Trace,
    axis,
    band,
    bold,
    escape,
    figure,
    fixed,
    grey,
    hover,
    line,
    percent,
    texts,
    wrap,
)
from analytics.labels import Translate, grade_label
from analytics.quadrant import LOW_RATE_PCT, Bubble, Quadrant

HEIGHT = 400
LABELS = 9  # more names than this hide the marks
_BIGGEST, _SMALLEST = 66.0, 7.0
_PLOT_W, _PLOT_H = 460.0, 330.0  # the plot that labels are placed for; wider ones have more room
_LABEL_W, _LABEL_H = 98.0, 30.0
_RATE_TICKS = (0, 20, 40, 60, 75, 90, 95, 98, 100)
_SCORE_TICKS = (0, 40, 60, 70, 80, 84, 88, 90, 92, 94, 96, 98, 99, 100)


def _scale(value: float) -> float:
    """Distances from 100 by their root: 99 and 98 stand as clearly apart as 90 and 70. Above 100 mirrored."""
    return -sqrt(100 - value) if value <= 100 else sqrt(value - 100)


@dataclass(frozen=True, slots=True)
class _Placed:
    bubble: Bubble
    x: float
    y: float
    size: float


def quadrant(answer: Quadrant, _: Translate, chosen: str | None = None) -> go.Figure:
    """Large bubbles first, so that small ones lie on top; a click gives the project_id."""
    top = max((bubble.budget_wan for bubble in answer.bubbles), default=Decimal(1))
    placed = [
        _Placed(
            bubble,
            _scale(float(bubble.rate_pct)),
            _scale(float(bubble.total_score)),
            max(_SMALLEST, _BIGGEST * sqrt(float(bubble.budget_wan / top))),
        )
        for bubble in answer.bubbles
    ]
    x_range, y_range = _range([p.x for p in placed]), _range([p.y for p in placed])
    traces = [_bubbles(placed, _, chosen), *_names(placed, x_range, y_range)]
    return figure(traces, HEIGHT, _layout(answer, x_range, y_range, traces, _))


def _range(values: Sequence[float]) -> tuple[float, float]:
    low, high = min(values, default=-4.0), max([*values, 0.0])
    room = max(high - low, 1.0)
    return low - room * 0.14, high + room * 0.16


def _bubbles(placed: Sequence[_Placed], _: Translate, chosen: str | None) -> Trace:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [p.x for p in placed],
        "y": [p.y for p in placed],
        "marker": {
            "size": [p.size for p in placed],
            "color": [LOST if p.bubble.rate_pct < LOW_RATE_PCT else NORMAL for p in placed],
            "opacity": 0.85,
            "line": {
                "width": [3 if p.bubble.project_id == chosen else 1 for p in placed],
                "color": "rgba(160,176,196,.9)",
            },
        },
        "customdata": [p.bubble.project_id for p in placed],
        "hovertext": [_hover(p.bubble, _) for p in placed],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _hover(bubble: Bubble, _: Translate) -> str:
    return hover(
        (
            escape(bubble.name) or _("未填写"),
            _("总分 {score}（{grade}）").format(score=fixed(bubble.total_score), grade=grade_label(bubble.grade, _)),
            _("执行率 {rate}").format(rate=percent(bubble.rate_pct)),
            _("全年预算 {budget} 万元").format(budget=fixed(bubble.budget_wan)),
        )
    )


def _names(placed: Sequence[_Placed], x_range: tuple[float, float], y_range: tuple[float, float]) -> list[Trace]:
    """Names beside their bubbles where there is room, outliers first; the rest are told by hover."""
    per_x, per_y = _PLOT_W / (x_range[1] - x_range[0]), _PLOT_H / (y_range[1] - y_range[0])
    spots = [((p.x - x_range[0]) * per_x, (p.y - y_range[0]) * per_y, p.size / 2) for p in placed]
    taken = [(x - r, y - r, x + r, y + r) for x, y, r in spots]
    order = sorted(range(len(placed)), key=lambda at: (placed[at].bubble.total_score, placed[at].bubble.rate_pct))
    big = sorted(range(len(placed)), key=lambda at: -placed[at].size)[:2]
    drawn: dict[str, list[tuple[float, float, str]]] = {}
    count = 0
    for at in dict.fromkeys([*order[:4], *big, *order]):
        if count == LABELS:
            break
        box, place = _free(spots[at], [t for i, t in enumerate(taken) if i != at])
        if box is None:
            continue
        taken.append(box)
        count += 1
        p = placed[at]
        shift = (p.size / 2 + 3) / per_x
        x = p.x + (shift if place == "middle right" else -shift if place == "middle left" else 0)
        up = (p.size / 2 + 1) / per_y
        y = p.y + (up if place == "top center" else -up if place == "bottom center" else 0)
        drawn.setdefault(place, []).append((x, y, wrap(p.bubble.name, 8)))
    return [
        texts([x for x, _y, _t in ls], [y for _x, y, _t in ls], [t for *_p, t in ls], place, 11)
        for place, ls in drawn.items()
    ]


_Box = tuple[float, float, float, float]


def _free(spot: tuple[float, float, float], taken: Sequence[_Box]) -> tuple[_Box | None, str]:
    """The first side of a bubble where a label of two lines hits nothing and stays in the plot."""
    x, y, r = spot
    boxes: dict[str, _Box] = {
        "middle right": (x + r + 2, y - _LABEL_H / 2, x + r + _LABEL_W, y + _LABEL_H / 2),
        "middle left": (x - r - _LABEL_W, y - _LABEL_H / 2, x - r - 2, y + _LABEL_H / 2),
        "bottom center": (x - _LABEL_W / 2, y - r - _LABEL_H, x + _LABEL_W / 2, y - r),
        "top center": (x - _LABEL_W / 2, y + r, x + _LABEL_W / 2, y + r + _LABEL_H),
    }
    for place, box in boxes.items():
        inside = box[0] >= 0 and box[2] <= _PLOT_W and box[1] >= 0 and box[3] <= _PLOT_H
        if inside and not any(_overlap(box, other) for other in taken):
            return box, place
    return None, ""


def _overlap(a: _Box, b: _Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _layout(
    answer: Quadrant,
    x_range: tuple[float, float],
    y_range: tuple[float, float],
    traces: list[Trace],
    _: Translate,
) -> Layout:
    shapes: list[Layout] = []
    limit = _scale(float(LOW_RATE_PCT))
    if x_range[0] < limit:
        shapes.append(band(x_range[0], y_range[0], limit, y_range[1]))
        note = grey(_("执行率低于 90%"))
        traces.append(texts([limit], [y_range[1] - (y_range[1] - y_range[0]) * 0.035], [note], "middle left", 11))
    scores = {_scale(tick): str(tick) for tick in _SCORE_TICKS}
    if answer.mean_score is not None:
        mean = _scale(float(answer.mean_score))
        near = (y_range[1] - y_range[0]) * 0.045
        scores = {at: name for at, name in scores.items() if abs(at - mean) > near}
        scores[mean] = bold(fixed(answer.mean_score))
        shapes.append(line(x_range[0], mean, x_range[1], mean, dash="dot"))
    return {
        "xaxis": _ticked(x_range, {_scale(tick): f"{tick}%" for tick in _RATE_TICKS}, _("预算执行率")),
        "yaxis": _ticked(y_range, scores, None),
        "margin": {"l": 40, "r": 4, "t": 2, "b": 40},
        "shapes": shapes,
    }


def _ticked(span: tuple[float, float], ticks: dict[float, str], title: str | None) -> Layout:
    """An axis whose ticks are true values; those that would stand on each other are left out."""
    room = (span[1] - span[0]) * 0.06
    kept: dict[float, str] = {}
    for at in sorted(ticks, key=lambda at: (not ticks[at].startswith("<b>"), -at)):
        if span[0] <= at <= span[1] and all(abs(at - other) >= room for other in kept):
            kept[at] = ticks[at]
    named: dict[str, Any] = {"title": {"text": title, "font": {"size": 12}, "standoff": 6}} if title else {}
    return axis(
        range=list(span),
        showticklabels=True,
        tickmode="array",
        tickvals=list(kept),
        ticktext=list(kept.values()),
        **named,
    )
