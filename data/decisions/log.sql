-- One row per decision, in the order taken. Never changed or removed: what is taken back is taken back by a further row.
CREATE TABLE IF NOT EXISTS decision (
    entry_id   INTEGER PRIMARY KEY AUTOINCREMENT,
    at         TEXT NOT NULL,               -- UTC, ISO 8601, to the millisecond
    kind       TEXT NOT NULL,               -- cause_correction, finding_state, promise_state
    subject_id TEXT NOT NULL,               -- deduction_id, finding_id, promise_id: the same at every rebuild
    field      TEXT NOT NULL,
    old        TEXT,
    new        TEXT,                        -- NULL: back to what the snapshot says
    who        TEXT NOT NULL,
    why        TEXT NOT NULL,
    undoes     INTEGER REFERENCES decision (entry_id)
);
CREATE INDEX IF NOT EXISTS decision_subject ON decision (kind, subject_id);
CREATE UNIQUE INDEX IF NOT EXISTS decision_undone_once ON decision (undoes) WHERE undoes IS NOT NULL;
CREATE TRIGGER IF NOT EXISTS decision_never_changes BEFORE UPDATE ON decision
BEGIN SELECT raise(ABORT, 'the decision log is append-only'); END;
CREATE TRIGGER IF NOT EXISTS decision_never_goes BEFORE DELETE ON decision
BEGIN SELECT raise(ABORT, 'the decision log is append-only'); END;
CREATE TRIGGER IF NOT EXISTS decision_never_replaced BEFORE INSERT ON decision
WHEN EXISTS (SELECT 1 FROM decision WHERE entry_id = NEW.entry_id)
BEGIN SELECT raise(ABORT, 'the decision log is append-only'); END;
