"""Decisions taken on a screen: a form that asks who and why, and the entry in the log that it makes.

    decision_form("finding_state", row.finding_id, [Choice(_("认可"), "state", "accepted"), …], now=…, why_label=…)

Everything runs in the callback of the form's button, before the screen is drawn, so the screen shows the decision.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

import streamlit as st

from data.decisions import Decision, DecisionError, DecisionKind, DecisionLog, DecisionOutdated, effective
from pages.common import cards, connection
from pages.common.words import _, use_language

LONGEST_NAME, LONGEST_WHY = 60, 1000
_REVIEWER = "decisions.who"
_SAID = "decisions.said"


@dataclass(frozen=True, slots=True)
class Choice:
    """One button. new: the value it sets; None: what was typed (a note), '': what `ask` chose. needs_why: with text."""

    label: str
    field: str
    new: str | None
    needs_why: bool = False
    primary: bool = False


def decision_log() -> DecisionLog:
    """The log of this installation."""
    return DecisionLog(connection.decisions_path())


def when(at: datetime | None) -> str:
    """A time of the log (UTC) as the clock on the wall shows it."""
    if at is None:
        return ""
    return f"{(at.replace(tzinfo=UTC) if at.tzinfo is None else at).astimezone():%Y-%m-%d %H:%M}"


def decision_form(
    kind: DecisionKind,
    subject: str,
    choices: Sequence[Choice],
    *,
    now: Mapping[str, str | None],
    why_label: str,
    ask: Callable[[str], str | None] | None = None,
) -> None:
    """Who, why and a button per choice. now: the values in force. The last entry in force can be taken back here.

    ask: draws one more widget in the form (with the key it is given); a choice whose `new` is '' sets its value.
    """
    entries = decision_log().entries(kind, subject)
    key = f"decide.{kind}.{subject}"
    seen = entries[-1].entry_id if entries else 0
    with st.form(key, border=False, enter_to_submit=False):
        if ask is not None:
            ask(f"{key}.asked")
        _person(key, why_label)
        with st.container(horizontal=True, gap="small"):
            for number, choice in enumerate(choices):
                st.form_submit_button(
                    choice.label,
                    key=f"{key}.{number}",
                    type="primary" if choice.primary else "secondary",
                    on_click=partial(_decide, kind, subject, choice, dict(now), seen),
                )
            last = undoable(entries)
            if last is not None:
                label = _("撤销上一条")
                st.form_submit_button(label, key=f"{key}.undo", type="tertiary", on_click=partial(_undo, key, last))
    said(key)


def undo_form(entry: Decision, done: Callable[[], None]) -> None:
    """Who and why an entry is taken back; `done` is called when it was."""
    key = f"undo.{entry.entry_id}"
    with st.form(key, border=False, enter_to_submit=False):
        _person(key, _("撤销理由"))
        st.form_submit_button(
            _("撤销"), key=f"{key}.undo", type="primary", on_click=partial(_undo, key, entry.entry_id, done)
        )
    said(key)


def undoable(entries: Sequence[Decision]) -> int | None:
    """The number of the last entry in force that nobody took back before; None without one."""
    taken_back = {entry.undoes for entry in entries}
    left = [entry.entry_id for entry in effective(list(entries)) if entry.entry_id not in taken_back]
    return left[-1] if left else None


def said(key: str) -> None:
    """What the last press of a button in that form came to, once."""
    told = st.session_state.get(_SAID)
    if told and told[0] == key:
        del st.session_state[_SAID]
        cards.notice(told[2], "warn" if told[1] else "info")


def _person(key: str, why_label: str) -> None:
    st.text_input(
        _("处理人"),
        key=f"{key}.who",
        value=st.session_state.get(_REVIEWER, ""),
        max_chars=LONGEST_NAME,
        placeholder=_("您的姓名"),
    )
    st.text_area(why_label, key=f"{key}.why", max_chars=LONGEST_WHY, height=90)


def _say(key: str, text: str, *, wrong: bool) -> None:
    st.session_state[_SAID] = (key, wrong, text)


def _typed(key: str) -> tuple[str, str]:
    """Who and why as typed; whoever signs once is remembered for the next form of this session."""
    use_language(st.query_params.get("lang"))  # a callback runs before the screen sets its language
    who = " ".join(str(st.session_state.get(f"{key}.who", "")).split())
    if who:
        st.session_state[_REVIEWER] = who
    return who, str(st.session_state.get(f"{key}.why", "")).strip()


def _decide(kind: DecisionKind, subject: str, choice: Choice, now: Mapping[str, str | None], seen: int) -> None:
    key = f"decide.{kind}.{subject}"
    who, why = _typed(key)
    asked = st.session_state.get(f"{key}.asked")
    if choice.new is None:
        new, reason = why, ""
    else:
        new, reason = choice.new or (str(asked) if asked else ""), why
    if not who:
        return _say(key, _("请填写处理人，然后再按一次。"), wrong=True)
    if (choice.needs_why or choice.new is None) and not why:
        return _say(key, _("请写明理由，然后再按一次。"), wrong=True)
    if not new:
        return _say(key, _("请先选择，然后再按一次。"), wrong=True)

    def take_down() -> None:
        decision_log().append(kind, subject, choice.field, now.get(choice.field), new, who, reason, seen=seen)

    return _tried(key, take_down)


def _undo(key: str, entry_id: int, done: Callable[[], None] = lambda: None) -> None:
    who, why = _typed(key)
    if not who:
        return _say(key, _("请填写处理人，然后再按一次。"), wrong=True)

    def take_back() -> None:
        decision_log().undo(entry_id, who, why)
        done()

    return _tried(key, take_back)


def _tried(key: str, write: Callable[[], None]) -> None:
    """Write; what was typed stays in the form where it could not be kept."""
    try:
        write()
    except DecisionOutdated as error:
        text = _("{who} 在此期间（{when}）已处理过这一条，您的决定没有记录；请看过后再提交。")
        return _say(key, text.format(who=error.last.who, when=when(error.last.at)), wrong=True)
    except DecisionError as error:
        return _say(key, _(error.template).format_map(error.values), wrong=True)
    st.session_state[f"{key}.why"] = ""
    return _say(key, _("已记录。"), wrong=False)
