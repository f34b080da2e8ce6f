"""What a screen has of its own in the address (?finding=, ?rule=, ?fix= …): what names nothing is told, as in a scope.

Only what the screen shown reads is looked at, and only what the screen does not tell itself (?id=, ?undo=, ?explain=).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Final

from analytics import audit, ledger
from analytics.existing import Filtered, Kind
from analytics.labels import rule_label
from analytics.plan import NO_PROJECT
from analytics.scope import NO_YEAR, NOT_STATED, Scope
from pages.common.address import Nonsense, nonsense_of
from pages.common.places import ROWS, is_place

# ?state=none: measures that nobody registered; ?fix=-: no cause chosen; ?include=-: every project left out.
_NONE: Final[Mapping[tuple[str, str], str]] = {
    ("ledger", "state"): "none",
    ("simulation", "fix"): "-",
    ("simulation", "include"): NO_PROJECT,
}
_WORDS: Final[Mapping[tuple[str, str], Sequence[str]]] = {
    ("audit", "severity"): audit.SEVERITIES,
    ("audit", "state"): audit.STATES,
    ("ledger", "state"): ledger.STATES,
}
# What is looked up in the data, by screen and parameter.
_NAMES: Final[Mapping[tuple[str, str], Kind]] = {
    ("audit", "finding"): "finding",
    ("ledger", "promise"): "promise",
    ("scores", "with"): "project",
    ("simulation", "fix"): "cause",
    ("simulation", "include"): "project",
    ("simulation", "lift"): "project",
    ("project", "indicator"): "indicator",
    ("project", "line"): "line",
}
# Of the scope, what the data may not have: such a filter is kept, and leaves nothing.
SCOPE_NAMES: Final[Mapping[Filtered, str]] = {
    "year": "years",
    "grade": "grades",
    "cause": "causes",
    "level1": "level1",
    "level2": "level2",
    "department": "departments",
    "unit": "units",
    "project": "projects",
}
_FULL = Decimal(100)
Lookup = Callable[[Kind, tuple[str, ...]], frozenset[str]]


def own_nonsense(page: str, parameters: Mapping[str, Sequence[str]], lookup: Lookup) -> tuple[Nonsense, ...]:
    """What in the screen's own parameters names nothing. lookup: those of some names that the data holds."""
    return tuple(_told(page, parameters, lookup))


def scope_nonsense(scope: Scope, lookup: Lookup) -> tuple[Nonsense, ...]:
    """What the scope is narrowed to though the data has none of it."""
    told: list[Nonsense] = []
    for kind, field in SCOPE_NAMES.items():
        values = tuple(str(value) for value in getattr(scope, field) if value not in (NOT_STATED, NO_YEAR))
        found = lookup(kind, values) if values else frozenset()
        told += [nonsense_of(kind, value, "nowhere") for value in values if value not in found]
    return tuple(told)


def _told(page: str, parameters: Mapping[str, Sequence[str]], lookup: Lookup) -> Iterator[Nonsense]:
    for key, values in parameters.items():
        if key == ROWS:
            yield from (nonsense_of(key, value, "not_here") for value in values if not is_place(value))
            continue
        given = [value for value in _parts(page, key, values) if value and value != _NONE.get((page, key))]
        if (page, key) in _WORDS:
            unknown = [value for value in given if value not in _WORDS[page, key]]
        elif (page, key) == ("audit", "rule"):
            unknown = [value for value in given if rule_label(value, str) == value]
        elif (page, key) == ("simulation", "rate"):
            yield from (nonsense_of(key, value, "not_a_rate") for value in given if rate_of(value) is None)
            continue
        elif given and (page, key) in _NAMES:
            found = lookup(_NAMES[page, key], tuple(given))
            unknown = [value for value in given if value not in found]
        else:
            continue
        yield from (nonsense_of(key, value, "not_here") for value in unknown)


def _parts(page: str, key: str, values: Sequence[str]) -> Sequence[str]:
    """The values of a parameter, each once; projects to compare may be one text with commas."""
    parts = [one for value in values for one in (value.split(",") if (page, key) == ("scores", "with") else [value])]
    return list(dict.fromkeys(parts))


def rate_of(text: str) -> Decimal | None:
    """An execution rate in per cent as an address gives it, 0 to 100; None for anything else."""
    try:
        rate = Decimal(text)
    except InvalidOperation:
        return None
    return rate if rate.is_finite() and 0 <= rate <= _FULL else None
