"""The tables that a question reads in a scope.

`scoped(sql, scope)` gives a question's SQL its world: the CTEs below, each only if the question names it.

* scoped_project    one row per project in scope: the columns of project_fact
* scoped_indicator  one row per indicator in scope: the columns of indicator_fact
* scoped_name       one row per indicator name in scope: name_no, indicators, whether all have full marks, weight
* scoped_deduction  one row per loss of points in scope: the columns of deduction_fact, cause (as corrected), corrected
* scoped_funding    one row per funding source of a project in scope: the columns of funding_fact
* scoped_level      one row per project and level in scope: the columns of project_level
* scoped_level_sum  one row per level in scope: level_no, projects, losing_projects, sums of project_level
* scoped_cause      one row per project and cause in scope: project_no, cause (as corrected), points, deductions
* scoped_loss       one row per project with losses in scope: project_no, points, deductions
* scoped_finding    one row per finding in scope: the columns of finding_fact, state, state_note, decided_by, decided_at
* scoped_recomputed one row per indicator in scope whose score can be recomputed: the columns of recomputed_fact
* scoped_difference one row per indicator in scope whose score is not the recomputed one: the columns of difference_fact
* scoped_promise    one row per promised measure in scope: the columns of promise_fact, cause, state, state_note, …
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from analytics import scoped_sums as sums
from analytics.scope import NO_YEAR, Scope, search_words
from data.store.once import once

Parameters = dict[str, object]

# What each CTE selects. NOT MATERIALIZED: filters and columns of the question reach the tables. Tables of the snapshot
# are named with its database (a view over each costs half a millisecond a question); current_* and *_with_cause are
# views of the store that carry people's decisions (data/store/undecided.sql, decided.sql).
_OF_FORMS = " UNION ALL BY NAME SELECT * FROM current_finding{in_scope} WHERE indicator_no IS NULL"
_PLAIN = {
    "indicator": "snap.indicator_fact",
    "finding": "current_finding",
    "recomputed": "snap.recomputed_fact",
    "difference": "snap.difference_fact",
}


def _project_conditions(scope: Scope) -> tuple[list[str], Parameters]:
    candidates: list[tuple[object, str, str]] = [
        (list(scope.years), "years", f"list_contains($years, coalesce(fiscal_year, {NO_YEAR}))"),
        (list(scope.departments), "departments", "list_contains($departments, coalesce(department, ''))"),
        (list(scope.units), "units", "list_contains($units, coalesce(implementing_unit, ''))"),
        (list(scope.projects), "projects", "list_contains($projects, project_id)"),
        (list(scope.grades), "grades", "list_contains($grades, coalesce(grade, ''))"),
        # from the amounts, exactly: a rate of 89.996 % is under 90 % although it prints as 90.00 %
        (scope.rate_min_pct, "rate_min", _rate_condition("rate_min", ">=")),
        (scope.rate_max_pct, "rate_max", _rate_condition("rate_max", "<=")),
        (scope.score_min, "score_min", "total_score >= CAST($score_min AS DECIMAL(12, 4))"),
        (scope.score_max, "score_max", "total_score <= CAST($score_max AS DECIMAL(12, 4))"),
    ]
    chosen = [(value, name, sql) for value, name, sql in candidates if value is not None and value != []]
    return [sql for _, _, sql in chosen], {name: value for value, name, _ in chosen}


def _rate_condition(name: str, operator: str) -> str:
    product = f"CAST(${name} AS DECIMAL(12, 4)) * full_year_budget_wan"
    return f"(full_year_budget_wan > 0 AND executed_wan * 100 {operator} {product})"


@dataclass(frozen=True, slots=True)
class _Rows:
    """How rows are chosen: a join with the levels, conditions on cause and words (words are looked up once).

    lost_by says what cause says, faster where nearly all rows have a cause: for losses and promises.
    """

    level: str
    cause: str
    lost_by: str
    words: list[str]
    parameters: Parameters


def _row_conditions(scope: Scope) -> _Rows:
    parameters: Parameters = {}
    labels = []
    if scope.level1:
        parameters["level1"] = list(scope.level1)
        labels.append("list_contains($level1, coalesce(level1, ''))")
    if scope.level2:
        parameters["level2"] = list(scope.level2)
        labels.append("list_contains($level2, coalesce(level2, ''))")
    chosen = f"SELECT level_no FROM snap.level WHERE {' AND '.join(labels)}"
    level = f" JOIN ({chosen}) USING (level_no)" if labels else ""
    if scope.causes:
        parameters["causes"] = list(scope.causes)
    words = search_words(scope.words)
    parameters |= {f"word_{i}": word for i, word in enumerate(words)}
    contains = [f"contains(search_text, $word_{i})" for i in range(len(words))]
    cause = "cause IN (SELECT as_cause(unnest($causes)))" if scope.causes else ""
    lost_by = "is_among(cause, $causes)" if scope.causes else ""
    return _Rows(level, cause, lost_by, contains, parameters)


def _where(*conditions: str) -> str:
    chosen = [condition for condition in conditions if condition]
    return f" WHERE {' AND '.join(chosen)}" if chosen else ""


def _kept(rows: _Rows) -> str:
    """The condition on projects that row filters make: one of the project's rows is in scope."""
    if rows.words:
        return "project_no IN (SELECT project_no FROM matched_row)"
    if rows.cause:
        # without levels the narrower table of one row per project and cause says the same
        table = "current_deduction" if rows.level else "current_cause"
        return f"project_no IN (SELECT project_no FROM {table}{rows.level}{_where(rows.lost_by)})"
    return f"project_no IN (SELECT project_no FROM snap.project_level{rows.level})" if rows.level else ""


def _projects(project: list[str], rows: _Rows) -> tuple[str, str]:
    """The projects in scope, and a join with them for tables that have their number.

    A join and not IN: the numbers are dense and unique, which makes it a look into an array.
    """
    where = _where(*project, _kept(rows))
    chosen = "SELECT * FROM snap.project_fact"
    if not where:
        return chosen, ""
    part, read = f"SELECT project_no FROM snap.project_fact{where}", " JOIN {table} USING (project_no)"
    join = f" JOIN ({part}) USING (project_no)"  # not with scoped_project: its columns cost more than the condition
    if rows.words:  # who is chosen hangs on rows that are looked up once already
        return chosen + where, join
    return chosen + once("chosen_project", part, read, where), once("chosen_project", part, read, join)


def _tables(project: list[str], rows: _Rows, by_stratum: bool) -> dict[str, str]:
    """Every CTE by name, in an order in which each names only earlier ones.

    by_stratum: only years, grades and levels are chosen, for which the snapshot has sums by level and by name ready.
    """
    scoped_project, in_scope = _projects(project, rows)
    in_project = in_scope if project else ""  # what filters rows chooses their projects with them
    by_word = "indicator_no IN (SELECT indicator_no FROM matched_row)" if rows.words else ""
    row_level = "" if rows.words else rows.level
    of_row = in_project + row_level + _where(rows.cause, by_word)
    of_loss = in_project + row_level + _where(rows.lost_by, by_word)
    table = {name: f"{name}_with_cause" if rows.cause else plain for name, plain in _PLAIN.items()}
    forms = _OF_FORMS.format(in_scope=in_scope) if _kept(rows) else ""
    return {
        "matched_row": once(
            "matched_row",
            f"SELECT indicator_no, project_no FROM {table['indicator']}{rows.level}{_where(rows.cause, *rows.words)}",
        ),
        "scoped_project": scoped_project,
        "scoped_funding": f"SELECT * FROM snap.funding_fact{in_scope}",
        "scoped_indicator": f"SELECT * FROM {table['indicator']}{of_row}",
        "scoped_deduction": f"SELECT * FROM current_deduction{_few(of_loss)}",
        "scoped_name": _name_sums(project, rows, by_stratum),
        # Findings on a whole form stay with their project, whatever filters its rows. Those on a document or the
        # portfolio belong to no project: they are in scope only where nothing is filtered.
        "scoped_finding": f"SELECT * FROM {table['finding']}{of_row}{forms}",
        "scoped_recomputed": f"SELECT * FROM {table['recomputed']}{of_row}",
        "scoped_difference": f"SELECT * FROM {table['difference']}{of_row}",
        "scoped_promise": f"SELECT * FROM current_promise{of_loss}",
        "scoped_level": _levels(in_project, rows),
        "scoped_level_sum": _level_sums(project, rows, by_stratum),
        "scoped_cause": _cause_sums(project, rows) or f"SELECT * FROM current_cause{in_project}{_where(rows.lost_by)}",
        "scoped_loss": sums.LOSSES if _kept(rows) else sums.LOSSES_OF_PROJECTS,
    }


def _few(join: str) -> str:
    """The same join with the projects in scope, for rows that a question filters.

    Of any filter DuckDB expects to keep a fifth of the rows; of the projects, which are kept and counted, it must not
    expect more, or it would hash the rows instead of them.
    """
    return join.replace(" JOIN {table} ", " JOIN (SELECT project_no FROM {table} WHERE project_no >= 0) ")


def _levels(in_project: str, rows: _Rows) -> str:
    if rows.cause:
        return sums.LEVELS_OF_LOSSES
    return sums.LEVELS_OF_ROWS if rows.words else f"SELECT * FROM snap.project_level{in_project}{rows.level}"


def _level_sums(project: list[str], rows: _Rows, by_stratum: bool) -> str:
    if by_stratum:
        return sums.LEVEL_SUMS_OF_TOTALS.format(of_levels=rows.level, where=_where(*project))
    return sums.LEVEL_SUMS_OF_LOSSES if rows.cause and not rows.words else sums.LEVEL_SUMS


def _name_sums(project: list[str], rows: _Rows, by_stratum: bool) -> str:
    if rows.cause and not rows.words:
        return sums.NAME_SUMS.format(rows="scoped_deduction WHERE indicator_no IS NOT NULL")
    if not by_stratum:
        return sums.NAME_SUMS.format(rows="scoped_indicator")
    of_names = f" JOIN (SELECT name_no FROM snap.indicator_name{rows.level}) USING (name_no)" if rows.level else ""
    return sums.NAME_SUMS_OF_TOTALS.format(of_names=of_names, where=_where(*project))


def _cause_sums(project: list[str], rows: _Rows) -> str:
    """Sums by project and cause of the rows chosen; '' where the snapshot has them ready.

    Half the questions of a screen ask for them, and to make them costs more than the rest of a question.
    """
    if rows.words:
        return sums.CAUSE_SUMS.format(rows="scoped_deduction")
    if not rows.level:
        return ""
    own = f" JOIN (SELECT project_no FROM snap.project_fact{_where(*project)}) USING (project_no)" if project else ""
    return once("cause_sum", sums.CAUSE_SUMS.format(rows=f"current_deduction{own}{rows.level}{_where(rows.lost_by)}"))


_CTE_NAME = re.compile(r"\b(?:matched_row|scoped_\w+)\b")


def scoped(sql: str, scope: Scope) -> tuple[str, Parameters]:
    """The question's SQL with the scoped tables that it names in front, and the parameters to bind.

    Superseded forms are never in scope. All values are bound; a question may add parameters of its own.
    """
    made, bound = _scoped(sql, scope)
    return made, dict(bound)


@lru_cache(maxsize=512)
def _scoped(sql: str, scope: Scope) -> tuple[str, Parameters]:
    project, parameters = _project_conditions(scope)
    rows = _row_conditions(scope)
    by_stratum = replace(scope, years=(), grades=(), level1=(), level2=()) == Scope()
    tables = _tables(project, rows, by_stratum)
    needed: set[str] = set()
    waiting = [sql]
    while waiting:
        named = set(_CTE_NAME.findall(waiting.pop())) & tables.keys() - needed
        needed |= named
        waiting += [tables[name] for name in named]
    parts = [
        f"{name} AS {'MATERIALIZED' if name == 'matched_row' else 'NOT MATERIALIZED'} ({tables[name]})"
        for name in tables
        if name in needed
    ]
    prefix = f"WITH {', '.join(parts)}\n" if parts else ""
    used = set(re.findall(r"\$(\w+)", prefix + sql))
    bound = {name: value for name, value in (parameters | rows.parameters).items() if name in used}
    return _joined(prefix, sql), bound


def _joined(prefix: str, sql: str) -> str:
    """A question that starts with CTEs of its own continues the list."""
    own = re.match(r"\s*WITH\s+", sql)
    return f"{prefix.rstrip()},\n{sql[own.end() :]}" if own and prefix else prefix + sql
