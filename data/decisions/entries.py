"""One decision: what can be decided, what it must say, and which of several is in force. No file is touched here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from data.decisions.sentences import TEMPLATES

DecisionKind = Literal["cause_correction", "finding_state", "promise_state"]
KINDS: tuple[DecisionKind, ...] = get_args(DecisionKind)
FIELDS: Mapping[DecisionKind, tuple[str, ...]] = {
    "cause_correction": ("cause",),
    "finding_state": ("state", "note"),
    "promise_state": ("state", "note"),
}
FINDING_STATES = ("open", "accepted", "refuted")


class DecisionError(ValueError):
    """A decision cannot be taken down; the message (Chinese) says why and what to do.

    template and values make the same sentence in another language.
    """

    def __init__(self, reason: str, **values: object) -> None:
        self.template, self.values = TEMPLATES[reason], values
        super().__init__(self.template.format(**values))


@dataclass(frozen=True, slots=True)
class Decision:
    """One row per entry of the log. `at` is UTC; `new` None means "as the snapshot says"; `undoes` is an entry_id."""

    entry_id: int
    at: datetime
    kind: DecisionKind
    subject_id: str
    field: str
    old: str | None
    new: str | None
    who: str
    why: str
    undoes: int | None = None


class DecisionOutdated(DecisionError):
    """Somebody else decided on the same thing meanwhile: `last` is that entry. Nothing was taken down."""

    def __init__(self, last: Decision) -> None:
        super().__init__("decided_meanwhile", who=last.who, entry=last.entry_id)
        self.last = last


def effective(entries: list[Decision]) -> list[Decision]:
    """The last entry in force for each kind, subject and field, in the order taken.

    An undo that is itself undone has no effect, so the entries are walked from the last one back.
    """
    undone: set[int] = set()
    found: dict[tuple[str, str, str], Decision] = {}
    for entry in reversed(entries):
        if entry.entry_id in undone:
            continue
        if entry.undoes is not None:
            undone.add(entry.undoes)
        else:
            found.setdefault((entry.kind, entry.subject_id, entry.field), entry)
    return sorted(found.values(), key=lambda entry: entry.entry_id)


def value_of(entries: list[Decision], undone: int | None = None) -> str | None:
    """The value in force after `entries` of one subject and field, or as if `undone` were taken back now."""
    if undone is not None:
        target = next(entry for entry in entries if entry.entry_id == undone)
        last = entries[-1].entry_id + 1
        entries = [
            *entries,
            Decision(last, target.at, target.kind, target.subject_id, target.field, None, None, "", "", undone),
        ]
    found = effective(entries)
    return found[0].new if found else None


def refuse_incomplete(kind: str, subject_id: str, field: str, new: str | None, who: str) -> None:
    """Raises DecisionError for a decision that says too little, or what nobody can decide."""
    if kind not in KINDS:
        raise DecisionError("unknown_kind", kind=kind, known="、".join(KINDS))
    if field not in FIELDS[kind]:
        raise DecisionError("unknown_field", kind=kind, field=field, known="、".join(FIELDS[kind]))
    if not subject_id.strip():
        raise DecisionError("no_subject")
    if not who.strip():
        raise DecisionError("decided_by_nobody")
    if (kind, field) == ("finding_state", "state") and new is not None and new not in FINDING_STATES:
        raise DecisionError("unknown_state", state=new, known="、".join(FINDING_STATES))
    if kind == "cause_correction" and new is not None and not new.strip():
        raise DecisionError("no_cause")
