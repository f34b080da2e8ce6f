-- A portfolio of many projects, multiplied from a snapshot of generated forms (database `template`, see portfolio.py).
-- Every copy is a project of its own: other department, unit, name, year and amounts; its rows stay those of a form
-- that balances. What varies is drawn from hashes, so the same size gives the same portfolio.

CREATE TEMP MACRO draw(subject, what, choices) AS CAST(hash(subject, what) % CAST(choices AS UBIGINT) AS BIGINT);

-- One row per template form, numbered within its field of public work (the department it was made up for).
CREATE TEMP TABLE pattern AS
SELECT p.*, f.units, row_number() OVER (PARTITION BY p.department ORDER BY p.project_id) - 1 AS no,
       count(*) OVER (PARTITION BY p.department) AS patterns, dense_rank() OVER (ORDER BY p.department) - 1 AS field
FROM template.project p
JOIN (SELECT department, list(DISTINCT implementing_unit ORDER BY implementing_unit) AS units
      FROM template.project GROUP BY department) f USING (department);

-- One row per implementing unit; some departments and units file far more forms than others.
CREATE TEMP TABLE filer AS
WITH field AS (
    SELECT field, any_value(department) AS department, any_value(units) AS units, any_value(patterns) AS patterns
    FROM pattern GROUP BY field
), numbered AS (
    SELECT unit_no, unit_no % $departments AS department_no, unit_no // $departments AS k FROM range($units) AS r(unit_no)
)
SELECT n.unit_no, f.field, f.patterns,
       CASE WHEN department_no < fields THEN f.department
            ELSE ['东湖区', '西山区', '南江区', '北岭区', '中海区'][department_no // fields] || substr(f.department, 2) END
           AS department,
       f.units[1 + (department_no * 13 + k) % len(f.units)]
           || CASE WHEN k >= len(f.units) THEN '第' || (k // len(f.units) + 1) || '分部' ELSE '' END AS unit
FROM numbered n, (SELECT count(*) AS fields FROM field)
JOIN field f ON f.field = n.department_no % fields;

-- One row per project and year: three years, most projects go on from one to the next.
CREATE TEMP TABLE filed AS
WITH drawn AS (
    SELECT CAST(i AS BIGINT) AS i, i // 3 AS base, CAST(2022 + i % 3 AS INTEGER) AS year,
           CAST(floor($units * pow(hash(i // 3, 'unit') / 18446744073709551616.0, 1.6)) AS BIGINT) AS unit_no
    FROM range($projects) AS r(i)
), placed AS (
    SELECT d.*, f.field, f.department, f.unit, draw(d.base, 'name', f.patterns) AS name_no,
           (draw(d.base, 'content', f.patterns) + (d.year - 2022) * 7919) % f.patterns AS no
    FROM drawn d JOIN filer f USING (unit_no)
), named AS (
    SELECT p.*, n.name || '（' || (p.base % 97 + 1) || '号）'
               || CASE WHEN draw(p.base, p.year, 4) = 0 THEN '（' || p.year || '年新增）' ELSE '' END AS name
    FROM placed p JOIN pattern n ON n.field = p.field AND n.no = p.name_no
), told_apart AS (
    SELECT *, row_number() OVER (PARTITION BY year, unit_no, name ORDER BY i) AS again FROM named
)
SELECT i, base, year, unit_no, department, unit, field, no,
       name || CASE WHEN again > 1 THEN '（第' || again || '标段）' ELSE '' END AS name,
       [1, 1, 1, 2, 3, 5, 8][1 + draw(i, 'money', 7)] AS factor
FROM told_apart;

-- The projects in the order of their documents, with the lines that each takes there.
CREATE TEMP TABLE copy AS
WITH identified AS (
    SELECT f.*, t.project_id AS pattern_id, t.name AS pattern_name, c.indicators,
           year || '/' || f.department || '/' || unit || '.txt' AS file_name,
           'p' || substr(sha256(concat_ws('|', year, f.department, unit, f.name)), 1, 12) AS project_id,
           'k' || substr(sha256(concat_ws('|', f.department, unit, f.name)), 1, 12) AS project_key
    FROM filed f JOIN pattern t USING (field, no)
    JOIN (SELECT project_id, count(*) AS indicators FROM template.indicator GROUP BY project_id) c
        ON c.project_id = t.project_id
)
SELECT row_number() OVER (ORDER BY year, file_name, i) - 1 AS copy_no, *,
       'd' || substr(sha256(file_name), 1, 12) AS document_id,
       CAST(1 + coalesce(sum(indicators + 16) OVER (
           PARTITION BY file_name ORDER BY i ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS INTEGER) AS first_line
FROM identified ORDER BY copy_no;

INSERT INTO document
SELECT document_id, any_value(file_name), sha256(any_value(file_name)), 'text/plain', TIMESTAMP '2025-01-31', count(*), 'utf-8', NULL
FROM copy GROUP BY document_id ORDER BY min(copy_no);

INSERT INTO project
SELECT c.project_id, c.project_key, c.document_id, c.year, c.name, c.department, c.unit, t.project_lead, t.phone,
       t.goal_expected, t.goal_achieved, t.total_weight, t.total_score, t.grade,
       t.balanced AND draw(c.i, 'balanced', 100) > 0, false, t.margin, c.first_line,
       CAST(c.first_line + c.indicators + 14 AS INTEGER), CAST(c.first_line + c.indicators + 13 AS INTEGER)
FROM copy c JOIN template.project t ON t.project_id = c.pattern_id ORDER BY c.copy_no;

INSERT INTO funding
SELECT c.project_id, f.source, f.initial_budget_wan * factor, f.full_year_budget_wan * factor, f.executed_wan * factor,
       f.weight, f.printed_rate_pct, f.score, c.first_line + 5 + list_position($sources, f.source),
       '第' || (c.first_line + 5 + list_position($sources, f.source)) || '行'
FROM copy c JOIN template.funding f ON f.project_id = c.pattern_id
ORDER BY c.copy_no, list_position($sources, f.source);

INSERT INTO snapshot_info
SELECT TIMESTAMP '2025-01-31', 'generated', 'generated', count(*), count(DISTINCT document_id), $fingerprint, $shape
FROM copy;
