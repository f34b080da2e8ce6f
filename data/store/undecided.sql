-- The views that answers read, while nobody has decided anything: the snapshot's own tables, at no cost.
-- decided.sql makes the same views with decisions in them.

-- One row per loss of points: the columns of deduction_fact, cause, corrected.
CREATE OR REPLACE VIEW current_deduction AS
SELECT *, original_cause AS cause, false AS corrected FROM snap.deduction_fact;

-- One row per project and cause: project_no, cause, points, deductions.
CREATE OR REPLACE VIEW current_cause AS
SELECT project_no, cause, points, deductions FROM snap.project_cause;

-- One row per finding: the columns of finding_fact, state (open, accepted, refuted), state_note, decided_by, decided_at.
CREATE OR REPLACE VIEW current_finding AS
SELECT *, 'open' AS state, CAST(NULL AS VARCHAR) AS state_note, CAST(NULL AS VARCHAR) AS decided_by,
       CAST(NULL AS TIMESTAMP) AS decided_at
FROM snap.finding_fact;

-- One row per promised measure: the columns of promise_fact, cause, state (NULL until set), state_note, decided_by, decided_at.
CREATE OR REPLACE VIEW current_promise AS
SELECT *, original_cause AS cause, CAST(NULL AS VARCHAR) AS state, CAST(NULL AS VARCHAR) AS state_note,
       CAST(NULL AS VARCHAR) AS decided_by, CAST(NULL AS TIMESTAMP) AS decided_at
FROM snap.promise_fact;

-- What a cause that is chosen is compared as: words of a short list go by number, and one that is not on it is nowhere.
CREATE OR REPLACE MACRO as_cause(chosen) AS TRY_CAST(chosen AS snap.cause_name);

-- Whether a loss has one of the causes chosen. For tables of losses alone, which nearly all have a cause: their numbers as
-- bits of one number take half the time of a comparison with each (data/causes/table.py sees to it that there are no more).
CREATE OR REPLACE MACRO is_among(cause, chosen) AS
    ((CAST(1 AS BIGINT) << enum_code(CAST(cause AS snap.cause_name))) & list_bit_or(list_transform(
        chosen, lambda word: CAST(1 AS BIGINT) << enum_code(TRY_CAST(word AS snap.cause_name))))) <> 0;

-- One row per indicator, finding, recomputed score and difference, with the cause of the indicator's loss (NULL: it has
-- none): the columns of their tables, cause. To be read where causes select.
CREATE OR REPLACE VIEW indicator_with_cause AS SELECT *, original_cause AS cause FROM snap.indicator_fact;
CREATE OR REPLACE VIEW finding_with_cause AS SELECT *, original_cause AS cause FROM current_finding;
CREATE OR REPLACE VIEW recomputed_with_cause AS SELECT *, original_cause AS cause FROM snap.recomputed_fact;
CREATE OR REPLACE VIEW difference_with_cause AS SELECT *, original_cause AS cause FROM snap.difference_fact;
