"""Execution rate against total score, a bubble per project by budget; both axes open up towards full marks."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import sqrt
from typing import Any

from analytics.figures.base import (
    LOST,
    NORMAL,
    Figure,
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
)
from analytics.figures.placing import NARROW, SIZE, WIDE, Plane, Spot, labels, text_px
from analytics.labels import Translate, grade_label
from analytics.quadrant import LOW_RATE_PCT, Bubble, Quadrant

HEIGHT = 400
_BIGGEST, _SMALLEST = 66.0, 7.0
PLOT_PX = 358.0  # HEIGHT without its margins
_LEFT_PX = 40
_NOTE_LOWER = 0.068  # of the plot's height: between the title of the axis and the tick of 100
_SAME_PX = 4.0
_RATE_TICKS = (0, 20, 40, 60, 75, 90, 95, 98, 100)
_SCORE_TICKS = (0, 40, 60, 70, 80, 84, 88, 90, 92, 94, 96, 98, 99, 100)
_FINER_TICKS = (99, 99.5, 99.8, 99.9, 99.95)  # where all stand close to 100


def _scale(value: float) -> float:
    """Distances from 100 by their root: 99 and 98 stand as clearly apart as 90 and 70. Above 100 mirrored."""
    return -sqrt(100 - value) if value <= 100 else sqrt(value - 100)


_LIMIT_X = _scale(float(LOW_RATE_PCT))


@dataclass(frozen=True, slots=True)
class _Placed:
    bubble: Bubble
    x: float
    y: float
    size: float


def quadrant(answer: Quadrant, _: Translate, chosen: str | None = None) -> Figure:
    """Large bubbles first, so that small ones lie on top; a click gives the project_id."""
    placed = _placed(answer)
    x_range, y_range = _range([p.x for p in placed]), _range([p.y for p in placed])
    traces = [_bubbles(placed, _, chosen), *_names(placed, answer.mean_score, x_range, y_range)]
    return figure(traces, HEIGHT, _layout(answer, x_range, y_range, traces, _))


def _placed(answer: Quadrant) -> list[_Placed]:
    top = max((bubble.budget_wan for bubble in answer.bubbles), default=Decimal(1))
    return [
        _Placed(
            bubble,
            _scale(float(bubble.rate_pct)),
            _scale(float(bubble.total_score)),
            max(_SMALLEST, _BIGGEST * sqrt(float(bubble.budget_wan / top))),
        )
        for bubble in answer.bubbles
    ]


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


def _names(
    placed: Sequence[_Placed], mean: Decimal | None, x_range: tuple[float, float], y_range: tuple[float, float]
) -> list[Trace]:
    """Names beside their bubbles, the rest by hover.

    Those that the card is about come first: low in spending and under the mean. Then those that scored or spent
    least, then the largest.
    """
    spots = [Spot(p.x, p.y, p.size, p.bubble.name or "") for p in placed]
    by_score = sorted(range(len(placed)), key=lambda at: (placed[at].bubble.total_score, placed[at].bubble.rate_pct))
    by_rate = sorted(range(len(placed)), key=lambda at: placed[at].bubble.rate_pct)
    both = [at for at in by_score if _low_in_both(placed[at].bubble, mean)]
    spent_least = [at for at in by_rate if placed[at].bubble.rate_pct < LOW_RATE_PCT][:3]
    biggest = sorted(range(len(placed)), key=lambda at: -placed[at].size)[:2]
    order = list(dict.fromkeys([*both, *by_score[:2], *spent_least, *biggest, *by_score]))
    edge = _LIMIT_X if x_range[0] < _LIMIT_X else None
    return labels(spots, order, Plane(x_range, y_range, PLOT_PX), edge)


def _low_in_both(bubble: Bubble, mean: Decimal | None) -> bool:
    return bubble.rate_pct < LOW_RATE_PCT and mean is not None and bubble.total_score < mean


def coinciding(answer: Quadrant) -> list[list[Bubble]]:
    """Groups of bubbles so close in place and size that one hides the other even on a phone, largest groups first."""
    placed = _placed(answer)
    plane = Plane(_range([p.x for p in placed]), _range([p.y for p in placed]), PLOT_PX)
    at = [plane.pixels(p.x, p.y, NARROW.plots[-1]) for p in placed]
    groups: list[list[int]] = []
    for index in sorted(range(len(placed)), key=lambda index: at[index]):
        near = next((group for group in groups[-8:] if _alike(index, group[0], at, placed)), None)
        if near is None:
            groups.append([index])
        else:
            near.append(index)
    together = sorted((group for group in groups if len(group) > 1), key=len, reverse=True)
    return [[placed[index].bubble for index in group] for group in together]


def _alike(one: int, other: int, at: Sequence[tuple[float, float]], placed: Sequence[_Placed]) -> bool:
    distances = (at[one][0] - at[other][0], at[one][1] - at[other][1], (placed[one].size - placed[other].size) / 2)
    return all(abs(distance) < _SAME_PX for distance in distances)


def _layout(
    answer: Quadrant,
    x_range: tuple[float, float],
    y_range: tuple[float, float],
    traces: list[Trace],
    _: Translate,
) -> Layout:
    shapes: list[Layout] = []
    if x_range[0] < _LIMIT_X:
        shapes.append(band(x_range[0], y_range[0], _LIMIT_X, y_range[1]))
        traces += _note(x_range, y_range, _)
    # Upright over the axis, where a title beside it would stand on its head and take width from a phone.
    traces.append(texts([x_range[0]], [y_range[1]], [grey(_("总分"))], "bottom right", 11))
    scores = _ticks(y_range, _SCORE_TICKS, "")
    if answer.mean_score is not None:
        mean = _scale(float(answer.mean_score))
        near = (y_range[1] - y_range[0]) * 0.045
        scores = {at: name for at, name in scores.items() if abs(at - mean) > near}
        scores[mean] = bold(fixed(answer.mean_score))
        shapes.append(line(x_range[0], mean, x_range[1], mean, dash="dot"))
    return {
        "xaxis": _ticked(x_range, _ticks(x_range, _RATE_TICKS, "%"), _("预算执行率")),
        "yaxis": _ticked(y_range, scores, None),
        "margin": {"l": _LEFT_PX, "r": 4, "t": 2, "b": 40},
        "shapes": shapes,
    }


def _note(x_range: tuple[float, float], y_range: tuple[float, float], _: Translate) -> list[Trace]:
    """What the band is, left of its edge, on the cards that have room for it: a narrow band is told by its tick."""
    words = _("执行率低于 90%")
    # a line lower than the title of the axis, which a phone has no room for beside it
    at = [_LIMIT_X], [y_range[1] - (y_range[1] - y_range[0]) * _NOTE_LOWER]
    share = (_LIMIT_X - x_range[0]) / (x_range[1] - x_range[0])
    return [
        texts(*at, [grey(words)], "middle left", SIZE) | {"meta": width.name}
        for width in (NARROW, WIDE)
        if text_px(words) <= share * width.plots[0] + _LEFT_PX
    ]


def _ticks(span: tuple[float, float], ticks: Sequence[float], unit: str) -> dict[float, str]:
    """Places of an axis and what they are called; finer ones where fewer than three stand in its span."""
    few = sum(span[0] <= _scale(tick) <= span[1] for tick in ticks) < 3
    return {_scale(tick): f"{tick}{unit}" for tick in (*ticks, *(_FINER_TICKS if few else ()))}


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
