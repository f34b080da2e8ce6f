-- What an opened snapshot shows: its own tables (database `snap`, read-only), and over them what people decided.
-- Decisions lie in tables in memory, filled from the decision log and filled again when it has grown.

-- One row per corrected cause in force.
CREATE TABLE cause_correction (
    deduction_id VARCHAR NOT NULL,
    cause        VARCHAR NOT NULL,
    who          VARCHAR NOT NULL,
    decided_at   TIMESTAMP NOT NULL,   -- UTC
    why          VARCHAR NOT NULL,
    entry_id     BIGINT NOT NULL
);

-- One row per finding or promise that somebody gave a state or a note (kind finding_state or promise_state).
CREATE TABLE decided_state (
    kind       VARCHAR NOT NULL,
    subject_id VARCHAR NOT NULL,
    state      VARCHAR,
    note       VARCHAR,
    who        VARCHAR NOT NULL,   -- of the last of the two entries
    decided_at TIMESTAMP NOT NULL,     -- UTC
    why        VARCHAR NOT NULL,
    entry_id   BIGINT NOT NULL
);

-- As in schema.sql; `cause` is the corrected one. Evidence speaks for the original cause, so a corrected row has none.
CREATE VIEW deduction AS
SELECT d.deduction_id, d.project_id, d.indicator_id, d.points,
       coalesce(c.cause, d.cause) AS cause,
       CASE WHEN c.cause IS NULL THEN d.secondary_causes
            ELSE list_filter(d.secondary_causes, lambda other: other <> c.cause) END AS secondary_causes,
       CASE WHEN c.cause IS NULL THEN d.evidence END AS evidence,
       d.cause AS original_cause, d.evidence AS original_evidence,
       c.cause IS NOT NULL AS corrected, c.who AS corrected_by, c.decided_at AS corrected_at, c.why AS correction_why
FROM snap.deduction d LEFT JOIN cause_correction c USING (deduction_id);

-- As in schema.sql, with its state: open, accepted or refuted, and the reviewer's note.
CREATE VIEW finding AS
SELECT f.*, coalesce(s.state, 'open') AS state, s.note AS state_note, s.who AS decided_by, s.decided_at AS decided_at
FROM snap.finding f LEFT JOIN decided_state s ON s.kind = 'finding_state' AND s.subject_id = f.finding_id;

-- As in schema.sql, with the corrected cause, its state (NULL until somebody sets one) and note.
CREATE VIEW promise AS
SELECT p.* REPLACE (coalesce(c.cause, p.cause) AS cause),
       s.state AS state, s.note AS state_note, s.who AS decided_by, s.decided_at AS decided_at
FROM snap.promise p
LEFT JOIN cause_correction c ON c.deduction_id = p.indicator_id
LEFT JOIN decided_state s ON s.kind = 'promise_state' AND s.subject_id = p.promise_id;
