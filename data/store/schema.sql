-- The snapshot. Money is 万元 (_wan) with six decimals, points have two. NULL always means "not stated
-- or not readable", never zero and never an empty text. More is derived from these tables in derived.sql.

-- One row per distinct document received (the same bytes under two names count once).
CREATE TABLE document (
    document_id VARCHAR PRIMARY KEY,
    file_name   VARCHAR NOT NULL,
    sha256      VARCHAR,            -- of its bytes; NULL when the file could not be opened
    media_type  VARCHAR NOT NULL,
    imported_at TIMESTAMP NOT NULL,
    form_count  INTEGER NOT NULL,
    encoding    VARCHAR,
    usage       JSON            -- cells of the document by kind; kind 'unread' must be 0
);

-- One row per line of a document's text, as received (from 1).
CREATE TABLE source_text (
    document_id VARCHAR NOT NULL,
    line        INTEGER NOT NULL,
    text        VARCHAR NOT NULL
);

-- One row per form, that is per project and year (and per version where filings conflict).
CREATE TABLE project (
    project_id        VARCHAR NOT NULL,   -- unique; without an index, so that identifiers can change places
    project_key       VARCHAR NOT NULL,   -- the same project in other years
    document_id       VARCHAR NOT NULL,
    fiscal_year       INTEGER,
    name              VARCHAR,
    department        VARCHAR,
    implementing_unit VARCHAR,
    project_lead      VARCHAR,            -- personal: not on overviews, not in exports unless asked
    phone             VARCHAR,            -- personal
    goal_expected     VARCHAR,
    goal_achieved     VARCHAR,
    total_weight      DECIMAL(9, 2),      -- as printed in the 总分 row
    total_score       DECIMAL(9, 2),      -- as printed in the 总分 row
    grade             VARCHAR,            -- filing rule 4 from the printed total
    balanced          BOOLEAN NOT NULL,   -- every sum that the form prints holds
    superseded        BOOLEAN NOT NULL,   -- a newer document files the same project and year differently: not counted in totals
    margin            DOUBLE,             -- distance of the reading to the second best
    first_line        INTEGER,
    last_line         INTEGER,
    total_line        INTEGER             -- of the 总分 row; NULL where the form has none
);

-- One row per funding source of a form: total, fiscal_appropriation, carry_over, other. Only the total is scored.
CREATE TABLE funding (
    project_id           VARCHAR NOT NULL,
    source               VARCHAR NOT NULL,
    initial_budget_wan   DECIMAL(18, 6),
    full_year_budget_wan DECIMAL(18, 6),
    executed_wan         DECIMAL(18, 6),
    weight               DECIMAL(9, 2),
    printed_rate_pct     DECIMAL(9, 2),
    score                DECIMAL(9, 2),
    source_line          INTEGER,
    source_place         VARCHAR
);

-- One row per level-3 indicator of a form.
CREATE TABLE indicator (
    indicator_id     VARCHAR NOT NULL,    -- unique; without an index, which costs more than it gives at millions of rows
    project_id       VARCHAR NOT NULL,
    ordinal          INTEGER NOT NULL,    -- from 1, in printed order
    level1           VARCHAR,
    level2           VARCHAR,
    name             VARCHAR,
    target           VARCHAR,
    actual           VARCHAR,
    weight           DECIMAL(9, 2),
    score            DECIMAL(9, 2),
    deduction        DECIMAL(9, 2),       -- weight - score
    deviation_reason VARCHAR,             -- the effective reason
    reason_printed   VARCHAR,             -- the row's own cell
    reason_shared    BOOLEAN NOT NULL,    -- own cell empty, covered by a merged one above
    source_line      INTEGER,
    source_place     VARCHAR NOT NULL
);

-- One row per loss of points: an indicator's, or execution's (indicator_id NULL). Points below zero stand where
-- more was scored than the weight allows, so that the points of a form always sum to what it lost.
CREATE TABLE deduction (
    deduction_id     VARCHAR NOT NULL,    -- unique: indicator_id, or project_id || '-execution'
    project_id       VARCHAR NOT NULL,
    indicator_id     VARCHAR,
    points           DECIMAL(9, 2) NOT NULL,
    cause            VARCHAR NOT NULL,
    secondary_causes VARCHAR[] NOT NULL,
    evidence         VARCHAR              -- a piece of the reason, letter by letter
);

-- One row per finding: rule reading.<what> or audit.NN; portfolio findings have no project.
CREATE TABLE finding (
    finding_id   VARCHAR NOT NULL,        -- unique
    document_id  VARCHAR,
    project_id   VARCHAR,
    indicator_id VARCHAR,
    rule         VARCHAR NOT NULL,
    severity     VARCHAR NOT NULL,        -- must_fix, check, note
    message      VARCHAR NOT NULL,        -- Chinese, made from the rule's sentence and parameters
    parameters   JSON NOT NULL,
    printed      VARCHAR,
    expected     VARCHAR,
    basis        VARCHAR,                 -- S, V, R, K (DOMAIN 'Audit rules'); NULL for reading.*
    source_line  INTEGER,
    source_place VARCHAR
);

-- One row per indicator whose target and actual are comparable values; see data/measures. Numbers are in the base
-- unit of their kind (万 resolved, money in 万元, percent as 90), dates are days since 1970-01-01.
CREATE TABLE measure (
    indicator_id       VARCHAR NOT NULL,
    kind               VARCHAR,           -- quantity, percent, date
    target_value       DOUBLE,
    actual_value       DOUBLE,
    recomputed_score   DECIMAL(9, 2),     -- by filing rule 2; NULL where it cannot be recomputed
    formula            VARCHAR,           -- how the recomputed score came about, in words
    evidence           JSON
);

-- One row per promised improvement measure found in a reason (以后年度…, 下一步…, 后续…).
CREATE TABLE promise (
    promise_id   VARCHAR NOT NULL,        -- unique
    project_id   VARCHAR NOT NULL,
    indicator_id VARCHAR NOT NULL,
    text         VARCHAR NOT NULL,        -- letter by letter from the reason
    cause        VARCHAR NOT NULL         -- of the reason that promises it
);

-- One row per threshold that the audit used: its key in audit.toml, and the value, whose unit the key tells (_pct, _points).
CREATE TABLE threshold (
    name  VARCHAR NOT NULL,
    value DECIMAL(12,4) NOT NULL
);

-- One row per build: what it was made from.
CREATE TABLE snapshot_info (
    built_at       TIMESTAMP NOT NULL,
    reader_version VARCHAR NOT NULL,
    configuration  VARCHAR NOT NULL,      -- hash of the cause table and thresholds
    form_count     INTEGER NOT NULL,
    document_count INTEGER NOT NULL,
    fingerprint    VARCHAR NOT NULL,      -- over documents, code and configuration: equal means nothing to build
    shape          VARCHAR NOT NULL       -- hash of schema.sql and derived.sql: only a snapshot of this shape is shown
);
