"""The choices of the scope bar: what can still be chosen in each field, counted, under everything else chosen."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from analytics.scope import NO_YEAR, NOT_STATED, Scope, scoped
from data.store.snapshot import Snapshot

MOST = 40  # more are not listed but searched


@dataclass(frozen=True, slots=True)
class Choice:
    """One row per value of a field: what goes into Scope, its name, and in how many projects it occurs.

    NOT_STATED (NO_YEAR for years) stands for those that state none.
    """

    value: str | int
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class FieldChoices:
    """The values listed of one field, most frequent first, chosen ones always; total: how many there are."""

    options: tuple[Choice, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Choices:
    """One per scope: for each field that is chosen from a list what can be chosen with all other fields as they are."""

    years: FieldChoices
    departments: FieldChoices
    units: FieldChoices
    projects: FieldChoices
    grades: FieldChoices
    causes: FieldChoices
    level1: FieldChoices
    level2: FieldChoices


_OF_PROJECTS = """
    SELECT {value} AS value, {label} AS label, count(*) AS projects FROM scoped_project
    WHERE $search = '' OR contains(lower({label}), $search) OR list_contains($chosen, {value})
    GROUP BY ALL
"""
_OF_CAUSES = """
    SELECT cause AS value, cause AS label, count(DISTINCT project_no) AS projects FROM scoped_cause
    WHERE $search = '' OR contains(lower(cause), $search) OR list_contains($chosen, cause)
    GROUP BY ALL
"""
_OF_LEVELS = """
    SELECT coalesce({value}, '') AS value, coalesce({value}, '') AS label, count(DISTINCT project_no) AS projects
    FROM scoped_level JOIN level USING (level_no)
    WHERE $search = '' OR contains(lower({value}), $search) OR list_contains($chosen, coalesce({value}, ''))
    GROUP BY ALL
"""
_QUESTIONS = {
    "years": _OF_PROJECTS.format(value=f"coalesce(fiscal_year, {NO_YEAR})", label="CAST(fiscal_year AS VARCHAR)"),
    "departments": _OF_PROJECTS.format(value="coalesce(department, '')", label="department"),
    "units": _OF_PROJECTS.format(value="coalesce(implementing_unit, '')", label="implementing_unit"),
    "projects": _OF_PROJECTS.format(value="project_id", label="name"),
    "grades": _OF_PROJECTS.format(value="coalesce(grade, '')", label="grade"),
    "causes": _OF_CAUSES,
    "level1": _OF_LEVELS.format(value="level1"),
    "level2": _OF_LEVELS.format(value="level2"),
}
_LISTED = """
    SELECT value, coalesce(label, '') AS label, projects, count(*) OVER () AS total
    FROM ({question}) ORDER BY list_contains($chosen, value) DESC, {order} LIMIT $most
"""
_ORDERS = {
    "years": "value DESC",
    "grades": "list_position(['优', '良', '中', '差'], value) NULLS LAST",
    "projects": "label, value",
}


def scope_choices(snapshot: Snapshot, scope: Scope, search: Mapping[str, str] | None = None) -> Choices:
    """What each field offers when the other fields stay as they are; search: words typed to find values, by field."""
    typed = search or {}
    names = [field.name for field in fields(Choices)]
    return Choices(**{name: _field(snapshot, scope, name, typed.get(name, "").strip().lower()) for name in names})


def _field(snapshot: Snapshot, scope: Scope, name: str, search: str) -> FieldChoices:
    chosen = list(getattr(scope, name))
    others = replace(scope, **{name: ()})
    order = _ORDERS.get(name, "projects DESC, value")
    sql, parameters = scoped(_LISTED.format(question=_QUESTIONS[name], order=order), others)
    bound = {**parameters, "chosen": chosen, "search": search, "most": max(MOST, len(chosen))}
    rows = snapshot.rows(sql, bound)
    none = NO_YEAR if name == "years" else NOT_STATED
    options = tuple(
        Choice(none if value in (none, None) else value, str(label), int(str(count)))  # type: ignore[arg-type]
        for value, label, count, _ in rows
    )
    return FieldChoices(options, int(str(rows[0][3])) if rows else 0)
