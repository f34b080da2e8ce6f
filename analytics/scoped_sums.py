"""What the scoped tables that add rows up select: by project, level, name or cause."""

_LEVELS = """
    SELECT project_no, level_no, count(*) AS indicators, count(*) FILTER ({lost} > 0) AS deducted,
           sum(weight) FILTER (rate_bin IS NOT NULL) AS scored_weight,
           sum(score) FILTER (rate_bin IS NOT NULL) AS scored_score,
           coalesce(sum({lost}) FILTER ({lost} > 0), 0) AS points_lost,
           count(*) FILTER ({lost} <> 0) AS losses, coalesce(sum({lost}), 0) AS lost,
           count(*) FILTER (rate_bin = 0) AS bin_0, count(*) FILTER (rate_bin = 1) AS bin_1,
           count(*) FILTER (rate_bin = 2) AS bin_2, count(*) FILTER (rate_bin = 3) AS bin_3,
           count(*) FILTER (rate_bin = 4) AS bin_4
    FROM {rows} GROUP BY project_no, level_no"""
LEVELS_OF_ROWS = _LEVELS.format(lost="deduction", rows="scoped_indicator")
# Where causes select, the rows are those that lost points, and deduction_fact holds their weights and scores too.
LEVELS_OF_LOSSES = _LEVELS.format(lost="points", rows="scoped_deduction WHERE indicator_no IS NOT NULL")

# From sums: of each project, or of all projects of a year and grade.
_LEVEL_SUMS = """
    SELECT level_no, {projects} AS projects, {losing_projects} AS losing_projects,
           CAST(sum(indicators) AS BIGINT) AS indicators, CAST(sum(deducted) AS BIGINT) AS deducted,
           sum(scored_weight) AS scored_weight, sum(scored_score) AS scored_score, sum(points_lost) AS points_lost,
           CAST(sum(losses) AS BIGINT) AS losses, sum(lost) AS lost,
           CAST(sum(bin_0) AS BIGINT) AS bin_0, CAST(sum(bin_1) AS BIGINT) AS bin_1,
           CAST(sum(bin_2) AS BIGINT) AS bin_2, CAST(sum(bin_3) AS BIGINT) AS bin_3,
           CAST(sum(bin_4) AS BIGINT) AS bin_4
    FROM {rows} GROUP BY level_no"""
LEVEL_SUMS = _LEVEL_SUMS.format(
    projects="count(*)", losing_projects="count(*) FILTER (losses > 0)", rows="scoped_level"
)
LEVEL_SUMS_OF_TOTALS = _LEVEL_SUMS.format(
    projects="CAST(sum(projects) AS BIGINT)",
    losing_projects="CAST(sum(losing_projects) AS BIGINT)",
    rows="snap.level_total{of_levels}{where}",
)
# Straight from the losses: to sum them by project first costs as much again.
LEVEL_SUMS_OF_LOSSES = """
    SELECT level_no, count_projects(project_no) AS projects, projects AS losing_projects,
           count(*) AS indicators, count(*) FILTER (points > 0) AS deducted,
           sum(weight) FILTER (rate_bin IS NOT NULL) AS scored_weight,
           sum(score) FILTER (rate_bin IS NOT NULL) AS scored_score,
           coalesce(sum(points) FILTER (points > 0), 0) AS points_lost, count(*) AS losses, sum(points) AS lost,
           count(*) FILTER (rate_bin = 0) AS bin_0, count(*) FILTER (rate_bin = 1) AS bin_1,
           count(*) FILTER (rate_bin = 2) AS bin_2, count(*) FILTER (rate_bin = 3) AS bin_3,
           count(*) FILTER (rate_bin = 4) AS bin_4
    FROM scoped_deduction WHERE indicator_no IS NOT NULL GROUP BY level_no"""

# Of all rows, or of those that lost points where causes select.
NAME_SUMS = """
    SELECT name_no, count(*) AS indicators, min(coalesce(rate_bin, -1)) = 4 AS "full", sum(weight) AS weight
    FROM {rows} GROUP BY name_no"""
NAME_SUMS_OF_TOTALS = """
    SELECT name_no, sum(indicators) AS indicators, bool_and(full_marks = indicators) AS "full", sum(weight) AS weight
    FROM snap.name_total{of_names}{where} GROUP BY name_no"""

CAUSE_SUMS = """
    SELECT project_no, cause, CAST(sum(points) AS DECIMAL(9, 2)) AS points, count(*) AS deductions
    FROM {rows} GROUP BY project_no, cause"""

# Of the rows chosen, or of whole projects.
LOSSES = """
    SELECT project_no, sum(points) AS points, CAST(sum(deductions) AS BIGINT) AS deductions
    FROM scoped_cause GROUP BY project_no"""
LOSSES_OF_PROJECTS = """
    SELECT project_no, points_lost AS points, CAST(deductions AS BIGINT) AS deductions
    FROM scoped_project WHERE deductions > 0"""
