"""Does a snapshot keep its contract with other tools? Tables, columns, units and invariants that hold for any filing.

It knows nothing of right cells; those are held by the golden records.
"""

from pathlib import Path

import duckdb

TABLES = {
    "document": ("document_id file_name sha256 media_type imported_at form_count"),
    "project": (
        "project_id project_key document_id fiscal_year name department implementing_unit project_lead "
        "phone goal_expected goal_achieved total_weight total_score grade balanced"
    ),
    "funding": ("project_id source initial_budget_wan full_year_budget_wan executed_wan weight printed_rate_pct score"),
    "indicator": (
        "indicator_id project_id ordinal level1 level2 name target actual weight score deduction "
        "deviation_reason reason_printed reason_shared source_line source_place"
    ),
    "deduction": ("project_id indicator_id points cause secondary_causes evidence"),
    "finding": ("finding_id document_id project_id indicator_id rule severity message parameters printed expected"),
}
EXACT = {
    "project": ("total_weight total_score"),
    "funding": ("initial_budget_wan full_year_budget_wan executed_wan weight printed_rate_pct score"),
    "indicator": ("weight score deduction"),
    "deduction": ("points"),
}
# what must not exist → the query that finds it; an identifier in the first column
NEVER = {
    "an id that is not unique": (
        "SELECT project_id FROM project GROUP BY 1 HAVING count(*) > 1 UNION ALL SELECT indicator_id FROM "
        "indicator GROUP BY 1 HAVING count(*) > 1"
    ),
    "a project without its document": ("SELECT project_id FROM project ANTI JOIN document USING (document_id)"),
    "a row without its project": (
        "SELECT project_id FROM indicator ANTI JOIN project USING (project_id) UNION ALL SELECT "
        "project_id FROM funding ANTI JOIN project USING (project_id)"
    ),
    "a project without its four funding sources": (
        "SELECT project_id FROM project LEFT JOIN funding USING (project_id) GROUP BY 1 HAVING "
        "list_sort(list(source)) IS DISTINCT FROM ['carry_over', 'fiscal_appropriation', 'other', "
        "'total']"
    ),
    "a funding score beside the total's": (
        "SELECT project_id FROM funding WHERE source <> 'total' AND (weight IS NOT NULL OR score IS NOT NULL)"
    ),
    "a deduction that is not weight - score": (
        "SELECT indicator_id FROM indicator WHERE deduction IS DISTINCT FROM weight - score"
    ),
    "a shared reason with words of its own, or without words": (
        "SELECT indicator_id FROM indicator WHERE reason_shared AND (coalesce(reason_printed, '') <> '' "
        "OR coalesce(deviation_reason, '') = '')"
    ),
    "an own reason that is not the effective one": (
        "SELECT indicator_id FROM indicator WHERE coalesce(reason_printed, '') <> '' AND reason_printed "
        "IS DISTINCT FROM deviation_reason AND NOT regexp_full_match(reason_printed, '[—–/／ -]+|无|无偏差')"
    ),
    "reason_shared not stated": ("SELECT indicator_id FROM indicator WHERE reason_shared IS NULL"),
    "an empty text in place of NULL": (
        "SELECT indicator_id FROM indicator WHERE name = '' OR target = '' OR actual = '' OR level1 = '' OR level2 = ''"
    ),
    "a label with its points, or without 指标": (
        "SELECT indicator_id FROM indicator WHERE level1 SIMILAR TO '.*[((0-9].*' OR level1 NOT LIKE "
        "'%指标' OR level2 NOT LIKE '%指标'"
    ),
    "ordinals with gaps": (
        "SELECT project_id FROM indicator GROUP BY 1 HAVING min(ordinal) NOT IN (0, 1) OR max(ordinal) - "
        "min(ordinal) + 1 <> count(*) OR count(DISTINCT ordinal) <> count(*)"
    ),
    "a grade that rule 4 does not give": (
        "SELECT project_id FROM project WHERE grade IS DISTINCT FROM CASE WHEN total_score IS NULL THEN "
        "NULL WHEN total_score >= 90 THEN '优' WHEN total_score >= 80 THEN '良' WHEN total_score >= 60 THEN "
        "'中' ELSE '差' END"
    ),
    "a balanced form whose scores do not make its total": (
        "SELECT p.project_id FROM project p JOIN funding f ON f.project_id = p.project_id AND f.source = "
        "'total' WHERE p.balanced AND (SELECT sum(score) FROM indicator i WHERE i.project_id = "
        "p.project_id) + f.score <> p.total_score"
    ),
    "a balanced form whose weights do not make 100": (
        "SELECT p.project_id FROM project p JOIN funding f ON f.project_id = p.project_id AND f.source = "
        "'total' WHERE p.balanced AND (SELECT sum(weight) FROM indicator i WHERE i.project_id = "
        "p.project_id) + f.weight <> 100"
    ),
    "a balanced form whose causes do not sum to the points lost": (
        "SELECT p.project_id FROM project p WHERE p.balanced AND coalesce((SELECT sum(points) FROM "
        "deduction d WHERE d.project_id = p.project_id), 0) <> 100 - p.total_score"
    ),
    "a form that is not balanced and has no finding": (
        "SELECT project_id FROM project WHERE NOT balanced AND NOT EXISTS (SELECT 1 FROM finding f WHERE "
        "f.project_id = project.project_id)"
    ),
    "evidence that does not stand in the reason": (
        "SELECT d.indicator_id FROM deduction d JOIN indicator i USING (indicator_id) WHERE "
        "coalesce(d.evidence, '') <> '' AND NOT contains(coalesce(i.deviation_reason, ''), d.evidence)"
    ),
    "a loss without a cause": (
        "SELECT coalesce(indicator_id, project_id) FROM deduction WHERE coalesce(cause, '') = ''"
    ),
    "a finding of an unknown rule or severity": (
        "SELECT finding_id FROM finding WHERE NOT regexp_full_match(rule, "
        "'audit\\.[0-9]{2}|reading\\.[a-z0-9_]+') OR severity NOT IN ('must_fix', 'check', 'note')"
    ),
}


def breaches(path: Path) -> list[str]:
    """One sentence per breach of the contract by the snapshot at `path`."""
    with duckdb.connect(str(path), read_only=True) as database:
        found = _missing(database)
        if found:
            return found
        for what, query in NEVER.items():
            if rows := database.execute(query).fetchall():
                found.append(f"{what}: {len(rows)}, e.g. {rows[0][0]}")
    return found


def _missing(database: duckdb.DuckDBPyConnection) -> list[str]:
    found = []
    for table, names in TABLES.items():
        columns = "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = ?"
        types = dict(database.execute(columns, [table]).fetchall())
        if missing := [name for name in names.split() if name not in types]:
            found.append(f"{table}: {'no such table' if not types else 'missing ' + ', '.join(missing)}")
        found += [
            f"{table}.{name}: {types[name]}, must be DECIMAL"
            for name in EXACT.get(table, "").split()
            if not types.get(name, "DECIMAL").startswith("DECIMAL")
        ]
    return found
