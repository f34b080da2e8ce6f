"""The queries of 项目详情, by project_id whatever the scope; the standing is within the scope."""

HEAD = """
    SELECT p.project_id, p.project_key, p.document_id, d.file_name, p.fiscal_year, p.name, p.department,
           p.implementing_unit, p.project_lead, p.phone, p.goal_expected, p.goal_achieved, p.total_weight,
           p.total_score, p.grade, p.balanced, p.superseded, p.first_line, p.last_line,
           (SELECT project_no FROM snap.project_fact WHERE project_id = $project) AS number
    FROM snap.project p JOIN snap.document d USING (document_id)
    WHERE p.project_id = $project
"""
FUNDING = """
    SELECT source, initial_budget_wan, full_year_budget_wan, executed_wan, weight, printed_rate_pct, score,
           source_line, source_place
    FROM snap.funding WHERE project_id = $project
    ORDER BY list_position(['total', 'fiscal_appropriation', 'carry_over', 'other'], source)
"""
_INDICATORS = """
    WITH rows AS ({rows}), lost AS ({lost}), found AS (
        SELECT indicator_id, list(finding_id ORDER BY rule, finding_id) AS findings FROM {findings}
        AND indicator_id IS NOT NULL GROUP BY indicator_id
    ), again AS (SELECT indicator_no, recomputed_score FROM snap.recomputed_fact WHERE project_no = $number)
    SELECT i.indicator_id, i.ordinal, i.level1, i.level2, i.name, i.target, i.actual, i.weight, i.score, i.deduction,
           i.deviation_reason, i.reason_shared, lost.cause, coalesce(lost.corrected, false) AS corrected,
           coalesce(lost.secondary_causes, []) AS secondary_causes, lost.evidence,
           again.recomputed_score, i.source_line, i.source_place, coalesce(found.findings, []) AS findings
    FROM rows i
    LEFT JOIN lost USING (indicator_id) LEFT JOIN found USING (indicator_id)
    LEFT JOIN again ON again.indicator_no = i.indicator_no
    ORDER BY i.ordinal
"""
# By its number a project that counts is found at once; a superseded one has none, and stands in the filed tables alone.
INDICATORS = _INDICATORS.format(
    rows="SELECT i.*, l.level1, l.level2 FROM snap.indicator_fact i JOIN snap.level l USING (level_no) "
    "WHERE i.project_no = $number",
    lost="SELECT * FROM current_deduction WHERE project_no = $number",
    findings="snap.finding_fact WHERE project_no = $number",
)
SUPERSEDED_INDICATORS = _INDICATORS.format(
    rows="SELECT *, CAST(NULL AS INTEGER) AS indicator_no FROM snap.indicator WHERE project_id = $project",
    lost="SELECT * FROM deduction WHERE project_id = $project",
    findings="snap.finding WHERE project_id = $project",
)
STEPS = """
    SELECT deduction_id, name, points, cause, source_line FROM current_deduction WHERE project_no = $number
    ORDER BY points DESC, ordinal NULLS LAST
"""
SUPERSEDED_STEPS = """
    SELECT d.deduction_id, i.name, d.points, d.cause, coalesce(i.source_line, f.source_line) AS source_line
    FROM deduction d
    LEFT JOIN (SELECT * FROM snap.indicator WHERE project_id = $project) i USING (indicator_id)
    LEFT JOIN snap.funding f ON f.project_id = d.project_id AND f.source = 'total'
    WHERE d.project_id = $project ORDER BY d.points DESC, i.ordinal NULLS LAST
"""
OWN = """
    SELECT total_score AS score, rate_pct AS rate, full_year_budget_wan AS budget, points_lost AS lost,
           place_no AS place
    FROM snap.project_fact WHERE project_id = $project
"""
# How many in scope are above the project's own figures, and its neighbours in the lists by score.
STANDING = """
    SELECT count(*), count(*) FILTER (total_score > $score), count(*) FILTER (rate_pct > $rate),
           count(*) FILTER (full_year_budget_wan > $budget), count(*) FILTER (points_lost > $lost),
           arg_max(project_no, place_no) FILTER (place_no < $place),
           arg_min(project_no, place_no) FILTER (place_no > $place)
    FROM scoped_project
"""
BY_NUMBER = "SELECT project_no, project_id FROM snap.project_fact WHERE project_no = $before OR project_no = $after"
OTHER_YEARS = """
    SELECT fiscal_year, project_id FROM snap.project_fact
    WHERE project_key = $key AND project_id <> $project ORDER BY fiscal_year, project_no
"""
LINES = """
    SELECT line, text FROM snap.source_text
    WHERE document_id = $document AND line BETWEEN $first AND $last ORDER BY line
"""
