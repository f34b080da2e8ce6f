-- The views of undecided.sql with people's decisions in them. Decisions are few: their row numbers are looked up once,
-- when they change, so that an answer joins a handful of small numbers and not the ids of all rows.

CREATE OR REPLACE TABLE corrected_deduction AS
SELECT d.deduction_no, d.project_no, d.indicator_no, c.cause AS corrected_cause
FROM snap.deduction_fact d
JOIN (SELECT md5_number_lower(deduction_id) AS deduction_hash, cause FROM cause_correction) c USING (deduction_hash);

CREATE OR REPLACE TABLE decided_finding AS
SELECT f.finding_no, s.state, s.note, s.who, s.decided_at
FROM snap.finding_fact f
JOIN (SELECT md5_number_lower(subject_id) AS finding_hash, state, note, who, decided_at FROM decided_state
      WHERE kind = 'finding_state') s USING (finding_hash);

CREATE OR REPLACE TABLE decided_promise AS
SELECT m.promise_no, s.state, s.note, s.who, s.decided_at
FROM snap.promise_fact m
JOIN (SELECT md5_number_lower(subject_id) AS promise_hash, state, note, who, decided_at FROM decided_state
      WHERE kind = 'promise_state') s USING (promise_hash);

CREATE OR REPLACE TABLE corrected_promise AS
SELECT m.promise_no, c.cause
FROM snap.promise_fact m
JOIN (SELECT md5_number_lower(deduction_id) AS deduction_hash, cause FROM cause_correction) c USING (deduction_hash);

-- Evidence speaks for the original cause, so a corrected row has none.
CREATE OR REPLACE VIEW current_deduction AS
SELECT d.* REPLACE (CASE WHEN c.cause IS NULL THEN d.evidence END AS evidence,
                    CASE WHEN c.cause IS NULL THEN d.secondary_causes
                         ELSE list_filter(d.secondary_causes, lambda other: other <> c.cause) END AS secondary_causes),
       coalesce(c.cause, d.original_cause) AS cause, c.cause IS NOT NULL AS corrected
FROM snap.deduction_fact d
LEFT JOIN (SELECT deduction_no, corrected_cause AS cause FROM corrected_deduction) c USING (deduction_no);

CREATE OR REPLACE VIEW current_cause AS
SELECT project_no, cause, points, deductions FROM snap.project_cause
WHERE project_no NOT IN (SELECT project_no FROM corrected_deduction)
UNION ALL
SELECT project_no, cause, sum(points), count(*) FROM current_deduction
WHERE project_no IN (SELECT project_no FROM corrected_deduction) GROUP BY project_no, cause;

CREATE OR REPLACE VIEW current_finding AS
SELECT f.*, coalesce(s.state, 'open') AS state, s.note AS state_note, s.who AS decided_by, s.decided_at
FROM snap.finding_fact f LEFT JOIN decided_finding s USING (finding_no);

CREATE OR REPLACE VIEW current_promise AS
SELECT m.*, coalesce(c.cause, m.original_cause) AS cause, s.state, s.note AS state_note, s.who AS decided_by, s.decided_at
FROM snap.promise_fact m
LEFT JOIN decided_promise s USING (promise_no) LEFT JOIN corrected_promise c USING (promise_no);

-- A corrected cause may be one that no row of the snapshot has.
CREATE OR REPLACE MACRO as_cause(chosen) AS chosen;
CREATE OR REPLACE MACRO is_among(cause, chosen) AS cause IN (SELECT unnest(chosen));

CREATE OR REPLACE VIEW indicator_with_cause AS
SELECT i.*, coalesce(c.corrected_cause, i.original_cause) AS cause
FROM snap.indicator_fact i LEFT JOIN (SELECT indicator_no, corrected_cause FROM corrected_deduction) c USING (indicator_no);

CREATE OR REPLACE VIEW finding_with_cause AS
SELECT f.*, coalesce(c.corrected_cause, f.original_cause) AS cause
FROM current_finding f LEFT JOIN (SELECT indicator_no, corrected_cause FROM corrected_deduction) c USING (indicator_no);

CREATE OR REPLACE VIEW recomputed_with_cause AS
SELECT r.*, coalesce(c.corrected_cause, r.original_cause) AS cause
FROM snap.recomputed_fact r LEFT JOIN (SELECT indicator_no, corrected_cause FROM corrected_deduction) c USING (indicator_no);

CREATE OR REPLACE VIEW difference_with_cause AS
SELECT d.*, coalesce(c.corrected_cause, d.original_cause) AS cause
FROM snap.difference_fact d LEFT JOIN (SELECT indicator_no, corrected_cause FROM corrected_deduction) c USING (indicator_no);
