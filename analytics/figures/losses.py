"""Figures of points lost: Pareto by cause, cause × project matrix."""

from collections.abc import Sequence
from decimal import Decimal

from analytics.causes import CauseLoss
from analytics.deductions import Matrix
from analytics.figures.bars import Bar, bars
from analytics.figures.base import (
    LINE,
    LOST,
    NORMAL,
    Figure,
    Layout,
    Trace,
    axis,
    escape,
    figure,
    fixed,
    hover,
    line,
    percent,
    texts,
    white,
    wrap,
)
from analytics.figures.placing import NARROW, WIDE, text_px
from analytics.labels import Translate, cause_label, cause_short

MATRIX_ROW_PX = 40
_NAMES_PX = 96  # beside the matrix: room for names of eight characters
_STRONG = Decimal("1.5")  # from here on a cell is drawn full
_LOW, _HIGH = -0.85, -1.6  # where the heads of the columns stand, in rows above the first
_STEM_END = -0.42
_PHONE_PX, _DESK_PX = 300, 430  # the narrowest cards that are likely


def pareto(causes: Sequence[CauseLoss], _: Translate, chosen: Sequence[str] = ()) -> Figure:
    """Points lost by cause, largest first, with the cumulated share; a click gives the cause. `chosen` are blue."""
    top = max((cause.points for cause in causes), default=Decimal(1)) or Decimal(1)
    rows = [
        Bar(
            escape(cause_label(cause.cause, _)),
            max(float(cause.points / top), 0.0),
            fixed(cause.points),
            _("累计 {share}").format(share=percent(cause.cumulated_pct, 0)),
            hover(
                (
                    escape(cause_label(cause.cause, _)),
                    _("{points} 分，占 {share}").format(points=fixed(cause.points), share=percent(cause.share_pct)),
                    _("{projects} 个项目，{count} 处扣分").format(projects=cause.projects, count=cause.deductions),
                )
            ),
            cause.cause,
            NORMAL if cause.cause in chosen else LOST,
        )
        for cause in causes
    ]
    return bars(rows, note_width=0.25)


def matrix(answer: Matrix, _: Translate, chosen: tuple[str, str] | None = None) -> Figure:
    """Causes as columns, projects as rows, a square where points were lost; a click gives [project_id, cause]."""
    row_of = {row.project_id: at for at, row in enumerate(answer.projects)}
    column_of = {cause: at for at, cause in enumerate(answer.causes)}
    names = {row.project_id: row.name for row in answer.projects}
    cells = answer.cells
    strong = [cell.points >= _STRONG for cell in cells]
    plain = 26 if all(cell.points < 10 for cell in cells) else 33  # four digits need more room than three
    size = [plain + 7 if (cell.project_id, cell.cause) == chosen else plain for cell in cells]
    x = [column_of[cell.cause] for cell in cells]
    y = [row_of[cell.project_id] for cell in cells]
    squares = {
        "type": "scatter",
        "mode": "markers",
        "x": x,
        "y": y,
        "marker": {
            "symbol": "square",
            "size": size,
            "opacity": 1,
            "color": ["#B8430F" if full else "rgba(209,87,31,.2)" for full in strong],
            "line": {"width": 0},
        },
        "customdata": [[cell.project_id, cell.cause] for cell in cells],
        "hovertext": [
            hover(
                (
                    escape(names[cell.project_id]),
                    escape(cause_label(cell.cause, _)),
                    _("{points} 分，{count} 处扣分").format(points=fixed(cell.points), count=cell.deductions),
                )
            )
            for cell in cells
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
    figures = [white(fixed(c.points)) if full else fixed(c.points) for c, full in zip(cells, strong, strict=True)]
    heads = [escape(cause_short(cause, _)).replace("|", "<br>") for cause in answer.causes]
    left = -0.55
    labels = texts([left] * len(answer.projects), range(len(answer.projects)), [], "middle left", 11)
    labels["text"] = [wrap(row.name, 8) for row in answer.projects]
    right = max(len(heads) - 0.4, 0.6)
    named = _headings(heads, right - left)
    traces = [squares, texts(x, y, figures, "middle center", 11), labels, *named]
    top = min([_LOW, *(at for trace in named for at in trace["y"] if at is not None)]) - 0.5
    tall = MATRIX_ROW_PX * (len(answer.projects) + 1) + 16 + round(MATRIX_ROW_PX * (_LOW - 0.5 - top))
    return figure(traces, tall, _matrix_layout(answer, (left, right), top))


def _headings(heads: Sequence[str], columns: float) -> list[Trace]:
    """The heads of the columns, for narrow and for wide cards.

    Where they would run into each other every other one stands a step higher, on a stem down to its column.
    """
    widest = max((text_px(head) for head in heads), default=0.0)
    made = []
    for width, card_px in ((NARROW.name, _PHONE_PX), (WIDE.name, _DESK_PX)):
        apart = (card_px - _NAMES_PX) / columns < widest
        y = [_HIGH if apart and at % 2 else _LOW for at in range(len(heads))]
        made.append(texts(range(len(heads)), y, heads, "middle center", 11) | {"meta": width})
        if apart:
            made.append(_stems(len(heads)) | {"meta": width})
    return made


def _stems(heads: int) -> Trace:
    """A line from each higher head down to its column."""
    x = [place for at in range(1, heads, 2) for place in (at, at, None)]
    y = [place for _at in range(1, heads, 2) for place in (_HIGH + 0.4, _STEM_END, None)]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "line": {"color": LINE, "width": 1},
        "hoverinfo": "skip",
    }


def _matrix_layout(answer: Matrix, span: tuple[float, float], top: float) -> Layout:
    columns, rows = len(answer.causes), len(answer.projects)
    rules = [line(span[0], at + 0.5, columns - 0.4, at + 0.5, "rgba(127,137,150,.2)") for at in range(rows)]
    return {
        "xaxis": axis(range=list(span)),
        "yaxis": axis(range=[rows - 0.4, top]),
        "margin": {"l": _NAMES_PX, "r": 0, "t": 0, "b": 0},
        "shapes": rules,
    }
