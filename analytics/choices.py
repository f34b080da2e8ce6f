"""What can be chosen in the scope's filters, from the data and counted; long lists are searched, never sent whole."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from analytics.overview import grades
from analytics.scope import NO_YEAR, NOT_STATED, Scope, folded
from analytics.scoped import Parameters, scoped
from analytics.strata import grouped, strata
from analytics.stretch import LIST_LIMIT
from analytics.values import exact, whole
from data.store.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Choice:
    """One row per value of a filter: the value to put into Scope, its text, and how many it would leave.

    label None: not stated (value '' or 0). count: projects; rows for levels; losses for causes. chosen: in the scope.
    """

    value: str | int
    label: str | None
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """The choices of a filter, and how many there are in all: what is not listed is found by searching."""

    choices: tuple[Choice, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Ranges:
    """Lowest and highest values that the range filters can take, over all projects; None: no project has one."""

    rate_min_pct: Decimal | None
    rate_max_pct: Decimal | None
    score_min: Decimal | None
    score_max: Decimal | None


@dataclass(frozen=True, slots=True)
class Choices:
    """All filters of the scope. Each is counted under the other filters, so that no choice counts itself out."""

    years: Listed
    departments: Listed
    units: Listed
    projects: Listed
    grades: Listed
    level1: Listed
    level2: Listed
    causes: Listed
    ranges: Ranges
    total_projects: int


_PROJECT_FACET = """
    WITH counted AS (
        SELECT {column} AS value, count(*) AS count FROM scoped_project GROUP BY {column}
    )
    SELECT value, value AS label, count, count(*) OVER () AS total FROM counted
    WHERE ($search = '' OR contains(lower(CAST(value AS VARCHAR)), $search)) AND {{among}}
    ORDER BY {order} LIMIT $limit
"""
_PROJECTS = """
    WITH found AS MATERIALIZED (
        SELECT project_no FROM scoped_project WHERE ($search = '' OR contains(lower(name), $search)) AND {among}
    ), chosen AS (SELECT project_no FROM found ORDER BY project_no LIMIT $limit)
    SELECT project_id AS value, concat_ws(' · ', name, fiscal_year) AS label, 1 AS count, (SELECT count(*) FROM found)
    FROM snap.project_fact WHERE project_no IN (SELECT project_no FROM chosen) ORDER BY project_no
"""
_LEVEL_FACET = """
    WITH counted AS (
        SELECT l.{column} AS value, CAST(sum(s.indicators) AS BIGINT) AS count, min(l.level_no) AS position
        FROM scoped_level_sum s JOIN snap.level l USING (level_no) GROUP BY l.{column}
    )
    SELECT value, value AS label, count, count(*) OVER () AS total FROM counted
    WHERE ($search = '' OR contains(value, $search)) AND {{among}} ORDER BY position LIMIT $limit
"""
_CAUSE_FACET = """
    SELECT cause AS value, cause AS label, CAST(sum(deductions) AS BIGINT) AS count, count(*) OVER () AS total
    FROM scoped_cause WHERE ($search = '' OR contains(cause, $search)) AND {among}
    GROUP BY cause ORDER BY sum(points) DESC, cause LIMIT $limit
"""
_RANGES = """
    SELECT min(rate_pct), max(rate_pct), min(total_score), max(total_score), count(*) FROM snap.project_fact
"""
_GRADE_ORDER = "coalesce(list_position(['优', '良', '中', '差'], value), 9)"
# Each filter: the query, and the field of Scope that it fills (set aside while it is counted).
_FACETS: dict[str, str] = {
    "years": _PROJECT_FACET.format(column="fiscal_year", order="value DESC NULLS LAST"),
    "departments": _PROJECT_FACET.format(column="department", order="count DESC, value"),
    "units": _PROJECT_FACET.format(column="implementing_unit", order="count DESC, value"),
    "projects": _PROJECTS,
    "grades": _PROJECT_FACET.format(column="grade", order=_GRADE_ORDER),
    "level1": _LEVEL_FACET.format(column="level1"),
    "level2": _LEVEL_FACET.format(column="level2"),
    "causes": _CAUSE_FACET,
}

# What a choice of a filter is called within its query.
_VALUES = dict.fromkeys(_FACETS, "value") | {"projects": "project_id", "causes": "cause"}
_EMPTY: dict[str, Mapping[str, Any]] = {field: {field: ()} for field in _FACETS}


def facet(snapshot: Snapshot, scope: Scope, field: str, search: str = "", limit: int = LIST_LIMIT) -> Listed:
    """The choices of one field of Scope (years … causes) whose text holds `search`; of a cut list the chosen first."""
    chosen: tuple[str | int, ...] = getattr(scope, field)
    if known := _known(snapshot, scope, field) if not chosen and not search else None:
        return replace(known, choices=known.choices[:limit])
    others = replace(scope, **_EMPTY[field])
    own: Parameters = {"search": folded(search.strip()), "limit": limit}
    listed = _listed(snapshot, others, field, own)
    if chosen and listed.total > limit:
        first = tuple(one for one in listed.choices if one.value in chosen)
        if len(first) < len(set(chosen)):
            first = _listed(snapshot, others, field, own, chosen).choices
        rest = (one for one in listed.choices if one.value not in chosen)
        listed = Listed((*first, *rest)[:limit], listed.total)
    return Listed(tuple(replace(one, chosen=one.value in chosen) for one in listed.choices), listed.total)


def _listed(
    snapshot: Snapshot, others: Scope, field: str, own: Parameters, among: tuple[str | int, ...] = ()
) -> Listed:
    """The choices under the other filters; `among` certain ones. What is chosen is no part of the question: each
    further tick in one list then finds it answered.
    """
    none: str | int = NO_YEAR if field == "years" else NOT_STATED
    asked = _FACETS[field].format(
        among=f"list_contains($among, coalesce({_VALUES[field]}, $none))" if among else "true"
    )
    sql, parameters = scoped(asked, others)
    found = snapshot.rows(sql, parameters | own | ({"among": list(among), "none": none} if among else {}))
    choices = []
    for value, label, count, _ in found:
        key = none if value is None else value
        assert isinstance(key, str | int)
        choices.append(Choice(key, None if label is None else str(label), whole(count), False))
    return Listed(tuple(choices), whole(found[0][3]) if found else 0)


def _known(snapshot: Snapshot, scope: Scope, field: str) -> Listed | None:
    """Choices that every screen's own figures tell already: the grades and the years."""
    if field == "grades":
        found = [(row.grade, row.projects) for row in grades(snapshot, scope)]
        return Listed(tuple(Choice(grade or NOT_STATED, grade, count, False) for grade, count in found), len(found))
    if field == "years":
        of_year = grouped(strata(snapshot, scope), lambda stratum: stratum.year)
        counted = {year: sum(each.projects for each in found) for year, found in of_year.items()}
        ordered = sorted(counted, key=lambda year: year or NO_YEAR, reverse=True)
        choices = (Choice(year or NO_YEAR, str(year) if year else None, counted[year], False) for year in ordered)
        return Listed(tuple(choices), len(ordered))
    return None


def scope_choices(snapshot: Snapshot, scope: Scope, limit: int = LIST_LIMIT) -> Choices:
    """All filters with counted choices, each cut at `limit` (Listed.total says of how many)."""
    lists = {field: facet(snapshot, scope, field, "", limit) for field in _FACETS}
    rate_min, rate_max, score_min, score_max, total = snapshot.rows(_RANGES)[0]
    ranges = Ranges(exact(rate_min), exact(rate_max), exact(score_min), exact(score_max))
    return Choices(**lists, ranges=ranges, total_projects=whole(total))


def project_names(snapshot: Snapshot, project_ids: tuple[str, ...]) -> dict[str, str | None]:
    """Names of chosen projects, to write them on chips; unknown ids are left out."""
    sql = "SELECT project_id, name FROM snap.project_fact WHERE list_contains($ids, project_id)"
    rows = snapshot.rows(sql, {"ids": list(project_ids)}) if project_ids else []
    return {str(project): None if name is None else str(name) for project, name in rows}
