"""扣分分析, its list: every loss with target, actual, reason, the words that decided its cause, and its place."""

from collections.abc import Sequence

from analytics.labels import both_levels, cause_label
from analytics.losses import DeductionPage, DeductionRow, deduction_page
from analytics.stretch import LIST_LIMIT
from pages.common import cached, cards, formats
from pages.common.dated import with_year
from pages.common.downloads import downloads
from pages.common.lists import marked, shown_window
from pages.common.table import Cell, Column, Row, blank, table
from pages.common.view import View
from pages.common.why import Why, filled
from pages.common.words import _, translator
from pages.parts.cause_correction import correction_link

_KEY = "losses"
_LONGEST_BEFORE = 44


def deductions_list(shown: View, first: DeductionPage) -> None:
    """The card of the list; `first` is the answer's own stretch, so that the first page costs no query."""
    place = shown_window(_KEY, first.total, LIST_LIMIT)
    rows = first.rows[: place.size]
    if place.offset:
        rows = cached.answer(deduction_page, shown.snapshot, shown.scope, place.size, place.offset).rows
    why = Why(shown)
    sentence = filled(
        _("{count}，共 {points} 分，从多到少"),
        count=why.counted("{n} 处扣分", first.total, "deductions"),
        points=why(formats.points(first.points), "points_lost"),
    )
    with cards.card(_("每一处扣分：目标、实际、原因"), sentence):
        table(
            [_row(shown, row) for row in rows],
            _columns(why),
            _KEY,
            about=_("筛选范围内的每一处扣分，从多到少；有底色的词决定了扣分原因"),
            shown=place,
            total=first.total,
        )
        downloads(shown, "deductions", "indicators", "projects")


def _columns(why: Why) -> list[Column]:
    titles = ((_("项目名称"), "10rem"), (_("三级指标"), "11rem"), (_("目标 A"), "7rem"), (_("实际 B"), "7rem"))
    return [
        *(Column(title, width=width, sortable=False) for title, width in titles),
        Column(_("扣分"), number=True, sortable=False, figure=why.of_row("points_lost", "deduction")),
        Column(_("扣分原因"), width="7rem", sortable=False),
        Column(_("偏差原因及改进措施"), sortable=False),
        Column(_("出处"), width="4.8rem", sortable=False),
    ]


def _row(shown: View, row: DeductionRow) -> Row:
    to_row = shown.link("project", id=row.project_id, indicator=row.deduction_id)
    return Row(
        [
            Cell(with_year(shown, row.project_name, row.fiscal_year), title=formats.text(row.implementing_unit)),
            *_what(row),
            Cell(formats.points(row.points), sort=row.points, tone="lost", title=_scored(row)),
            _cause(shown, row),
            _reason(row),
            _place(shown, row),
        ],
        id=row.deduction_id,
        href=to_row,
    )


def _scored(row: DeductionRow) -> str:
    return _("得 {score} 分，分值 {weight}").format(score=formats.points(row.score), weight=formats.points(row.weight))


def _what(row: DeductionRow) -> Sequence[Cell]:
    if row.is_execution:
        return Cell(_("预算执行率")), blank(), blank()
    translate = translator()
    level = both_levels(row.level1, row.level2, translate)
    return (
        Cell(formats.text(row.name), title=level, lines=3),
        printed(row.target),
        printed(row.actual),
    )


def printed(value: str | None, lines: int = 3) -> Cell:
    """A text of the form, long ones folded; 未填写 in grey."""
    if value is None:
        return Cell(formats.not_stated(), tone="muted")
    return Cell(value, lines=lines)


def _cause(shown: View, row: DeductionRow) -> Cell:
    translate = translator()
    name = cause_label(row.cause, translate)
    notes = []
    if row.secondary_causes:
        others = _("、").join(cause_label(cause, translate) for cause in row.secondary_causes)
        notes.append(_("另有：{causes}").format(causes=others))
    if row.corrected:
        notes.append(_("人工更正，原为 {cause}").format(cause=cause_label(row.original_cause, translate)))
    text = _("{cause}（{notes}）").format(cause=name, notes=_("；").join(notes)) if notes else name
    return Cell(text, tone="link", href=correction_link(shown, row), title=_("更正扣分原因"))


def _reason(row: DeductionRow) -> Cell:
    if row.is_execution:
        return blank()
    reason = row.deviation_reason
    if reason is None:
        return printed(None)
    return Cell(reason, pieces=_near(marked(reason, row.evidence)), title=reason, lines=4)


def _near(pieces: Sequence[tuple[str, bool]]) -> Sequence[tuple[str, bool]]:
    """Pieces of a folded text with the marked words in its first lines: a long beginning is left out."""
    if pieces and not pieces[0][1] and len(pieces[0][0]) > _LONGEST_BEFORE:
        return (("…" + pieces[0][0][-_LONGEST_BEFORE // 2 :], False), *pieces[1:])
    return pieces


def _place(shown: View, row: DeductionRow) -> Cell:
    if row.source_place is None:
        return blank()
    if row.source_line is None:
        return Cell(formats.place(row.source_place))
    return Cell(
        formats.place(row.source_place),
        tone="link",
        href=shown.link("project", id=row.project_id, line=str(row.source_line)),
    )
