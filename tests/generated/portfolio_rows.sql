-- The rows of the projects from $first to before $after of table `copy` (portfolio.sql), so that memory stays flat.

-- Reasons, and every other name, say the unit: as in real filings most indicators are nobody else's.
INSERT INTO indicator
SELECT c.project_id || substr(i.indicator_id, 14), c.project_id, i.ordinal, i.level1, i.level2,
       i.name || CASE WHEN (i.ordinal + c.base) % 2 = 0 THEN '（' || c.unit || '）' ELSE '' END, i.target, i.actual,
       i.weight, i.score, i.deduction, i.deviation_reason || '（' || c.unit || '）',
       CASE WHEN i.deviation_reason IS NULL THEN i.reason_printed ELSE i.reason_printed || '（' || c.unit || '）' END,
       i.reason_shared, c.first_line + 12 + i.ordinal, '第' || (c.first_line + 12 + i.ordinal) || '行'
FROM copy c JOIN template.indicator i ON i.project_id = c.pattern_id
WHERE c.copy_no >= $first AND c.copy_no < $after ORDER BY c.copy_no, i.ordinal;

INSERT INTO deduction
SELECT c.project_id || substr(d.deduction_id, 14), c.project_id, c.project_id || substr(d.indicator_id, 14),
       d.points, d.cause, d.secondary_causes, d.evidence
FROM copy c JOIN template.deduction d ON d.project_id = c.pattern_id
WHERE c.copy_no >= $first AND c.copy_no < $after ORDER BY c.copy_no, d.deduction_id;

INSERT INTO finding
SELECT c.project_id || substr(f.finding_id, 14), c.document_id, c.project_id, c.project_id || substr(f.indicator_id, 14),
       f.rule, f.severity, replace(f.message, c.pattern_name, c.name),
       replace(CAST(f.parameters AS VARCHAR), c.pattern_name, c.name), f.printed, f.expected, f.basis,
       coalesce(c.first_line + 12 + i.ordinal, c.first_line + 6),
       '第' || coalesce(c.first_line + 12 + i.ordinal, c.first_line + 6) || '行'
FROM copy c JOIN template.finding f ON f.project_id = c.pattern_id
LEFT JOIN template.indicator i ON i.indicator_id = f.indicator_id
WHERE c.copy_no >= $first AND c.copy_no < $after ORDER BY c.copy_no, f.finding_id;

INSERT INTO finding
SELECT p.project_id || '-reading.unbalanced_form', p.document_id, p.project_id, NULL, 'reading.unbalanced_form', 'must_fix',
       '表“' || p.name || '”的分值或得分合不上（或有缺失），未能确认每一格都读对；请对照原表核对。',
       json_object('form', p.name, 'place', '—'), NULL, NULL, NULL, p.first_line, '第' || p.first_line || '行'
FROM copy c JOIN project p USING (project_id) WHERE c.copy_no >= $first AND c.copy_no < $after AND NOT p.balanced;

INSERT INTO measure
SELECT c.project_id || substr(m.indicator_id, 14), m.* EXCLUDE (indicator_id)
FROM copy c JOIN template.indicator i ON i.project_id = c.pattern_id JOIN template.measure m USING (indicator_id)
WHERE c.copy_no >= $first AND c.copy_no < $after ORDER BY c.copy_no, i.ordinal;

INSERT INTO promise
SELECT c.project_id || substr(p.promise_id, 14), c.project_id, c.project_id || substr(p.indicator_id, 14), p.text, p.cause
FROM copy c JOIN template.promise p ON p.project_id = c.pattern_id
WHERE c.copy_no >= $first AND c.copy_no < $after ORDER BY c.copy_no, p.promise_id;

INSERT INTO source_text
WITH batch AS (SELECT * FROM copy WHERE copy_no >= $first AND copy_no < $after),
line AS (
    SELECT c.copy_no, c.document_id, c.first_line + k AS line,
           CASE k WHEN 0 THEN '项目支出绩效自评表' WHEN 1 THEN '(' || c.year || '年度)' WHEN 2 THEN concat_ws(chr(9), '项目名称', c.name)
                  WHEN 3 THEN concat_ws(chr(9), '主管部门', c.department, '实施单位', c.unit)
                  WHEN 4 THEN concat_ws(chr(9), '项目负责人', p.project_lead, '联系电话', p.phone)
                  WHEN 5 THEN concat_ws(chr(9), '项目资金(万元)', '', '年初预算数', '全年预算数', '全年执行数', '分值', '执行率', '得分')
                  WHEN 10 THEN concat_ws(chr(9), '年度总体目标', '预期目标', '实际完成情况')
                  WHEN 11 THEN concat_ws(chr(9), '', p.goal_expected, p.goal_achieved)
                  ELSE concat_ws(chr(9), '绩效指标', '一级指标', '二级指标', '三级指标', '年度指标值(A)', '实际完成值(B)', '分值', '得分',
                                 '偏差原因分析及改进措施') END AS text
    FROM batch c JOIN template.project p ON p.project_id = c.pattern_id,
         (SELECT unnest([0, 1, 2, 3, 4, 5, 10, 11, 12]) AS k)
    UNION ALL
    SELECT c.copy_no, c.document_id, f.source_line,
           concat_ws(chr(9), '', ['年度资金总额', '其中:财政拨款', '上年结转资金', '其他资金'][list_position($sources, f.source)],
                     f.initial_budget_wan, f.full_year_budget_wan, f.executed_wan, f.weight, f.printed_rate_pct || '%', f.score)
    FROM batch c JOIN funding f USING (project_id)
    UNION ALL
    SELECT c.copy_no, c.document_id, c.first_line + 12 + i.ordinal,
           concat_ws(chr(9), '', i.level1, i.level2,
                     i.name || CASE WHEN (i.ordinal + c.base) % 2 = 0 THEN '（' || c.unit || '）' ELSE '' END, i.target, i.actual, i.weight, i.score,
                     CASE WHEN i.deviation_reason IS NULL THEN i.reason_printed ELSE i.reason_printed || '（' || c.unit || '）' END)
    FROM batch c JOIN template.indicator i ON i.project_id = c.pattern_id
    UNION ALL
    SELECT c.copy_no, c.document_id, c.first_line + 13 + c.indicators + k,
           CASE k WHEN 0 THEN concat_ws(chr(9), '总分', '', '', '', '', '', p.total_weight, p.total_score)
                  WHEN 1 THEN '填报注意事项' ELSE '' END
    FROM batch c JOIN template.project p ON p.project_id = c.pattern_id, range(3) AS r(k)
)
SELECT document_id, line, text FROM line ORDER BY copy_no, line;
