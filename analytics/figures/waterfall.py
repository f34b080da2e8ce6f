"""Waterfall of one project: how 100 points become its total, a bar per loss."""

from collections.abc import Sequence
from decimal import ROUND_FLOOR, Decimal
from html import unescape
from itertools import accumulate

from analytics.figures.bars import BAR, LABEL_RISE, Bar, bars
from analytics.figures.base import (
    GRADES,
    LABEL_SIZE,
    LINE,
    REST,
    ROW_PX,
    TICK_SIZE,
    Figure,
    Layout,
    Trace,
    axis,
    escape,
    fixed,
    grey,
    hover,
    line,
    lost,
    one_line,
    texts,
)
from analytics.figures.placing import NARROW, SIZE, WIDE, text_px
from analytics.labels import Translate, cause_label, grade_label
from analytics.project import Waterfall

FULL = Decimal(100)
_STEP_NAME = 18  # letters that stand beside a value on a phone
_PHONE_PX, _DESK_PX = 280, 416  # the narrowest plots of either width
_TEXT_HALF = 0.22  # of a row: half a label's height
_GAP_PX = 6.0  # between a text and a line
_FOOT = 0.5  # of a row, for the note on the axis
_LEAST_CUT = 20  # points: fewer are not worth a broken axis
_BREAK = (0.014, 0.03)  # where two slants cut a bar, as fractions of the width


def waterfall(answer: Waterfall, grade: str | None, _: Translate) -> Figure:
    """From 100 points down to the total, a bar per loss; a click gives the deduction_id."""
    steps = answer.steps
    running = list(accumulate((step.points for step in steps), lambda left, gone: left - gone, initial=FULL))
    end = answer.printed if answer.printed is not None else answer.computed
    floor = _floor(min([*running, end]))
    span = float(FULL - floor)
    ends = [float(value - floor) / span for value in running]
    rows = [Bar(_("满分"), ends[0], fixed(FULL), color="rgba(124,136,152,.45)")]
    names = [one_line(step.name, _STEP_NAME) if step.name is not None else _("预算执行率") for step in steps]
    for step, name, before, after in zip(steps, names, ends, ends[1:], strict=False):
        words = (
            escape(step.name) if step.name is not None else name,
            _("扣 {points} 分").format(points=fixed(step.points)),
            escape(cause_label(step.cause, _)),
        )
        value = lost(fixed(step.points))
        rows.append(Bar(name, before - after, value, hover=hover(words), mark=step.deduction_id, start=after))
    name = _("总分（{grade}）").format(grade=grade_label(grade, _))
    rows.append(Bar(name, float(end - floor) / span, fixed(end), color=GRADES.get(grade or "", REST)))
    values = [fixed(step.points) for step in steps] + [fixed(end)]
    drawn = bars(rows, track=False, layout=_foot(floor, len(rows)))
    drawn["data"] += _joints(ends, [row.label for row in rows[1:]], values)
    if floor:
        note = grey(_("横轴从 {n} 分起，不是 0").format(n=fixed(floor, 0)))
        drawn["data"].append(texts([0.0], [len(rows) - 0.5 + _FOOT / 2], [note], "middle right", TICK_SIZE))
    return drawn


def _floor(low: Decimal) -> Decimal:
    """Where the axis begins: a whole number of points below all bars; 0 where a cut would gain little."""
    room = max((FULL - low) * Decimal("0.4"), Decimal(1))
    floor = (low - room).to_integral_value(ROUND_FLOOR)
    return floor if floor >= _LEAST_CUT else min(low, Decimal(0))


def _foot(floor: Decimal, rows: int) -> Layout:
    """Where the axis is cut: room for the note that says so, and a break in the two bars that begin at it."""
    if not floor:
        return {}
    slants = [(at, place) for place in (0, rows - 1) for at in _BREAK]
    return {
        "height": round(ROW_PX * (rows + 0.22 + _FOOT)) + 8,
        "yaxis": axis(range=[rows - 0.5 + _FOOT, -0.72]),
        "shapes": [
            line(at, place + BAR / 2, at + 0.012, place - BAR / 2, "#FFFFFF", width=2, layer="above")
            for at, place in slants
        ],
    }


def _joints(ends: Sequence[float], labels: Sequence[str], values: Sequence[str]) -> list[Trace]:
    """From each bar to the next one, for narrow and for wide cards: behind a text a line stops above it."""
    made: list[Trace] = []
    for width, plot_px in ((NARROW.name, _PHONE_PX), (WIDE.name, _DESK_PX)):
        x: list[float | None] = []
        y: list[float | None] = []
        for place, (end, label, value) in enumerate(zip(ends, labels, values, strict=True)):
            left, right = (_text_px(text) + _GAP_PX for text in (label, value))
            hidden = end * plot_px < left or (1 - end) * plot_px < right
            x += [end, end, None]
            y += [place + BAR / 2, place + 1 - (LABEL_RISE + _TEXT_HALF if hidden else BAR / 2), None]
        stroke = {"color": LINE, "width": 1}
        made.append({"type": "scatter", "mode": "lines", "x": x, "y": y, "line": stroke, "hoverinfo": "skip"})
        made[-1]["meta"] = width
    return made


def _text_px(text: str) -> float:
    return text_px(unescape(text)) * LABEL_SIZE / SIZE
