"""自评核验: which figures hold. Findings by rule, severity and state; the self-score beside the recomputed one."""

from dataclasses import dataclass
from decimal import Decimal

from analytics.explain.key import Figure, FigureKey
from analytics.findings import Found
from analytics.kpis import kpis
from analytics.ratios import percent
from analytics.scope import Scope
from analytics.scoped import scoped
from analytics.stretch import LIST_LIMIT
from analytics.values import total_of, whole
from data.store.snapshot import Snapshot

SEVERITIES = ("must_fix", "check", "note")
STATES = ("open", "accepted", "refuted")


@dataclass(frozen=True, slots=True)
class RuleCount:
    """One row per rule, severity and state among the findings in scope."""

    rule: str
    severity: str
    state: str
    findings: int

    def figure(self) -> Figure:
        """The number of these findings."""
        where = (("rule", self.rule), ("severity", self.severity), ("state", self.state))
        return Figure(FigureKey("findings", where), Decimal(self.findings))


@dataclass(frozen=True, slots=True)
class ProjectFindings:
    """One row per project with findings, by severity; open: those nobody has decided on."""

    project_id: str
    name: str | None
    fiscal_year: int | None
    must_fix: int
    checks: int
    notes: int
    open: int

    @property
    def findings(self) -> int:
        """All findings of the project."""
        return self.must_fix + self.checks + self.notes

    def figure(self) -> Figure:
        """The number of the project's findings."""
        return Figure(FigureKey("findings", (("project", self.project_id),)), Decimal(self.findings))


@dataclass(frozen=True, slots=True)
class Recomputed:
    """Self-scores against those recomputed by filing rule 2, over the indicators in scope.

    agreeing: to 0.01. over_points: scored above the recomputed score, under_points below it (both positive).
    """

    indicators: int
    recomputed: int
    agreeing: int
    over: int
    under: int
    over_points: Decimal
    under_points: Decimal

    @property
    def coverage_pct(self) -> Decimal | None:
        """Share of indicators whose score could be recomputed, in per cent."""
        return percent(self.recomputed, self.indicators)

    @property
    def net_points(self) -> Decimal:
        """Net inflation: points scored above the recomputed scores less those below; negative: too modest."""
        return self.over_points - self.under_points

    def figures(self) -> tuple[Figure, ...]:
        """Every figure of the comparison with its key."""
        shown = {
            "recomputed": Decimal(self.recomputed),
            "agreeing": Decimal(self.agreeing),
            "differing_indicators": Decimal(self.over + self.under),
            "coverage": self.coverage_pct,
            "over_points": self.over_points,
            "under_points": self.under_points,
            "net_inflation": self.net_points,
        }
        return tuple(Figure(FigureKey(measure), value) for measure, value in shown.items())


@dataclass(frozen=True, slots=True)
class Difference:
    """One row per indicator whose self-score and recomputed score differ by more than 0.01."""

    project_id: str
    project_name: str | None
    indicator_id: str
    name: str | None
    target: str | None
    actual: str | None
    weight: Decimal
    score: Decimal
    recomputed_score: Decimal
    over_points: Decimal
    formula: str | None
    source_line: int | None
    source_place: str


@dataclass(frozen=True, slots=True)
class Audit:
    """The answer of 自评核验. projects and differences are cut at a limit; their totals say of how many.

    refuted_differences: some self-score that is not the recomputed one has a finding about it that was refuted.
    """

    counts: tuple[RuleCount, ...]
    projects: tuple[ProjectFindings, ...]
    total_projects: int
    recomputed: Recomputed
    differences: tuple[Difference, ...]
    refuted_differences: bool

    def count(self, *, severity: str | None = None, state: str | None = None, rule: str | None = None) -> int:
        """Findings of a severity, state and rule; each None means any."""
        return sum(
            row.findings
            for row in self.counts
            if severity in (None, row.severity) and state in (None, row.state) and rule in (None, row.rule)
        )

    def listed(self, found: Found) -> int:
        """How many of the findings `found` looks at (its project aside)."""
        return sum(
            row.findings
            for row in self.counts
            if row.rule in (found.rules or (row.rule,))
            and row.severity in (found.severities or (row.severity,))
            and row.state in (found.states or (row.state,))
        )

    def by_rule(self) -> list[tuple[str, str, int]]:
        """(severity, rule, findings), most severe, then most first: what a rule finds may be graver or lesser."""
        found: dict[tuple[str, str], int] = {}
        for row in self.counts:
            found[row.severity, row.rule] = found.get((row.severity, row.rule), 0) + row.findings
        listed = [(severity, rule, count) for (severity, rule), count in found.items()]
        return sorted(listed, key=lambda each: (SEVERITIES.index(each[0]), -each[2], each[1]))

    def figures(self) -> tuple[Figure, ...]:
        """Every figure of the page with its key."""
        return (
            Figure(FigureKey("findings"), Decimal(self.count())),
            *(row.figure() for row in self.counts),
            *(row.figure() for row in self.projects),
            *self.recomputed.figures(),
            *(
                Figure(FigureKey("findings", (("severity", severity),)), Decimal(self.count(severity=severity)))
                for severity in SEVERITIES
            ),
        )


_COUNTS = """
    SELECT rule, severity, state, count(*) AS findings FROM scoped_finding GROUP BY rule, severity, state
    ORDER BY severity, rule, state
"""
_BY_PROJECT = """
    WITH counted AS (
        SELECT project_no, count(*) FILTER (severity = 'must_fix') AS must_fix,
               count(*) FILTER (severity = 'check') AS checks, count(*) FILTER (severity = 'note') AS notes,
               count(*) FILTER (state = 'open') AS "open"
        FROM scoped_finding WHERE project_no IS NOT NULL GROUP BY project_no
    )
    SELECT p.project_id, p.name, p.fiscal_year, c.must_fix, c.checks, c.notes, c."open"
    FROM (SELECT * FROM counted ORDER BY must_fix DESC, checks DESC, notes DESC, project_no LIMIT $limit) c
    JOIN snap.project_fact p USING (project_no) ORDER BY c.must_fix DESC, c.checks DESC, c.notes DESC, project_no
"""
# Where no rows are filtered, the projects' own counts are the findings' counts, at a fraction of the cost.
_BY_WHOLE_PROJECT = """
    WITH chosen AS (
        SELECT project_no FROM scoped_project
        WHERE must_fix + checks + notes > 0 ORDER BY must_fix DESC, checks DESC, notes DESC, project_no LIMIT $limit
    ), undecided AS (
        SELECT project_no, count(*) AS "open" FROM current_finding
        WHERE state = 'open' AND project_no IN (SELECT project_no FROM chosen) GROUP BY project_no
    )
    SELECT project_id, name, fiscal_year, must_fix, checks, notes, coalesce("open", 0) AS "open"
    FROM snap.project_fact LEFT JOIN undecided USING (project_no)
    WHERE project_no IN (SELECT project_no FROM chosen)
    ORDER BY must_fix DESC, checks DESC, notes DESC, project_no
"""
_WITH_FINDINGS = "SELECT count_projects(project_no) FROM scoped_finding"
_WHOLE_WITH_FINDINGS = "SELECT count(*) FROM scoped_project WHERE must_fix + checks + notes > 0"
_RECOMPUTED = """
    SELECT CAST($indicators AS BIGINT) AS indicators, count(*) AS recomputed,
           count(*) FILTER (abs(over_points) <= 0.01) AS agreeing,
           count(*) FILTER (over_points > 0.01) AS over, count(*) FILTER (over_points < -0.01) AS under,
           coalesce(sum(over_points) FILTER (over_points > 0), 0) AS over_points,
           coalesce(-sum(over_points) FILTER (over_points < 0), 0) AS under_points
    FROM scoped_recomputed
"""
_DIFFERENCES = """
    WITH chosen AS (SELECT difference_no FROM scoped_difference ORDER BY difference_no LIMIT $limit)
    SELECT p.project_id, p.name AS project_name, d.indicator_id, d.name, d.target, d.actual, d.weight, d.score,
           d.recomputed_score, d.over_points, d.formula, d.source_line, d.source_place
    FROM snap.difference_fact d JOIN chosen USING (difference_no)
    JOIN snap.project_fact p ON p.project_no = d.project_no ORDER BY d.difference_no
"""

# Findings about a score that rule 2 gives: recomputed, not carried out, far above the target.
_REFUTED = """
    SELECT count(*) FROM scoped_finding f JOIN snap.difference_fact d ON d.indicator_id = f.indicator_id
    WHERE f.state = 'refuted' AND f.rule IN ('audit.05', 'audit.06', 'audit.07')
"""


def recomputed(snapshot: Snapshot, scope: Scope) -> Recomputed:
    """Coverage, agreement and net inflation of the self-scores in scope."""
    sql, parameters = scoped(_RECOMPUTED, scope)
    return snapshot.fetch(sql, parameters | {"indicators": kpis(snapshot, scope).indicators}, Recomputed)[0]


def differences(snapshot: Snapshot, scope: Scope, limit: int = LIST_LIMIT) -> tuple[Difference, ...]:
    """Indicators whose self-score is not the recomputed one, largest difference first."""
    sql, parameters = scoped(_DIFFERENCES, scope)
    return tuple(snapshot.fetch(sql, parameters | {"limit": limit}, Difference))


def audit(snapshot: Snapshot, scope: Scope, limit: int = LIST_LIMIT) -> Audit:
    """Everything that 自评核验 shows of the scope, its list of findings aside (finding_page)."""
    by_rows = scope.filters_rows
    sql, parameters = scoped(_BY_PROJECT if by_rows else _BY_WHOLE_PROJECT, scope)
    projects = snapshot.fetch(sql, parameters | {"limit": limit}, ProjectFindings)
    counted = scoped(_WITH_FINDINGS if by_rows else _WHOLE_WITH_FINDINGS, scope)
    counts = tuple(snapshot.fetch(*scoped(_COUNTS, scope), RuleCount))
    refuted = any(row.state == "refuted" for row in counts)
    return Audit(
        counts,
        tuple(projects),
        total_of(projects, limit, 0, lambda: whole(snapshot.rows(*counted)[0][0])),
        recomputed(snapshot, scope),
        differences(snapshot, scope, limit),
        refuted and whole(snapshot.rows(*scoped(_REFUTED, scope))[0][0]) > 0,
    )
