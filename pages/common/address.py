"""The address of a screen: a Scope as query parameters and back. Pure; the only place that knows their names.

An address is typed, cut and mailed by people, so nothing in it is trusted: what cannot be read is left out
and told (`Nonsense`), it never raises. A parameter without a value (`department=`) means those that state none.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Final, Literal
from urllib.parse import urlencode

from analytics.scope import NO_YEAR, NOT_STATED, Scope
from pages.common.words import LANGUAGES

GRADES: Final = ("优", "良", "中", "差")

_TEXTS: Final[Mapping[str, str]] = {
    "department": "departments",
    "unit": "units",
    "project": "projects",
    "level1": "level1",
    "level2": "level2",
    "cause": "causes",
}
_RANGES: Final[Mapping[str, str]] = {
    "rate_min": "rate_min_pct",
    "rate_max": "rate_max_pct",
    "score_min": "score_min",
    "score_max": "score_max",
}
_PAIRS: Final = (("rate_min", "rate_max"), ("score_min", "score_max"))

SCOPE_KEYS: Final = ("year", "grade", *_TEXTS, *_RANGES, "words")
# What every link carries on to the next screen.
KEPT_KEYS: Final = ("lang", *SCOPE_KEYS)
# What a screen has of its own: the project shown, the line of the source, a sorted column …
SCREEN_KEYS: Final = (
    *("id", "indicator", "finding", "promise", "line", "q", "with", "tab", "state", "severity", "rule", "explain"),
    "rows",  # where the reader stands in long lists (pages/common/places.py)
    # the decision to take back; what a simulation assumes: causes fixed, projects included, one rate raised
    *("undo", "fix", "include", "lift", "rate"),
)

# What an address that names no screen is led to the overview with; the next link drops it.
UNKNOWN_SCREEN: Final = "screen"

_LONGEST_TEXT = 200
_MOST_VALUES = 500
_NUMBER = re.compile(r"-?\d{1,9}(\.\d{1,6})?")
_YEAR = re.compile(r"(19|20)\d\d")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")

Reason = Literal[
    "unknown_key",
    "not_a_year",
    "not_a_grade",
    "not_a_number",
    "not_a_text",
    "not_a_rate",
    "not_here",
    "nowhere",
    "not_a_screen",
    "not_a_language",
    "empty_range",
    "too_many",
]


@dataclass(frozen=True, slots=True)
class Nonsense:
    """One row per piece of an address that cannot be read; `value` is cut to what a sentence can carry."""

    key: str
    value: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Reading:
    """What an address says: the scope, and what in it was left out."""

    scope: Scope
    nonsense: tuple[Nonsense, ...]


# A screen has hundreds of links, all of one scope.
@lru_cache(maxsize=512)
def canonical(scope: Scope) -> Scope:
    """The same scope with values sorted and given once, so that equal scopes are equal (and cached once)."""
    return replace(
        scope,
        years=tuple(sorted(set(scope.years))),
        grades=tuple(grade for grade in (*GRADES, NOT_STATED) if grade in scope.grades),
        words=" ".join(scope.words.split()),
        **{field: tuple(sorted(set(getattr(scope, field)))) for field in _TEXTS.values()},
    )


def read_address(parameters: Mapping[str, Sequence[str]]) -> Reading:
    """The scope that query parameters (name → values) describe."""
    nonsense: list[Nonsense] = []
    fields: dict[str, object] = {}
    for key, values in parameters.items():
        if key in KEPT_KEYS and len(values) > _MOST_VALUES:
            nonsense.append(Nonsense(key, str(len(values)), "too_many"))
            continue
        if key == "year":
            fields["years"] = _years(values, nonsense)
        elif key == "grade":
            fields["grades"] = tuple(_known_grades(values, nonsense))
        elif key in _TEXTS:
            fields[_TEXTS[key]] = tuple(_texts(key, values, nonsense))
        elif key in _RANGES:
            fields[_RANGES[key]] = _number(key, values, nonsense)
        elif key == "words":
            fields["words"] = " ".join(_texts(key, values, nonsense))
        elif key == UNKNOWN_SCREEN:
            nonsense.append(Nonsense(key, _short(" ".join(values)), "not_a_screen"))
        elif key == "lang":
            if values and values[-1] not in LANGUAGES:  # the last one counts, as for Streamlit
                nonsense.append(Nonsense(key, _short(values[-1]), "not_a_language"))
        elif key not in SCREEN_KEYS and not key.startswith("embed"):
            nonsense.append(Nonsense(_short(key), _short(" ".join(values)), "unknown_key"))
    for low, high in _PAIRS:
        least, most = fields.get(_RANGES[low]), fields.get(_RANGES[high])
        if isinstance(least, Decimal) and isinstance(most, Decimal) and least > most:
            nonsense.append(Nonsense(low, f"{least}–{most}", "empty_range"))
            fields[_RANGES[low]] = fields[_RANGES[high]] = None
    return Reading(canonical(Scope(**fields)), tuple(nonsense))  # type: ignore[arg-type]


@lru_cache(maxsize=512)
def write_scope(scope: Scope) -> tuple[tuple[str, str], ...]:
    """The query parameters of a scope; nothing for what is not narrowed. Reading them gives the scope back."""
    scope = canonical(scope)
    pairs = [("year", "" if year == NO_YEAR else str(year)) for year in scope.years]
    pairs += [("grade", grade) for grade in scope.grades]
    pairs += [(key, value) for key, field in _TEXTS.items() for value in getattr(scope, field)]
    for key, field in _RANGES.items():
        value = getattr(scope, field)
        if value is not None:
            pairs.append((key, _plain(value)))
    if scope.words:
        pairs.append(("words", scope.words))
    return tuple(pairs)


def link(page: str, scope: Scope, language: str = "zh", **screen: str | Iterable[str] | None) -> str:
    """The address of a page ('project') under a scope, with the page's own parameters: link("project", scope, id=…)."""
    pairs: list[tuple[str, str]] = []
    for key, value in screen.items():
        key = key.rstrip("_")
        if key not in SCREEN_KEYS:
            raise ValueError(f"{key!r} is no screen parameter; add it to SCREEN_KEYS in pages/common/address.py")
        pairs += [(key, one) for one in ([value] if isinstance(value, str) else value or ())]
    query = "&".join(part for part in (query_of(scope, language), urlencode(pairs)) if part)
    return f"/{page}?{query}" if query else f"/{page}"


@lru_cache(maxsize=512)
def query_of(scope: Scope, language: str) -> str:
    """The part of an address that all links of a screen share."""
    return urlencode([*([("lang", language)] if language != "zh" else []), *write_scope(scope)])


def nonsense_of(key: str, value: str, reason: Reason) -> Nonsense:
    """What is told of a parameter that a screen reads itself."""
    return Nonsense(key, _short(value), reason)


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _years(values: Iterable[str], nonsense: list[Nonsense]) -> tuple[int, ...]:
    years = []
    for value in values:
        if _YEAR.fullmatch(value):
            years.append(int(value))
        elif not value.strip():
            years.append(NO_YEAR)
        else:
            nonsense.append(Nonsense("year", _short(value), "not_a_year"))
    return tuple(years)


def _known_grades(values: Iterable[str], nonsense: list[Nonsense]) -> Iterable[str]:
    for value in values:
        if value in GRADES:
            yield value
        elif not value.strip():
            yield NOT_STATED
        else:
            nonsense.append(Nonsense("grade", _short(value), "not_a_grade"))


def _texts(key: str, values: Iterable[str], nonsense: list[Nonsense]) -> Iterable[str]:
    for value in values:
        if not value.strip():
            if key not in ("project", "words"):
                yield NOT_STATED
        elif len(value) > _LONGEST_TEXT or _CONTROL.search(value):
            nonsense.append(Nonsense(key, _short(value), "not_a_text"))
        else:
            yield value


def _number(key: str, values: Sequence[str], nonsense: list[Nonsense]) -> Decimal | None:
    text = values[-1].strip() if values else ""
    if not text:
        return None
    if not _NUMBER.fullmatch(text):
        nonsense.append(Nonsense(key, _short(text), "not_a_number"))
        return None
    return Decimal(text).normalize() + 0


def _short(text: str) -> str:
    text = _CONTROL.sub(" ", text)
    return text if len(text) <= 24 else text[:23] + "…"
