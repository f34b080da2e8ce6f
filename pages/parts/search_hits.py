"""指标检索, its list of hits: the words marked where they stand, a way to the project's row, the rows as CSV."""

from collections.abc import Sequence
from decimal import Decimal

from analytics.labels import both_levels
from analytics.scope import Scope
from analytics.search import Found, Hit, Span, search
from analytics.stretch import LIST_LIMIT
from data.store import Snapshot
from pages.common import cached, cards, formats
from pages.common.cards import Piece, Text
from pages.common.dated import with_year
from pages.common.downloads import download_rows
from pages.common.lists import shown_window
from pages.common.sheets import Head
from pages.common.table import Cell, Column, Row, table
from pages.common.view import View
from pages.common.why import Why, filled
from pages.common.words import _, translator

KEY = "hits"
_BATCH = 5000
_BEFORE = 18  # letters kept before the first hit of a long text


def hits(shown: View, words: str, first: Found) -> None:
    """The card of the list; `first` is its first stretch."""
    place = shown_window(KEY, first.total, LIST_LIMIT)
    found = first
    if place.offset:
        found = cached.answer(search, shown.snapshot, shown.scope, words, LIST_LIMIT, place.offset)
    question = _("全部指标") if shown.scope == Scope() else _("筛选内的指标")
    if first.words:
        question = _("哪些指标写到「{words}」？").format(words=_("」「").join(first.words))
    with cards.card(question, _summary(shown, first)):
        table(
            [_row(shown, hit, first.words) for hit in found.hits],
            _columns(Why(shown)),
            KEY,
            about=_("命中的指标，检索词有底色；点一行看它所在的项目"),
            shown=place,
            total=first.total,
        )
        download_rows(shown, "hits_csv", _("指标检索"), _heads(), lambda: csv_rows(shown.snapshot, shown.scope, words))


def _summary(shown: View, found: Found) -> Text:
    """How many, and a way to the points lost on these rows."""
    why = Why(shown, (("words", " ".join(found.words)),) if found.words else ())
    counts: list[Text] = [
        why.counted("{n} 项指标", found.total, "indicators"),
        _("，"),
        why.counted("{n} 个项目", found.projects, "projects"),
        _("，"),
        filled(_("共扣 {n} 分"), n=why(formats.points(found.points_lost), "indicator_loss")),
    ]
    if not found.words:
        return counts
    narrowed = shown.narrowed("deductions", words=" ".join(found.words))
    return [*counts, _("；最相关的在前"), "　", Piece(_("看这些指标的扣分分析"), "link", narrowed)]


def _columns(why: Why) -> list[Column]:
    return [
        Column(_("三级指标"), width="15rem", sortable=False),
        Column(_("目标 A"), width="9rem", sortable=False),
        Column(_("实际 B"), width="9rem", sortable=False),
        Column(_("得分 / 分值"), number=True, sortable=False, figure=why.of_row("indicator_scores", "indicator")),
        Column(_("偏差原因及改进措施"), sortable=False),
        Column(_("项目名称"), width="11rem", sortable=False),
        Column(_("出处"), width="5rem", sortable=False),
    ]


def _row(shown: View, hit: Hit, words: tuple[str, ...]) -> Row:
    translate = translator()
    level = both_levels(hit.level1, hit.level2, translate)
    scored = f"{formats.points(hit.score)} / {formats.points(hit.weight)}"
    return Row(
        [
            _text(hit.name, hit.spans("name", words), level),
            _text(hit.target, hit.spans("target", words)),
            _text(hit.actual, hit.spans("actual", words)),
            Cell(scored, sort=_both(hit), tone="lost" if hit.deduction else ""),
            _text(hit.deviation_reason, hit.spans("deviation_reason", words), absent=""),
            Cell(with_year(shown, hit.project_name, hit.fiscal_year), title=formats.text(hit.implementing_unit)),
            _place(shown, hit),
        ],
        id=hit.indicator_id,
        href=shown.link("project", id=hit.project_id, indicator=hit.indicator_id),
        tint="lost" if hit.deduction else "",
    )


def _both(hit: Hit) -> Decimal | None:
    """The score where weight and score are stated, so that it can be explained."""
    return hit.score if hit.weight else None


def _place(shown: View, hit: Hit) -> Cell:
    if hit.source_line is None:
        return Cell(formats.place(hit.source_place))
    return Cell(
        formats.place(hit.source_place),
        tone="link",
        href=shown.link("project", id=hit.project_id, line=str(hit.source_line)),
    )


def _text(value: str | None, spans: Sequence[Span], title: str = "", absent: str | None = None) -> Cell:
    """A text of the form, the words marked; the beginning of a long one is left out where the hit comes late."""
    if value is None:
        return Cell(formats.not_stated() if absent is None else absent, tone="muted")
    return Cell(value, pieces=pieces(value, spans), title=title or value, lines=4)


def pieces(text: str, spans: Sequence[Span]) -> tuple[tuple[str, bool], ...]:
    """A text cut at its hits: (piece, marked).

    >>> pieces("受疫情影响", ((1, 3),))
    (('受', False), ('疫情', True), ('影响', False))
    """
    if not spans:
        return ()
    parts: list[tuple[str, bool]] = []
    at = max(spans[0][0] - _BEFORE, 0) if spans[0][0] > 3 * _BEFORE else 0
    if at:
        parts.append(("…", False))
    for start, end in spans:
        parts += [(text[at:start], False), (text[start:end], True)]
        at = end
    parts.append((text[at:], False))
    return tuple(part for part in parts if part[0])


def _heads() -> list[Head]:
    return [
        Head(_("年度"), "whole"),
        *(Head(title) for title in (_("项目名称"), _("实施单位"))),
        *(Head(title) for title in (_("一级指标"), _("二级指标"), _("三级指标"), _("年度指标值"), _("实际完成值"))),
        *(Head(title, "points") for title in (_("分值"), _("得分"), _("扣分"))),
        *(Head(title) for title in (_("偏差原因及改进措施"), _("来源位置"), _("项目编号"), _("指标编号"))),
    ]


def csv_rows(snapshot: Snapshot, scope: Scope, words: str) -> list[tuple[object, ...]]:
    """All hits in the order of the list, whatever page is shown."""
    rows: list[tuple[object, ...]] = []
    while True:
        found = search(snapshot, scope, words, _BATCH, len(rows))
        rows += [_csv_row(hit) for hit in found.hits]
        if len(rows) >= found.total or not found.hits:
            return rows


def _csv_row(hit: Hit) -> tuple[object, ...]:
    return (
        hit.fiscal_year,
        hit.project_name,
        hit.implementing_unit,
        hit.level1,
        hit.level2,
        hit.name,
        hit.target,
        hit.actual,
        hit.weight,
        hit.score,
        hit.deduction,
        hit.deviation_reason,
        formats.place(hit.source_place),
        hit.project_id,
        hit.indicator_id,
    )
