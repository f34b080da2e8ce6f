"""Figures of the audit and of what-if: self-scores beside recomputed ones, findings by rule, what actions give back."""

from collections.abc import Sequence

from analytics.audit import Audit, Difference
from analytics.figures.bars import LABEL_RISE, Bar, bars
from analytics.figures.base import (
    LOST,
    NORMAL,
    REST,
    ROW_PX,
    TRACK,
    Figure,
    Layout,
    Trace,
    axis,
    escape,
    figure,
    fixed,
    grey,
    hover,
    one_line,
    texts,
)
from analytics.formulas import formula_words
from analytics.labels import Translate, cause_label, rule_label, severity_label
from analytics.simulation import Action, Simulated

SEVERITY_COLORS = {"must_fix": "#C22A55", "check": "#B98200", "note": REST}
SEVERITY_SYMBOLS = {"must_fix": "▲", "check": "●", "note": "○"}
_NAME = 15
_SHORT_NAME = 10  # beside two figures, on a phone


def dumbbell(rows: Sequence[Difference], _: Translate) -> Figure:
    """Self-score (filled) and recomputed score (open) on a track as long as the weight.

    Clicks: [project_id, indicator_id].
    """
    top = max((row.weight for row in rows), default=None) or 1
    places = [float(at) for at in range(len(rows))]
    over = [row.over_points > 0 for row in rows]
    colors = [LOST if more else NORMAL for more in over]
    track = _lines([(0.0, float(row.weight / top)) for row in rows], places, TRACK, 9)
    joined = _lines(
        [(float(row.score / top), float(row.recomputed_score / top)) for row in rows], places, "rgba(124,136,152,.8)", 2
    )
    marks = [
        _dots([float(row.score / top) for row in rows], places, colors, "circle", rows, _),
        _dots([float(row.recomputed_score / top) for row in rows], places, colors, "circle-open", rows, _),
    ]
    above = [place - LABEL_RISE for place in places]
    words = [
        (_("多计 {n}") if more else _("少计 {n}")).format(n=fixed(abs(row.over_points)))
        for row, more in zip(rows, over, strict=True)
    ]
    names = texts([0.0] * len(rows), above, [one_line(row.name, _SHORT_NAME) for row in rows], "middle right")
    values = [f"<b>{fixed(row.score)} → {fixed(row.recomputed_score)}</b>" for row in rows]
    layout: Layout = {
        "xaxis": axis(range=[-0.02, 1.02]),
        "yaxis": axis(range=[len(rows) - 0.5, -0.72]),
        "margin": {"l": 4, "r": 4, "t": 2, "b": 6},
    }
    traces = [
        track,
        joined,
        *marks,
        names,
        texts([0.74] * len(rows), above, values, "middle left"),
        texts([1.0] * len(rows), above, [grey(word) for word in words], "middle left", 12),
    ]
    return figure(traces, round(ROW_PX * (len(rows) + 0.22)) + 8, layout)


def _lines(ends: Sequence[tuple[float, float]], places: Sequence[float], color: str, width: int) -> Trace:
    x: list[float | None] = []
    y: list[float | None] = []
    for (start, end), place in zip(ends, places, strict=True):
        x += [start, end, None]
        y += [place, place, None]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "line": {"color": color, "width": width},
        "hoverinfo": "skip",
    }


def _dots(
    x: Sequence[float],
    places: Sequence[float],
    colors: Sequence[str],
    symbol: str,
    rows: Sequence[Difference],
    _: Translate,
) -> Trace:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": list(x),
        "y": list(places),
        "cliponaxis": False,
        "marker": {"size": 12, "symbol": symbol, "color": list(colors), "line": {"width": 2, "color": list(colors)}},
        "customdata": [[row.project_id, row.indicator_id] for row in rows],
        "hovertext": [
            hover(
                (
                    escape(row.name),
                    escape(row.project_name),
                    _("自评 {score}，重算 {recomputed}，分值 {weight}").format(
                        score=fixed(row.score), recomputed=fixed(row.recomputed_score), weight=fixed(row.weight)
                    ),
                    escape(formula_words(row.formula, _)),
                )
            )
            for row in rows
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def findings_by_rule(answer: Audit, _: Translate) -> Figure:
    """Findings per rule and severity, the most severe first, so that bars of a colour add up. Clicks: rule."""
    listed = answer.by_rule()
    top = max((count for _severity, _rule, count in listed), default=1)
    drawn = []
    for severity, rule, count in listed:
        number = rule.removeprefix("audit.") if rule.startswith("audit.") else ""
        name = f"{SEVERITY_SYMBOLS[severity]} {escape(number)} {escape(rule_label(rule, _))}".replace("  ", " ")
        drawn.append(
            Bar(
                name,
                count / top,
                f"{count:,}",
                hover=hover((escape(rule_label(rule, _)), f"{severity_label(severity, _)} {count:,}")),
                mark=rule,
                color=SEVERITY_COLORS[severity],
            )
        )
    return bars(drawn)


def actions(rows: Sequence[Action], _: Translate, chosen: Sequence[str] = ()) -> Figure:
    """What fixing each cause would give back at most: chosen ones blue, unrecoverable ones grey. Clicks: cause."""
    top = max((row.points for row in rows), default=None) or 1
    return bars(
        [
            Bar(
                escape(cause_label(row.cause, _)),
                max(float(row.points / top), 0.0),
                fixed(row.points),
                _in_projects(row.projects, _),
                hover(
                    (
                        escape(cause_label(row.cause, _)),
                        _("至多收回 {points} 分，{projects} 个项目").format(
                            points=fixed(row.points), projects=row.projects
                        ),
                        _("{n} 个项目可升等级").format(n=row.upgraded),
                    )
                ),
                row.cause,
                NORMAL if row.cause in chosen else LOST if row.recoverable else REST,
            )
            for row in rows
        ],
        note_width=0.3,
    )


def _in_projects(number: int, _: Translate) -> str:
    """'涉及 8 个项目'; other languages tell one from many."""
    return _("涉及 1 个项目") if number == 1 else _("涉及 {n} 个项目").format(n=f"{number:,}")


def simulated(rows: Sequence[Simulated], _: Translate) -> Figure:
    """Projects that gain: the total before in grey, what comes back in blue. Clicks: project_id."""
    low = min((row.before for row in rows), default=None)
    floor = float(low) - max((100 - float(low)) * 0.4, 1.0) if low is not None else 0.0
    span = max(100 - floor, 1.0)
    drawn = []
    for row in rows:
        change = row.rank_before - row.rank_after
        rank = _("第 {n} 名").format(n=row.rank_after) + (
            f" {'↑' if change > 0 else '↓'}{abs(change)}" if change else ""
        )
        drawn.append(
            Bar(
                one_line(row.name, _SHORT_NAME),
                float(row.recovered) / span,
                f"{fixed(row.before)} → {fixed(row.after)}",
                rank,
                hover((escape(row.name), _("收回 {n} 分").format(n=fixed(row.recovered)))),
                row.project_id,
                NORMAL,
                start=(float(row.before) - floor) / span,
            )
        )
    return bars(drawn, note_width=0.24)
