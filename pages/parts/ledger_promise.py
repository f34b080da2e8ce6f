"""整改台账, the chosen promise: what was promised, what became of it, and the form that sets its state."""

from html import escape

import streamlit as st

from analytics.explain.key import WHOLE
from analytics.labels import cause_label, state_label
from analytics.ledger import STATES, Ledger, PromiseRow, promise
from analytics.scope import Scope
from data.store import Snapshot
from pages.common import cached, cards, formats
from pages.common.cards import Piece, Text, markup
from pages.common.dated import with_year
from pages.common.decision_list import history
from pages.common.decisions import Choice, decision_form
from pages.common.lists import marked
from pages.common.view import View
from pages.common.why import Why, filled
from pages.common.words import _, translator


def _one(snapshot: Snapshot, _scope: Scope, promise_id: str) -> PromiseRow | None:
    return promise(snapshot, promise_id)


def chosen(shown: View, page: Ledger) -> PromiseRow | None:
    """The promise that the address names, else the first of the list."""
    asked = shown.parameter("promise")
    if asked is None:
        return page.rows[0] if page.rows else None
    return cached.answer(_one, shown.snapshot, Scope(), asked)


def registers(shown: View) -> bool:
    """Whether the form stands beside the list: for a promise that somebody chose, not for the first one of a list."""
    return shown.parameter("promise") is not None


def panel(shown: View, row: PromiseRow | None, kept: str | None) -> None:
    """The card beside the list. kept: the state that the list is narrowed to."""
    if row is None:
        with cards.card(_("这一项"), _("没有选中的措施"), key="reveal_promise"):
            cards.note(_("在列表中点一行；如果措施已随重新报送而消失，它不再列出。"))
        return
    with cards.card(_("登记进展"), row.text, key="reveal_promise"):
        facts = "".join(f"<dt>{escape(name)}</dt><dd>{markup(text)}</dd>" for name, text in _facts(shown, row))
        cards.html(f'<dl class="d-facts">{facts}</dl>')
        _registered(row)
        if registers(shown):
            _form(row)
        else:
            href = shown.link("ledger", promise=row.promise_id, state=kept)
            cards.note([Piece(_("登记这一项的进展 ›"), "link", href)])


def _facts(shown: View, row: PromiseRow) -> list[tuple[str, Text]]:
    to_row = shown.link("project", id=row.project_id, indicator=row.indicator_id)
    facts: list[tuple[str, Text]] = [
        (_("项目名称"), Piece(with_year(shown, row.project_name, row.fiscal_year), "link", to_row)),
        (_("三级指标"), formats.text(row.name)),
        (_("扣分"), _lost(shown, row)),
        (_("扣分原因"), cause_label(row.cause, translator())),
    ]
    if row.deviation_reason is not None:
        pieces = marked(row.deviation_reason, row.text) or ((row.deviation_reason, False),)
        facts.append((_("原文"), [Piece(text, "strong" if hit else "") for text, hit in pieces]))
    if row.came_back is not None and row.next_project_id is not None:
        later = shown.link("project", id=row.next_project_id)
        came: list[str | Piece] = [Piece(again(row), "good")]
        if row.came_back:
            lost = Piece(formats.points(row.came_back_points), "bad", lost_again(shown, row), figure=True)
            came = filled(_("又出现，扣 {n} 分"), n=lost)
        facts.append((_("下一年度"), [*came, " ", Piece(_("看项目"), "link", later)]))
    if row.state_note:
        facts.append((_("备注"), row.state_note))
    return facts


def _lost(shown: View, row: PromiseRow) -> Piece:
    of_row = ("deduction", row.indicator_id)
    return Why(shown, (WHOLE,))(formats.points(row.deduction), "points_lost", of_row, tone="lost")


def _registered(row: PromiseRow) -> None:
    state: Text = [Piece(_("状态："), "muted"), Piece(state_label(row.state, translator()), "strong")]
    lines: list[Text] = [state, *history("promise_state", row.promise_id)]
    cards.html("".join(f'<p class="d-lead">{markup(line)}</p>' for line in lines))


def _form(row: PromiseRow) -> None:
    def ask(key: str) -> None:
        st.selectbox(
            _("状态"),
            STATES,
            index=STATES.index(row.state) if row.state in STATES else None,
            format_func=lambda each: state_label(each, translator()),
            placeholder=_("请选择"),
            key=key,
        )

    decision_form(
        "promise_state",
        row.promise_id,
        [Choice(_("登记状态"), "state", "", primary=True), Choice(_("备注"), "note", None)],
        now={"state": row.state, "note": row.state_note},
        why_label=_("依据或备注"),
        ask=ask,
    )


def again(row: PromiseRow) -> str:
    """What the next year's form shows of the cause."""
    if row.came_back is None:
        return formats.NOT_APPLICABLE
    if not row.came_back:
        return _("没有再出现")
    return _("又出现，扣 {n} 分").format(n=formats.points(row.came_back_points))


def lost_again(shown: View, row: PromiseRow) -> str:
    """The address that explains what the cause cost the next year's form, '' where it cost nothing."""
    if not row.came_back or row.next_project_id is None:
        return ""
    return Why(shown, (WHOLE,)).address("points_lost", ("project", row.next_project_id), ("cause", row.cause))
