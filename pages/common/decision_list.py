"""The decisions taken so far: who, when, on what, from what to what, why; each can be taken back by a further one."""

from collections.abc import Mapping

import streamlit as st

from analytics.decided import Subject, subjects
from analytics.labels import cause_label, rule_label, state_label
from analytics.scope import Scope
from data.decisions import Decision, DecisionKind
from data.store import Snapshot
from pages.common import cached, cards, formats
from pages.common.board import plain
from pages.common.cards import Piece
from pages.common.decisions import decision_log, undo_form, when
from pages.common.table import Cell, Column, Row, table
from pages.common.view import View, go, reading
from pages.common.words import _, counted, translator

MOST = 500
_LATEST = 6


def decision_list(shown: View, kind: DecisionKind, page: str, question: str) -> None:
    """The card of all decisions of a kind, newest first; with ?undo= the form that takes one back."""
    with plain(shown.parameter("undo") is not None):
        _card(shown, kind, page, question, decision_log().entries(kind))


def history(kind: DecisionKind, subject_id: str) -> list[Piece]:
    """The last decisions on one subject, a line each: when, who, from what to what, why."""
    lines = []
    for entry in decision_log().entries(kind, subject_id)[-_LATEST:]:
        why = _("，理由：{why}").format(why=entry.why) if entry.why else ""
        lines.append(Piece(f"{when(entry.at)} {entry.who} · {change_words(entry)}{why}", "muted"))
    return lines


def _card(shown: View, kind: DecisionKind, page: str, question: str, entries: list[Decision]) -> None:
    with cards.card(question, counted("{n} 条记录", len(entries)) if entries else _("还没有记录")):
        if not entries:
            cards.note(_("每一次认可、驳回、更正或登记都记下谁、何时、为什么，只增不改；撤销也是一条新记录。"))
            return
        newest = entries[::-1][:MOST]
        about = _subjects(shown, kind, tuple(sorted({entry.subject_id for entry in newest})))
        _asked(shown, page, entries, about)
        undone = frozenset(entry.undoes for entry in entries)
        rows = [_row(shown, page, entry, entry.entry_id in undone, about.get(entry.subject_id)) for entry in newest]
        table(rows, _columns(), f"decisions_{kind}", about=question, page_size=20)
        cards.note(
            _("全部记录，不随筛选变化。") if len(entries) <= MOST else counted("最近 {n} 条，其余在工作底稿中。", MOST)
        )


def _looked_up(snapshot: Snapshot, _scope: Scope, kind: DecisionKind, ids: tuple[str, ...]) -> Mapping[str, Subject]:
    return subjects(snapshot, kind, ids)


def _subjects(shown: View, kind: DecisionKind, ids: tuple[str, ...]) -> Mapping[str, Subject]:
    return cached.answer(_looked_up, shown.snapshot, Scope(), kind, ids)


def _asked(shown: View, page: str, entries: list[Decision], about: Mapping[str, Subject]) -> None:
    number = shown.parameter("undo")
    if number is None:
        return
    entry = next((each for each in entries if str(each.entry_id) == number), None)
    if entry is None or any(each.undoes == entry.entry_id for each in entries):
        cards.notice(_("这条记录不存在，或者已经撤销过。"), "warn")
        return
    what = subject_words(about.get(entry.subject_id), entry.subject_id)
    with st.container(key="reveal_undo"):
        cards.notice(
            [
                cards.Piece(_("撤销第 {n} 号记录：").format(n=entry.entry_id), "strong"),
                f"{what} · {change_words(entry)} ",
                cards.Piece(_("不撤销"), "link", shown.link(page)),
            ]
        )
        undo_form(entry, _closed)


def _closed() -> None:
    go(reading().scope, undo=None)


def _columns() -> list[Column]:
    return [
        Column(_("编号"), number=True, width="4rem"),
        Column(_("时间"), width="9rem"),
        Column(_("处理人"), width="7rem"),
        Column(_("对象")),
        Column(_("决定")),
        Column(_("理由")),
        Column(_("撤销"), width="5rem", sortable=False),
    ]


def _row(shown: View, page: str, entry: Decision, taken_back: bool, about: Subject | None) -> Row:
    return Row(
        [
            Cell(str(entry.entry_id), sort=entry.entry_id),
            Cell(when(entry.at), sort=entry.at.timestamp()),
            Cell(entry.who, lines=2),
            Cell(subject_words(about, entry.subject_id), lines=3),
            Cell(change_words(entry), lines=3, tone="muted" if taken_back else ""),
            Cell(entry.why or formats.NOT_APPLICABLE, lines=3),
            Cell(_("已撤销"), tone="muted")
            if taken_back
            else Cell(_("撤销"), tone="link", href=shown.link(page, undo=str(entry.entry_id))),
        ],
        id=str(entry.entry_id),
    )


def subject_words(about: Subject | None, subject_id: str) -> str:
    """What was decided on: project, row, rule or promised words; the identifier where the data no longer has it."""
    if about is None:
        return _("{id}（当前数据中没有）").format(id=subject_id)
    rule = rule_label(about.rule, translator()) if about.rule else None
    whole = _("预算执行率") if subject_id.endswith("-execution") else None
    parts = (about.project_name or _("全部项目"), about.indicator or whole, rule, about.words)
    return " · ".join(part for part in parts if part)


def change_words(entry: Decision) -> str:
    """'待处理 → 已认可', or the note; an undo says which entry it takes back."""
    words = f"{_value(entry, entry.old)} → {_value(entry, entry.new)}"
    if entry.field == "note":
        words = _("备注：{note}").format(note=entry.new) if entry.new else _("备注已去掉")
    if entry.undoes is not None:
        return _("撤销第 {n} 号：{change}").format(n=entry.undoes, change=words)
    return words


def _value(entry: Decision, value: str | None) -> str:
    translate = translator()
    if entry.kind == "cause_correction":
        return cause_label(value, translate) if value else _("自动判定")
    if value is None:
        return state_label("open" if entry.kind == "finding_state" else None, translate)
    return state_label(value, translate)
