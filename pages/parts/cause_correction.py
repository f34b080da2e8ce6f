"""扣分分析, corrected causes: who says that a loss has another cause, and why; every sum follows."""

from functools import lru_cache
from html import escape

import streamlit as st

from analytics.causes import loss_by_cause
from analytics.explain.key import WHOLE
from analytics.labels import cause_label
from analytics.losses import DeductionRow, deduction
from analytics.scope import Scope
from data.causes import CauseTableError, load_causes
from data.store import Snapshot
from pages.common import cached, cards, formats
from pages.common.cards import Piece, Text, markup
from pages.common.decision_list import decision_list, history
from pages.common.decisions import Choice, decision_form
from pages.common.view import View
from pages.common.why import Why
from pages.common.words import _, translator


def correction_link(shown: View, row: DeductionRow) -> str:
    """The address of this screen with the form that corrects the row's cause."""
    return shown.link("deductions", indicator=row.deduction_id)


def correction(shown: View) -> None:
    """The form for the loss that the address names (?indicator=), nothing without one."""
    asked = shown.parameter("indicator")
    if asked is None:
        return
    row = cached.answer(_one, shown.snapshot, Scope(), asked)
    close = Piece(_("关闭"), "link", shown.link("deductions"))
    if row is None:
        cards.notice([_("数据中没有这处扣分：它可能已随重新报送而消失。"), " ", close], "warn")
        return
    what = row.name or (_("预算执行率") if row.is_execution else formats.not_stated())
    head: Text = [_("更正扣分原因"), "  ", close]
    with cards.card(head, f"{formats.text(row.project_name)} · {what}", key="reveal_correction"):
        facts = "".join(f"<dt>{escape(name)}</dt><dd>{markup(text)}</dd>" for name, text in _facts(Why(shown), row))
        cards.html(f'<dl class="d-facts">{facts}</dl>')
        _history(row)
        options = [cause for cause in _causes(shown) if cause != row.cause]

        def ask(key: str) -> None:
            st.selectbox(
                _("更正为"),
                options,
                index=None,
                format_func=lambda cause: cause_label(cause, translator()),
                placeholder=_("请选择"),
                key=key,
            )

        decision_form(
            "cause_correction",
            row.deduction_id,
            [Choice(_("更正"), "cause", "", needs_why=True, primary=True)],
            now={"cause": row.cause},
            why_label=_("更正理由（必填）"),
            ask=ask,
        )


def corrections(shown: View) -> None:
    """The card of all corrections, each with who, when and why, and a way to take it back."""
    decision_list(shown, "cause_correction", "deductions", _("哪些扣分原因是人工更正的？"))


def _one(snapshot: Snapshot, _scope: Scope, deduction_id: str) -> DeductionRow | None:
    return deduction(snapshot, deduction_id)


def _facts(why: Why, row: DeductionRow) -> list[tuple[str, Text]]:
    translate = translator()
    cause = cause_label(row.cause, translate)
    if row.corrected:
        cause += _("（人工更正，原为 {cause}）").format(cause=cause_label(row.original_cause, translate))
    own = ("deduction", row.deduction_id)
    facts: list[tuple[str, Text]] = [
        (_("扣分"), why(formats.points(row.points), "points_lost", own, WHOLE, tone="lost")),
        (_("扣分原因"), Piece(cause, "strong")),
    ]
    if not row.is_execution:
        facts.append((_("偏差原因及改进措施"), formats.text(row.deviation_reason)))
    return facts


def _history(row: DeductionRow) -> None:
    lines = [markup(line) for line in history("cause_correction", row.deduction_id)]
    if lines:
        cards.html("".join(f'<p class="d-lead">{line}</p>' for line in lines))


@lru_cache(maxsize=1)
def _table_causes() -> tuple[str, ...]:
    try:
        return load_causes().names
    except CauseTableError:
        return ()


def _causes(shown: View) -> tuple[str, ...]:
    """The causes of the table, and those that the data has besides."""
    known = cached.answer(loss_by_cause, shown.snapshot, Scope())
    return tuple(dict.fromkeys((*_table_causes(), *(row.cause for row in known))))
