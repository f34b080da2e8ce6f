"""The queries of 项目详情, by project_id whatever the scope; the standing is within the scope."""

HEAD = """
    SELECT p.project_id, p.project_key, p.document_id, d.file_name, p.fiscal_year, p.name, p.department,
           p.implementing_unit, p.project_lead, p.phone, p.goal_expected, p.goal_achieved, p.total_weight,
           p.total_score, p.grade, p.balanced, p.superseded, p.first_line, p.last_line
    FROM snap.project p JOIN snap.document d USING (document_id) WHERE p.project_id = $project
"""
FUNDING = """
    SELECT source, initial_budget_wan, full_year_budget_wan, executed_wan, weight, printed_rate_pct, score,
           source_line, source_place
    FROM snap.funding WHERE project_id = $project
    ORDER BY list_position(['total', 'fiscal_appropriation', 'carry_over', 'other'], source)
"""
INDICATORS = """
    WITH lost AS (SELECT * FROM deduction WHERE project_id = $project),
    found AS (
        SELECT indicator_id, list(finding_id ORDER BY rule, finding_id) AS findings FROM finding
        WHERE project_id = $project AND indicator_id IS NOT NULL GROUP BY indicator_id
    ), rows AS (SELECT * FROM snap.indicator WHERE project_id = $project),
    again AS (
        SELECT i.indicator_id, r.recomputed_score FROM snap.recomputed_fact r
        JOIN (SELECT indicator_no, indicator_id FROM snap.indicator_fact WHERE project_no =
                  (SELECT project_no FROM snap.project_fact WHERE project_id = $project)) i USING (indicator_no)
        WHERE r.project_no = (SELECT project_no FROM snap.project_fact WHERE project_id = $project)
    )
    SELECT i.indicator_id, i.ordinal, i.level1, i.level2, i.name, i.target, i.actual, i.weight, i.score, i.deduction,
           i.deviation_reason, i.reason_shared, lost.cause, coalesce(lost.corrected, false) AS corrected,
           coalesce(lost.secondary_causes, []) AS secondary_causes, lost.evidence,
           m.recomputed_score, i.source_line, i.source_place, coalesce(found.findings, []) AS findings
    FROM rows i
    LEFT JOIN lost USING (indicator_id) LEFT JOIN found USING (indicator_id)
    LEFT JOIN again m USING (indicator_id)
    ORDER BY i.ordinal
"""
STEPS = """
    SELECT d.deduction_id, i.name, d.points, d.cause, coalesce(i.source_line, f.source_line) AS source_line
    FROM deduction d
    LEFT JOIN (SELECT * FROM snap.indicator WHERE project_id = $project) i USING (indicator_id)
    LEFT JOIN snap.funding f ON f.project_id = d.project_id AND f.source = 'total'
    WHERE d.project_id = $project ORDER BY d.points DESC, i.ordinal NULLS LAST
"""
# Where a project stands in the lists of projects: fewest points first, those without a total last.
_PLACE = "CAST(coalesce(total_score, 9999999) * 100 AS BIGINT) * 1000000000 + project_no"
STANDING = f"""
    WITH own AS (SELECT *, {_PLACE} AS place FROM snap.project_fact WHERE project_id = $project)
    SELECT count(*),
           (SELECT CASE WHEN any_value(own.total_score) IS NOT NULL THEN 1 END FROM own)
               + count(*) FILTER (s.total_score > (SELECT total_score FROM own)),
           (SELECT CASE WHEN any_value(own.rate_pct) IS NOT NULL THEN 1 END FROM own)
               + count(*) FILTER (s.rate_pct > (SELECT rate_pct FROM own)),
           (SELECT CASE WHEN any_value(own.full_year_budget_wan) IS NOT NULL THEN 1 END FROM own)
               + count(*) FILTER (s.full_year_budget_wan > (SELECT full_year_budget_wan FROM own)),
           (SELECT 1 FROM own) + count(*) FILTER (s.points_lost > (SELECT points_lost FROM own)),
           arg_max(project_no, {_PLACE}) FILTER ({_PLACE} < (SELECT place FROM own)),
           arg_min(project_no, {_PLACE}) FILTER ({_PLACE} > (SELECT place FROM own))
    FROM scoped_project s
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
