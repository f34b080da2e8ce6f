"""Figures of scores: every project's total on one strip, rates by level, distribution of rates."""

from collections.abc import Sequence
from decimal import Decimal

from analytics.figures.base import (
    GRADES,
    LOST,
    REST,
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
    wrap,
)
from analytics.labels import Translate, band_label, both_levels, grade_label, level_label
from analytics.levels import LevelRate, RateBin
from analytics.plan import grade_of
from analytics.scores import ScoreMark, Strip

_BANDS = (("差", 0, 60), ("中", 60, 80), ("良", 80, 90), ("优", 90, 100))
_DOT_STEP = 1.0
_APART = 2  # points under the next: a project whose name is written beside its dot
RATE_ROW_PX = 30


def strip(answer: Strip, _: Translate, chosen: Sequence[str] = ()) -> Figure:
    """A dot per project, piled up where scores are alike (clicks: project_id); above the limit a bar per point."""
    lowest = min((b.score for b in answer.bins), default=80)
    left = float(min(88, lowest - 1)) if lowest >= 60 else max(float(lowest) - 2, 0.0)
    whole = len(answer.marks) == answer.total
    traces, height = _dots(answer.marks, left, _, chosen) if whole else _columns(answer, _)
    room = (100 - left) * 0.025  # a dot at 100 is drawn whole, and so is the number under the left end
    edge = left - room
    shapes: list[Layout] = []
    for grade, low, high in _BANDS:
        if high > left and grade in ("优", "中"):
            shapes.append(band(max(low, edge), 0, high, height))
        if high > left:
            traces.append(texts([max(low, edge)], [height * 0.97], [grey(grade_label(grade, _))], "bottom right", 11))
    named = ((answer.mean_score, _("平均 {n}"), "dot"), (answer.weighted_mean_score, _("按预算加权 {n}"), "dash"))
    means = [(float(mean), name.format(n=fixed(mean)), dash) for mean, name, dash in named if mean is not None]
    middle = (left + 100) / 2
    # Labels reach towards the middle: the outer one stands higher, so that no line runs through the other's label.
    for row, (mean, label, dash) in enumerate(sorted(means, key=lambda each: -abs(each[0] - middle))):
        rise = height * (0.86 - row * 0.1)
        shapes.append(line(mean, 0, mean, rise, "#7C8898", dash=dash))
        traces.append(texts([mean], [rise], [bold(label)], "middle left" if mean > middle else "middle right", 11))
    # few enough ticks that a phone shows them all, 100 always among them
    step = next((step for step in (1, 2, 5, 10, 20) if (100 - left) / step <= 7), 25)
    values = [tick for tick in range(100, -1, -step) if tick >= left]
    ticks = axis(range=[edge, 100 + room], showticklabels=True, tickmode="array", tickvals=values)
    layout: Layout = {"xaxis": ticks, "yaxis": axis(range=[0, height]), "shapes": shapes}
    return figure(traces, 220, layout)


def _dots(marks: Sequence[ScoreMark], left: float, _: Translate, chosen: Sequence[str]) -> tuple[list[Trace], float]:
    """Dots piled up: a dot rises above those that lie closer than its own width."""
    width = (100.3 - left) / 28
    placed: list[tuple[float, int]] = []
    for mark in marks:
        x = float(mark.total_score)
        level = 0
        while any(abs(x - other) < width and level == at for other, at in placed[-60:]):
            level += 1
        placed.append((x, level))
    trace: Trace = {
        "type": "scatter",
        "mode": "markers",
        "x": [x for x, _level in placed],
        "y": [(level + 0.7) * _DOT_STEP for _x, level in placed],
        "marker": {
            "opacity": 1,  # with sizes of their own Plotly would fade the dots
            "size": [15 if mark.project_id in chosen else 11 for mark in marks],
            "color": [GRADES.get(mark.grade or "", REST) for mark in marks],
            "line": {"width": [2 if mark.project_id in chosen else 0 for mark in marks], "color": "#7C8898"},
        },
        "customdata": [mark.project_id for mark in marks],
        "hovertext": [
            hover((escape(mark.name), f"{fixed(mark.total_score)} · {grade_label(mark.grade, _)}")) for mark in marks
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
    named = [trace, _outlier(marks, placed)] if _stands_apart(marks) else [trace]
    return named, max((level for _x, level in placed), default=0) * 1.35 + 9.0


def _stands_apart(marks: Sequence[ScoreMark]) -> bool:
    return len(marks) > 2 and marks[1].total_score - marks[0].total_score >= _APART


def _outlier(marks: Sequence[ScoreMark], placed: Sequence[tuple[float, int]]) -> Trace:
    """The name of the one project far below all others, above its dot."""
    return texts([placed[0][0]], [placed[0][1] + 1.3], [wrap(marks[0].name, 8)], "top right", 11)


def _columns(answer: Strip, _: Translate) -> tuple[list[Trace], float]:
    top = max((b.projects for b in answer.bins), default=1)
    trace: Trace = {
        "type": "bar",
        "x": [b.score + 0.5 for b in answer.bins],
        "y": [b.projects for b in answer.bins],
        "width": 0.9,
        "marker": {"color": [GRADES[grade_of(b.score)] for b in answer.bins]},
        "customdata": [str(b.score) for b in answer.bins],
        "hovertext": [
            hover(
                (
                    _("{low}–{high} 分").format(low=b.score, high=b.score + 1),
                    _("项目数 {n}").format(n=f"{b.projects:,}"),
                )
            )
            for b in answer.bins
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
    return [trace], top * 1.5


def rates(levels: Sequence[LevelRate], _: Translate) -> Figure:
    """Score rate per level: a dot, and a line from it to 100 % for what is missing. Clicks: [level1, level2]."""
    known = [(row, float(row.rate_pct)) for row in levels if row.rate_pct is not None]
    low = min((rate for _row, rate in known), default=90.0)
    span = max(100 - low, 2.0)
    left = low - span * 0.85
    places = list(range(len(known)))
    missing: tuple[list[float | None], list[float | None]] = ([], [])
    for place, (_row, rate) in zip(places, known, strict=True):
        missing[0].extend((rate, 100.0, None))
        missing[1].extend((place, place, None))
    full = [rate >= 100 for _row, rate in known]
    dots: Trace = {
        "type": "scatter",
        "mode": "markers+text",
        "x": [rate for _row, rate in known],
        "y": places,
        "text": [f"{percent(row.rate_pct)}  " for row, _rate in known],
        "textposition": "middle left",
        "textfont": {"size": 12},
        "cliponaxis": False,
        "marker": {"size": 11, "color": [REST if whole else LOST for whole in full]},
        "customdata": [[row.level1 or "", row.level2 or ""] for row, _rate in known],
        "hovertext": [_rate_hover(row, _) for row, _rate in known],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
    gap: Trace = {
        "type": "scatter",
        "mode": "lines",
        "x": missing[0],
        "y": missing[1],
        "line": {"color": LOST, "width": 3},
        "hoverinfo": "skip",
    }
    names = [_level_name(row, _) for row, _rate in known]
    labels = texts([left] * len(known), places, names, "middle left", 12)
    # more ticks would touch on a phone
    step = next((step for step in (5, 10, 20, 25) if span * 1.3 / step <= 2.6), 50)
    ticks = [tick for tick in range(0, 101, step) if low - span * 0.3 <= tick]
    layout: Layout = {
        "xaxis": axis(
            range=[left, 100 + span * 0.03],
            showticklabels=True,
            tickmode="array",
            tickvals=ticks,
            ticktext=[f"{tick}%" for tick in ticks],
        ),
        "yaxis": axis(range=[len(known) - 0.4, -0.6]),
        "margin": {"l": label_room(names), "r": 18, "t": 2, "b": 22},
    }
    return figure([gap, dots, labels], RATE_ROW_PX * max(len(known), 1) + 30, layout)


def label_room(names: Sequence[str]) -> int:
    """Pixels that the longest name takes at size 12: a Chinese character its size, a Latin letter about half."""
    widths = (sum(12.2 if letter > "\u2e7f" else 6.4 for letter in name) for name in names)
    return min(max(round(max(widths, default=0)) + 6, 90), 210)


def _level_name(row: LevelRate, _: Translate) -> str:
    if row.level2 is None:
        return escape(level_label(row.level1, _))
    return escape(both_levels(row.level1, row.level2, _))


def _rate_hover(row: LevelRate, _: Translate) -> str:
    return hover(
        (
            _level_name(row, _),
            _("得分率 {rate}").format(rate=percent(row.rate_pct)),
            _("得 {score} / {weight} 分").format(score=fixed(row.score), weight=fixed(row.weight)),
            _("{n} 项指标，{deducted} 项扣分").format(n=f"{row.indicators:,}", deducted=f"{row.deducted:,}"),
        )
    )


def bin_name(each: RateBin) -> str:
    """The band in signs, full marks as '100%'; as it is, not escaped."""
    return "100%" if each.lower_pct == 100 else band_label(each.lower_pct, each.upper_pct)


def histogram(bins: Sequence[RateBin], _: Translate) -> Figure:
    """Indicators by score rate in five bands; full marks in grey, as they tell nothing. Clicks: lower bound."""
    total = sum(each.indicators for each in bins) or 1
    top = max((each.indicators for each in bins), default=0) or 1
    names = [escape(bin_name(each)) for each in bins]
    counts = [each.indicators for each in bins]
    trace: Trace = {
        "type": "bar",
        "x": list(range(len(bins))),
        "y": counts,
        "width": 0.62,
        "marker": {"color": [REST if each.lower_pct == 100 else LOST for each in bins]},
        "customdata": [str(each.lower_pct) if each.indicators else None for each in bins],
        "hovertext": [
            hover((name, _("{n} 项指标，占 {share}").format(n=f"{n:,}", share=percent(Decimal(n * 100) / total))))
            for name, n in zip(names, counts, strict=True)
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
    labels = texts(range(len(bins)), counts, [bold(f"{n:,}") for n in counts], "top center")
    layout: Layout = {
        "xaxis": axis(
            range=[-0.5, len(bins) - 0.5],
            showticklabels=True,
            tickmode="array",
            tickvals=list(range(len(bins))),
            ticktext=names,
        ),
        "yaxis": axis(range=[0, top * 1.15]),
    }
    return figure([trace, labels], 240, layout)
