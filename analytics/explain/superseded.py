"""The rows of one form that counts nowhere, since a newer document files it anew: in the shape of those that count.

Figures of such a form stand on its own screen only. Their keys name it (("form", project_id)) in place of a scope.
"""

import re

FORM = "form"
# The bases whose rows the form itself has; what is summed over forms (causes, promises, ranks) it has no part in.
OWN_BASES = ("project", "funding", "indicator", "deduction")
# Measures over those rows that ask for more than the form: its other years, what was found, promised or recomputed.
NOT_OWN = frozenset(
    (
        "mean_points_lost",
        "continuing_projects",
        "unbalanced_projects",
        "losing_projects",
        "promising_projects",
        "found_projects",
        "coverage",
    )
)
_OWN = {
    "snap.project_fact": "scoped_project",
    "snap.indicator_fact": "scoped_indicator",
    "scoped_funding": "form_funding",
    "snap.level": "form_level",
}
_TABLE = re.compile("|".join(rf"{re.escape(name)}\b" for name in _OWN))
# Columns as in data/store/derived.sql, as far as measures and places need them.
CTES = """WITH scoped_project AS (
    SELECT 0 AS project_no, p.project_id, p.document_id, p.name, p.fiscal_year, p.department, p.implementing_unit,
           p.grade, p.total_score, p.first_line, coalesce(p.total_line, p.first_line) AS total_line,
           f.initial_budget_wan, f.full_year_budget_wan, f.executed_wan,
           f.full_year_budget_wan - f.executed_wan AS unspent_wan,
           f.full_year_budget_wan - f.initial_budget_wan AS adjustment_wan,
           f.weight AS execution_weight, f.score AS execution_score, f.source_line AS funding_line,
           f.source_place AS funding_place
    FROM snap.project p LEFT JOIN snap.funding f ON f.project_id = p.project_id AND f.source = 'total'
    WHERE p.project_id = $form
), form_funding AS (
    SELECT *, 0 AS project_no FROM snap.funding WHERE project_id = $form
), scoped_indicator AS (
    SELECT *, 0 AS project_no, ordinal AS indicator_no, ordinal AS level_no,
           CASE WHEN weight > 0 AND score IS NOT NULL THEN
               CASE WHEN score >= weight THEN 4 WHEN score * 10 >= weight * 9 THEN 3
                    WHEN score * 10 >= weight * 8 THEN 2 WHEN score * 10 >= weight * 6 THEN 1 ELSE 0 END
           END AS rate_bin
    FROM snap.indicator WHERE project_id = $form
), form_level AS (
    SELECT level_no, level1, level2 FROM scoped_indicator
), scoped_deduction AS (
    SELECT 0 AS project_no, i.indicator_no, i.level_no, d.points, d.cause, d.deduction_id, i.name,
           CASE WHEN d.indicator_id IS NULL THEN p.funding_line ELSE i.source_line END AS source_line,
           CASE WHEN d.indicator_id IS NULL THEN p.funding_place ELSE i.source_place END AS source_place
    FROM deduction d JOIN scoped_project p USING (project_id) LEFT JOIN scoped_indicator i USING (indicator_id)
), """


def own_rows(source: str) -> str:
    """The source of a base with the form's own rows in place of those of all forms."""
    return _TABLE.sub(lambda found: _OWN[found[0]], source)
