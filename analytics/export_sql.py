"""The queries of the exports. Each selects the columns of its table in order, without the rate, and last its key."""

_PROJECT = "p.fiscal_year, p.name AS project_name, p.implementing_unit"

QUERIES = {
    "projects": """
        SELECT p.fiscal_year, p.name, p.department, p.implementing_unit, r.project_lead, r.phone, p.total_score,
               p.grade, p.initial_budget_wan, p.full_year_budget_wan, p.executed_wan, p.unspent_wan, p.indicators,
               p.deducted, p.indicator_lost, p.execution_lost, p.points_lost,
               coalesce(s.points, 0), d.file_name, p.first_line,
               CASE WHEN p.first_line IS NOT NULL THEN '第' || p.first_line || '行' END AS place,
               p.project_id, p.project_no
        FROM scoped_project p JOIN snap.project r USING (project_id)
        JOIN snap.document d ON d.document_id = p.document_id
        LEFT JOIN (SELECT project_no, sum(points) AS points FROM scoped_cause GROUP BY project_no) s
               ON s.project_no = p.project_no
        {limits}""",
    "funding": f"""
        SELECT {_PROJECT}, f.source, f.initial_budget_wan, f.full_year_budget_wan, f.executed_wan, f.weight, f.score,
               d.file_name, f.source_line, f.source_place, p.project_id, f.funding_no
        FROM snap.funding_fact f JOIN scoped_project p USING (project_no)
        JOIN snap.document d ON d.document_id = p.document_id
        WHERE true {{limits}}""",
    "indicators": f"""
        SELECT {_PROJECT}, i.ordinal, l.level1, l.level2, i.name, i.target, i.actual, i.weight, i.score, i.deduction,
               i.deviation_reason, d.file_name, i.source_line, i.source_place, p.project_id, i.indicator_id,
               i.indicator_no
        FROM scoped_indicator i JOIN snap.project_fact p USING (project_no) JOIN snap.level l ON l.level_no = i.level_no
        JOIN snap.document d ON d.document_id = p.document_id
        WHERE true {{limits}}""",
    "deductions": f"""
        SELECT {_PROJECT}, x.ordinal, l.level1, l.level2, x.name, x.target, x.actual,
               coalesce(x.weight, p.execution_weight), coalesce(x.score, p.execution_score), x.points,
               x.cause, x.original_cause, x.secondary_causes, x.evidence, x.deviation_reason,
               d.file_name, x.source_line, x.source_place, p.project_id, x.deduction_id, x.deduction_no
        FROM scoped_deduction x JOIN snap.project_fact p USING (project_no)
        LEFT JOIN snap.level l ON l.level_no = x.level_no
        JOIN snap.document d ON d.document_id = p.document_id
        WHERE true {{limits}}""",
    "findings": f"""
        SELECT {_PROJECT}, f.rule, f.severity, f.basis, f.name, f.message, f.printed, f.expected,
               f.state, f.state_note, f.decided_by, f.decided_at, d.file_name, f.source_line, f.source_place,
               p.project_id, f.finding_id, f.finding_no
        FROM scoped_finding f LEFT JOIN snap.project_fact p USING (project_no)
        LEFT JOIN snap.document d ON d.document_id = f.document_id
        WHERE true {{limits}}""",
    "promises": f"""
        SELECT {_PROJECT}, i.name, m.text, m.cause, m.state, m.state_note, m.decided_by, m.decided_at,
               d.file_name, i.source_line, i.source_place, p.project_id, m.promise_id, m.promise_no
        FROM scoped_promise m JOIN snap.indicator_fact i USING (indicator_no)
        JOIN snap.project_fact p ON p.project_no = m.project_no
        JOIN snap.document d ON d.document_id = p.document_id
        WHERE true {{limits}}""",
}
# What each query is ordered and continued by.
KEYS = {
    "projects": "p.project_no",
    "funding": "f.funding_no",
    "indicators": "i.indicator_no",
    "deductions": "x.deduction_no",
    "findings": "f.finding_no",
    "promises": "m.promise_no",
}
