"""The figure of a comparison: score rates of the chosen projects by level, a colour and a shape each."""

from analytics.comparison import Comparison
from analytics.figures.base import (
    CATEGORIES,
    SYMBOLS,
    TRACK,
    Figure,
    Layout,
    Trace,
    axis,
    escape,
    figure,
    hover,
    line,
    percent,
    texts,
)
from analytics.figures.scores import label_room
from analytics.labels import Translate, both_levels


def comparison(answer: Comparison, _: Translate) -> Figure:
    """Score rates of the chosen projects by level: a mark each, by colour and shape; a track from 0 to 100 %."""
    order = list(dict.fromkeys((row.level1, row.level2) for row in answer.levels))
    place = {level: at for at, level in enumerate(order)}
    low = min((float(row.rate_pct) for row in answer.levels if row.rate_pct is not None), default=80.0)
    left = max(low - 8, 0.0)
    traces: list[Trace] = []
    for at, project in enumerate(answer.projects):
        own = [row for row in answer.levels if row.project_id == project.project_id and row.rate_pct is not None]
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "x": [float(row.rate_pct or 0) for row in own],
                "y": [place[row.level1, row.level2] + (at - (len(answer.projects) - 1) / 2) * 0.15 for row in own],
                "marker": {"size": 11, "color": CATEGORIES[at], "symbol": SYMBOLS[at]},
                "customdata": [project.project_id] * len(own),
                "hovertext": [
                    hover(
                        (
                            escape(project.name),
                            escape(both_levels(row.level1, row.level2, _)),
                            _("得分率 {rate}").format(rate=percent(row.rate_pct)),
                        )
                    )
                    for row in own
                ],
                "hovertemplate": "%{hovertext}<extra></extra>",
            }
        )
    names = [escape(both_levels(one, two, _)) for one, two in order]
    traces.append(texts([left] * len(order), range(len(order)), names, "middle left", 12))
    shapes = [line(left, at, 100, at, TRACK, width=2) for at in range(len(order))]
    ticks = axis(range=[left, 101], showticklabels=True, ticksuffix="%", nticks=6)
    layout: Layout = {
        "xaxis": ticks,
        "yaxis": axis(range=[len(order) - 0.4, -0.6]),
        "margin": {"l": label_room(names), "r": 10, "t": 2, "b": 22},
        "shapes": shapes,
    }
    return figure(traces, 40 * max(len(order), 1) + 30, layout)


def key_of(position: int) -> tuple[str, str]:
    """Colour and symbol of the project at a position of the comparison, for its legend."""
    return CATEGORIES[position], SYMBOLS[position]
