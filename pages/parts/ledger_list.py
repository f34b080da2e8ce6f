"""整改台账, its parts: tiles, the list of promises, and beside it the chosen one with the form that sets its state."""

from analytics.labels import cause_label, state_label
from analytics.ledger import STATES, Ledger, PromiseRow, ledger
from analytics.stretch import LIST_LIMIT
from pages.common import cached, cards, formats
from pages.common.cards import Piece, Text, Tile
from pages.common.dated import with_year
from pages.common.downloads import downloads
from pages.common.lists import shown_window
from pages.common.table import Cell, Column, Row, blank, table
from pages.common.view import View
from pages.common.why import Why
from pages.common.words import _, translator
from pages.parts import ledger_promise

_KEY = "promises"
_NONE = "none"  # ?state=none : those that nobody registered


def promised(answer: Ledger) -> int:
    """All promises in scope, whatever the list is narrowed to."""
    return sum(each.promises for each in answer.counts)


def _count(answer: Ledger, state: str | None) -> int:
    return sum(each.promises for each in answer.counts if each.state == state)


def tiles(why: Why, answer: Ledger) -> list[Tile]:
    """How many promises, how many are registered and done, what the next year's filing shows."""
    registered = promised(answer) - _count(answer, None)
    states: list[Text] = []
    for each in STATES:
        if each != "done":
            number = why(f"{_count(answer, each):,}", "promises", ("state", each))
            states += [" · " if states else "", f"{state_label(each, translator())} ", number]
    again: Text = _("还没有下一年度的自评表")
    if answer.followed:
        again = why.counted("{n} 项同一原因又扣分", answer.came_back, "returned_promises")
    return [
        Tile(
            _("承诺的整改措施"),
            formats.count(promised(answer)),
            why.counted("{n} 个项目", answer.projects, "promising_projects"),
            href=why.address("promises"),
        ),
        Tile(
            _("未登记"),
            formats.count(_count(answer, None)),
            why.counted("已登记 {n} 项", registered, "registered_promises"),
            href=why.address("promises", ("state", "")),
        ),
        Tile(
            _("已完成"), formats.count(_count(answer, "done")), states, href=why.address("promises", ("state", "done"))
        ),
        Tile(
            _("下一年度"),
            formats.count(answer.followed) if answer.followed else formats.NOT_APPLICABLE,
            again,
            href=why.address("followed_promises"),
            help=_("措施所在项目下一年度的自评表中，同一原因又扣分的为“又出现”。"),
        ),
    ]


def work(shown: View, whole: Ledger) -> None:
    """List and chosen promise side by side; without a choice the first of the list is shown."""
    asked = shown.parameter("state")
    state = "" if asked == _NONE else asked if asked in STATES else None
    total = promised(whole) if state is None else _count(whole, state or None)
    place = shown_window(_KEY, total, LIST_LIMIT)
    page = cached.answer(ledger, shown.snapshot, shown.scope, state, place.size, place.offset)
    chosen = ledger_promise.chosen(shown, page)
    kept = asked if state is not None else None
    left, right = cards.columns(2.2, 1.3)
    of_state, why = () if state is None else (("state", state),), Why(shown)
    # the numbers on the switches: a pill is a link already
    counted = [
        why.named(state_label(each, translator()), f"{_count(whole, each):,}", "promises", ("state", each or ""))
        for each in (None, *STATES)
    ]
    answer = why.counted("{n} 项措施", total, "promises", *of_state)
    with left, cards.card(_("承诺了什么，做到了吗？"), answer, figures=counted):
        cards.pills(_switches(shown, whole, state), about=_("按状态筛选"))
        if page.rows:
            rows = [_row(shown, row, chosen, kept, bool(whole.followed)) for row in page.rows]
            about = _("承诺的整改措施，按文件顺序；点一行在旁边登记")
            table(rows, _columns(bool(whole.followed)), _KEY, about=about, shown=place, total=total, height=620)
        else:
            cards.empty(_("没有这种状态的措施。"), [Piece(_("看全部措施"), "link", shown.link("ledger"))])
        downloads(shown, "promises", "deductions")
    with right:
        ledger_promise.panel(shown, chosen, kept)


def _switches(shown: View, whole: Ledger, state: str | None) -> list[cards.Pill]:
    made = []
    for each in (None, *STATES):
        code, on = each or _NONE, state is not None and state == (each or "")
        label = f"{state_label(each, translator())} {_count(whole, each):,}"
        made.append(cards.Pill(label, shown.link("ledger", state=None if on else code), on))
    return made


def _columns(followed: bool) -> list[Column]:
    titles = [
        (_("项目 · 指标"), "13rem"),
        (_("承诺的措施（原文）"), "13rem"),
        (_("扣分原因"), "7.5rem"),
        (_("状态"), "6.6rem"),
    ]
    if followed:
        titles.append((_("下一年度"), "6rem"))
    titles.append((_("出处"), "4.8rem"))
    return [Column(title, width=width, sortable=False) for title, width in titles]


def _row(shown: View, row: PromiseRow, chosen: PromiseRow | None, kept: str | None, followed: bool) -> Row:
    state = state_label(row.state, translator())
    names = " · ".join((with_year(shown, row.project_name, row.fiscal_year), formats.text(row.name)))
    cells = [
        Cell(names, lines=3),
        Cell(row.text, lines=4),
        cause_label(row.cause, translator()),
        Cell(state, tone="good" if row.state == "done" else "muted" if row.state is None else ""),
        *(
            [
                Cell(
                    ledger_promise.again(row),
                    tone="bad" if row.came_back else "",
                    figure=ledger_promise.lost_again(shown, row),
                )
            ]
            if followed
            else []
        ),
        _place(shown, row),
    ]
    return Row(
        cells,
        id=row.promise_id,
        href=shown.link("ledger", promise=row.promise_id, state=kept),
        tint="chosen" if chosen is not None and chosen.promise_id == row.promise_id else "",
    )


def _place(shown: View, row: PromiseRow) -> Cell:
    if row.source_place is None:
        return blank()
    if row.source_line is None:
        return Cell(formats.place(row.source_place))
    return Cell(
        formats.place(row.source_place),
        tone="link",
        href=shown.link("project", id=row.project_id, line=str(row.source_line)),
    )
