"""The rows that figures are made of: where they come from, what names one, where it stands in its document."""

from collections.abc import Mapping
from itertools import pairwise
from types import MappingProxyType
from typing import Literal

from analytics.explain.rows import Rows
from analytics.plan import GRADE

Base = Literal[
    "project",
    "funding",
    "indicator",
    "deduction",
    "cause",
    "cause_total",
    "level_total",
    "group",
    "name",
    "finding",
    "recomputed",
    "promise",
    "simulated",
    "regained",
    "regained_on",
    "factor",
]

_PLACES = "{p}.document_id, {at}.source_line, {at}.source_place"
_FORM_PLACE = (
    "p.document_id, p.first_line AS source_line, "
    "CASE WHEN p.first_line IS NOT NULL THEN '第' || p.first_line || '行' END AS source_place"
)
# A finding on the whole form names no place of its own: the form's, where the finding is of its document.
_FORM_LINE = (
    "CASE WHEN f.source_place IS NULL AND coalesce(f.document_id, p.document_id) = p.document_id THEN p.first_line END"
)
# Where the total is printed; the form's first line where it has no such row.
TOTAL_PLACE = (
    "p.document_id, p.total_line AS source_line, "
    "CASE WHEN p.total_line IS NOT NULL THEN '第' || p.total_line || '行' END AS source_place"
)
FUNDING_PLACE = "p.document_id, p.funding_line AS source_line, p.funding_place AS source_place"


# The lower bound of the band of execution rates that a project is in (analytics/execution.RATE_BANDS), from amounts.
_BELOW = "WHEN p.executed_wan * 100 < {} * p.full_year_budget_wan THEN {}"
RATE_BOUNDS = ("0", "60", "80", "90", "95", "100")
# … and of the score rates of indicators (data/store/derived.sql, rate_bin).
RATE_BIN_BOUNDS = ("0", "60", "80", "90", "100")
_RATE_BAND = "CASE " + " ".join(_BELOW.format(high, low) for low, high in pairwise(RATE_BOUNDS)) + " ELSE 100 END"

_PROJECT_FIELDS = {
    "project": "p.project_id",
    "year": "CAST(coalesce(p.fiscal_year, 0) AS VARCHAR)",
    "grade": "coalesce(p.grade, '')",
    "department": "coalesce(p.department, '')",
    "unit": "coalesce(p.implementing_unit, '')",
    "rate_band": _RATE_BAND,
}
_LEVEL_FIELDS = {"level1": "coalesce(l.level1, '')", "level2": "coalesce(l.level2, '')"}
_WITH_GRADE_AFTER = f"SELECT *, {GRADE.format(score='after')} AS grade_after FROM outcome"
# What a plan gives back, loss by loss; what a raised execution rate gives stands with the money (name NULL).
_REGAINED = """SELECT d.project_no, CASE WHEN d.indicator_no IS NOT NULL THEN coalesce(d.name, ' ') END AS name,
           d.points, d.source_line, d.source_place
    FROM scoped_deduction d
    WHERE list_contains($fixed_causes, d.cause) AND d.project_no IN (SELECT project_no FROM outcome)
    UNION ALL
    SELECT project_no, NULL, raised.points, p.funding_line, p.funding_place
    FROM raised JOIN snap.project_fact p USING (project_no)
    WHERE raised.points > 0 AND project_no IN (SELECT project_no FROM outcome)"""
_PRINTED_TOTAL = """SELECT project_no, '' AS name, total_score AS points, total_line AS source_line,
        CASE WHEN total_line IS NOT NULL THEN '第' || total_line || '行' END AS source_place
    FROM scoped_project WHERE total_score IS NOT NULL"""
# What a recomputed score is made of: what counts is multiplied, or divided by; 0 and 0: it was compared only.
_MORE = "(m.formula LIKE '正向指标%' OR m.formula LIKE '实际未开展%')"
_LESS = "m.formula LIKE '反向指标%'"
_SHARE = "CAST(regexp_extract(m.formula, '^超额.*扣分值的([0-9]+)%', 1) AS INTEGER)"
_FACTORS = f"""(
    SELECT r.indicator_no, i.weight AS above, 1 AS below, 'weight' AS part, '' AS said
    FROM scoped_recomputed r JOIN snap.indicator_fact i USING (indicator_no)
    UNION ALL
    SELECT r.indicator_no, CASE WHEN {_MORE} THEN greatest(m.actual_value, 0) WHEN {_LESS} THEN 1 ELSE 0 END,
           CASE WHEN {_MORE} THEN 1 WHEN {_LESS} THEN m.actual_value ELSE 0 END, 'actual', i.actual
    FROM scoped_recomputed r JOIN snap.indicator_fact i USING (indicator_no) JOIN snap.measure m USING (indicator_id)
    UNION ALL
    SELECT r.indicator_no, CASE WHEN {_MORE} THEN 1 WHEN {_LESS} THEN m.target_value ELSE 0 END,
           CASE WHEN {_MORE} THEN m.target_value WHEN {_LESS} THEN 1 ELSE 0 END, 'target', i.target
    FROM scoped_recomputed r JOIN snap.indicator_fact i USING (indicator_no) JOIN snap.measure m USING (indicator_id)
    UNION ALL
    SELECT r.indicator_no, 1 - {_SHARE} / 100, 1, 'share', CAST({_SHARE} AS VARCHAR)
    FROM scoped_recomputed r JOIN snap.indicator_fact i USING (indicator_no) JOIN snap.measure m USING (indicator_id)
    WHERE m.formula LIKE '超额%')"""
_OWN_PROJECT = "JOIN snap.project_fact p ON p.project_no = {at}.project_no"
_OWN_LEVEL = "JOIN snap.level l ON l.level_no = {at}.level_no"
_OWN_INDICATOR = "JOIN snap.indicator_fact i ON i.indicator_no = {at}.indicator_no"


def _beside(at: str, *more: str) -> dict[str, str]:
    """The project of a row, and what else is asked for: "l" its level, "i" its indicator."""
    joins = {"p": _OWN_PROJECT, "l": _OWN_LEVEL, "i": _OWN_INDICATOR}
    return {alias: joins[alias].format(at=at) for alias in ("p", *more)}


BASES: Mapping[Base, Rows] = MappingProxyType(
    {
        "project": Rows(
            "scoped_project p", "NULL", _FORM_PLACE, _PROJECT_FIELDS, {}, "p.project_no", "snap.project_fact p"
        ),
        "funding": Rows(
            "scoped_funding f",
            "f.source",
            _PLACES.format(p="p", at="f"),
            _PROJECT_FIELDS | {"source": "f.source"},
            _beside("f"),
            "f.funding_no",
            "snap.funding_fact f",
        ),
        "indicator": Rows(
            "scoped_indicator i",
            "i.name",
            _PLACES.format(p="p", at="i"),
            _PROJECT_FIELDS
            | _LEVEL_FIELDS
            | {
                "indicator": "i.indicator_id",
                "ordinal": "i.ordinal",
                "indicator_name": "coalesce(i.name, '')",
                "rate_bin": f"([{', '.join(RATE_BIN_BOUNDS)}])[i.rate_bin + 1]",
            },
            _beside("i", "l"),
            "i.indicator_no",
            "snap.indicator_fact i",
        ),
        "deduction": Rows(
            "scoped_deduction d",
            "d.name",
            _PLACES.format(p="p", at="d"),
            _PROJECT_FIELDS
            | _LEVEL_FIELDS
            | {
                "cause": "d.cause",
                "deduction": "d.deduction_id",
                "execution": "CASE WHEN d.indicator_no IS NULL THEN 'yes' ELSE 'no' END",
            },
            _beside("d") | {"l": f"LEFT {_OWN_LEVEL.format(at='d')}"},
            "d.deduction_no",
            "current_deduction d",
        ),
        "cause": Rows(
            "scoped_cause c",
            "c.cause",
            _FORM_PLACE,
            _PROJECT_FIELDS | {"cause": "c.cause"},
            _beside("c"),
        ),
        "cause_total": Rows(
            "(SELECT cause, sum(points) AS points, count(*) AS projects FROM scoped_cause GROUP BY cause) c "
            "LEFT JOIN snap.project_fact p ON false",
            "c.cause",
            _FORM_PLACE,
            {"cause": "c.cause"},
        ),
        "level_total": Rows(
            "(SELECT n.level1, n.level2, sum(s.points_lost) AS points FROM scoped_level s "
            "JOIN snap.level n USING (level_no) GROUP BY n.level1, n.level2) l LEFT JOIN snap.project_fact p ON false",
            "concat_ws(' · ', coalesce(l.level1, ''), coalesce(l.level2, ''))",
            _FORM_PLACE,
            _LEVEL_FIELDS,
        ),
        "group": Rows(
            "(SELECT DISTINCT 'unit' AS kind, coalesce(implementing_unit, '') AS name FROM scoped_project UNION ALL "
            "SELECT DISTINCT 'department', coalesce(department, '') FROM scoped_project) g "
            "LEFT JOIN snap.project_fact p ON false",
            "g.name",
            _FORM_PLACE,
            {},
        ),
        "name": Rows(
            "(SELECT name_no, min(indicator_no) AS indicator_no, count(*) AS indicators, "
            "count(*) = count(*) FILTER (rate_bin = 4) AS full_marks "
            "FROM scoped_indicator GROUP BY name_no) n JOIN snap.indicator_fact i USING (indicator_no) "
            f"{_OWN_PROJECT.format(at='i')} JOIN snap.level l ON l.level_no = i.level_no",
            "i.name",
            _PLACES.format(p="p", at="i"),
            _LEVEL_FIELDS,
        ),
        "finding": Rows(
            "scoped_finding f",
            "f.message",
            "coalesce(f.document_id, p.document_id) AS document_id, "
            f"coalesce(f.source_line, {_FORM_LINE}) AS source_line, "
            f"coalesce(f.source_place, '第' || {_FORM_LINE} || '行') AS source_place",
            _PROJECT_FIELDS | {"rule": "f.rule", "severity": "f.severity", "state": "f.state"},
            {"p": f"LEFT {_OWN_PROJECT.format(at='f')}"},
            "f.finding_no",
            "current_finding f",
        ),
        "recomputed": Rows(
            "scoped_recomputed r",
            "i.name",
            _PLACES.format(p="p", at="i"),
            _PROJECT_FIELDS | _LEVEL_FIELDS | {"indicator": "i.indicator_id"},
            _beside("r", "l", "i"),
            "r.indicator_no",
            "snap.recomputed_fact r",
        ),
        "promise": Rows(
            "scoped_promise m",
            "m.text",
            _PLACES.format(p="p", at="i"),
            _PROJECT_FIELDS | {"state": "coalesce(m.state, '')", "cause": "m.cause"},
            _beside("m", "i"),
            "m.promise_no",
            "current_promise m",
        ),
        # outcome: the projects that gain under the plan in the key (analytics/simulation)
        "simulated": Rows(
            f"scoped_project p LEFT JOIN ({_WITH_GRADE_AFTER}) o ON o.project_no = p.project_no",
            "NULL",
            _FORM_PLACE,
            _PROJECT_FIELDS | {"grade_after": "coalesce(o.grade_after, p.grade, '')"},
        ),
        "regained": Rows(
            f"({_REGAINED}) g {_OWN_PROJECT.format(at='g')}", "g.name", _PLACES.format(p="p", at="g"), _PROJECT_FIELDS
        ),
        "regained_on": Rows(
            f"({_PRINTED_TOTAL} UNION ALL {_REGAINED}) g {_OWN_PROJECT.format(at='g')}",
            "g.name",
            _PLACES.format(p="p", at="g"),
            _PROJECT_FIELDS,
        ),
        "factor": Rows(
            f"{_FACTORS} x JOIN snap.indicator_fact i USING (indicator_no) {_OWN_PROJECT.format(at='i')} "
            "JOIN snap.level l ON l.level_no = i.level_no",
            "concat_ws(chr(31), x.part, coalesce(x.said, ''), coalesce(i.name, ''))",
            _PLACES.format(p="p", at="i"),
            _PROJECT_FIELDS | _LEVEL_FIELDS | {"indicator": "i.indicator_id"},
        ),
    }
)
