"""组合总览: how the projects in scope stand, what moved, and where they lie between money and score."""

from dataclasses import dataclass, replace
from decimal import Decimal

from analytics.causes import CauseLoss, loss_by_cause
from analytics.explain.key import Figure, FigureKey
from analytics.kpis import Kpis, kpis
from analytics.quadrant import Quadrant, quadrant
from analytics.scope import Scope
from analytics.scoped import scoped
from analytics.sentences import Sentence, sentences
from analytics.strata import grouped, strata
from analytics.values import whole
from analytics.years import YearFigures, by_year
from data.store.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class GradeCount:
    """One row per grade among the projects in scope, with its lowest and highest total; None: no printed total."""

    grade: str | None
    projects: int
    lowest: Decimal | None
    highest: Decimal | None

    def figure(self) -> Figure:
        """The number of projects with this grade."""
        return Figure(FigureKey("projects", (("grade", self.grade or ""),)), Decimal(self.projects))


@dataclass(frozen=True, slots=True)
class FindingCount:
    """One row per severity and state of the findings in scope."""

    severity: str
    state: str
    findings: int

    def figure(self) -> Figure:
        """The number of these findings."""
        where = (("severity", self.severity), ("state", self.state))
        return Figure(FigureKey("findings", where), Decimal(self.findings))


@dataclass(frozen=True, slots=True)
class Movement:
    """The same scope one year before: its figures, and how many projects are in both years."""

    year: int
    kpis: Kpis
    continuing: int


@dataclass(frozen=True, slots=True)
class Overview:
    """The answer of 组合总览.

    movement: None unless the scope is one year and the year before has projects. years: each year of a scope of
    several, empty in a scope of one.
    """

    kpis: Kpis
    grades: tuple[GradeCount, ...]
    movement: Movement | None
    years: tuple[YearFigures, ...]
    quadrant: Quadrant
    causes: tuple[CauseLoss, ...]
    findings: tuple[FindingCount, ...]
    sentences: tuple[Sentence, ...]

    def open_findings(self, severity: str) -> int:
        """Findings of a severity that nobody has decided on."""
        return sum(row.findings for row in self.findings if (row.severity, row.state) == (severity, "open"))

    def figures(self) -> tuple[Figure, ...]:
        """Every figure of the overview with its key."""
        causes = (figure for cause in self.causes for figure in cause.figures())
        years = (figure for year in self.years for figure in year.figures())
        counts = (*(row.figure() for row in self.grades), *(row.figure() for row in self.findings))
        placed = self.quadrant.total
        drawn = (
            Figure(FigureKey("placed_projects"), Decimal(placed)),
            Figure(FigureKey("unplaced_projects"), Decimal(self.kpis.projects - placed)),
        )
        return (*self.kpis.figures(), *counts, *causes, *years, *drawn)


_ORDER = (*"优良中差", None)
_FILED_YEARS = "SELECT DISTINCT fiscal_year FROM snap.project_fact"
_CONTINUING = "SELECT count(previous_no) FROM scoped_project"
_FINDINGS = "SELECT severity, state, count(*) AS findings FROM scoped_finding GROUP BY ALL ORDER BY ALL"


def grades(snapshot: Snapshot, scope: Scope) -> tuple[GradeCount, ...]:
    """Projects per grade, best first, those without a printed total last."""
    of_grade = grouped(strata(snapshot, scope), lambda stratum: stratum.grade)
    return tuple(
        GradeCount(
            grade,
            sum(each.projects for each in found),
            min((each.lowest_score for each in found if each.lowest_score is not None), default=None),
            max((each.highest_score for each in found if each.highest_score is not None), default=None),
        )
        for grade, found in sorted(of_grade.items(), key=lambda item: _ORDER.index(item[0]))
    )


def movement(snapshot: Snapshot, scope: Scope, now: Kpis) -> Movement | None:
    """The year before under the same filters; None where the scope spans years or nothing was filed before.

    None also for chosen projects: they are forms of this year, and all others would be no comparison.
    """
    if now.years != 1 or now.year is None or scope.projects:
        return None
    if (now.year - 1,) not in snapshot.rows(_FILED_YEARS):
        return None
    before = replace(scope, years=(now.year - 1,))
    figures = kpis(snapshot, before)
    if not figures.projects:
        return None
    continuing = snapshot.rows(*scoped(_CONTINUING, scope))[0][0]
    return Movement(now.year - 1, figures, whole(continuing))


def finding_counts(snapshot: Snapshot, scope: Scope) -> tuple[FindingCount, ...]:
    """Findings in scope by severity and state."""
    return tuple(snapshot.fetch(*scoped(_FINDINGS, scope), FindingCount))


def overview(snapshot: Snapshot, scope: Scope) -> Overview:
    """Everything that 组合总览 shows of the scope."""
    now = kpis(snapshot, scope)
    causes = loss_by_cause(snapshot, scope)
    return Overview(
        now,
        grades(snapshot, scope),
        movement(snapshot, scope, now),
        by_year(snapshot, scope) if now.years > 1 else (),
        quadrant(snapshot, scope, now.total_score, now.scored_projects),
        causes,
        finding_counts(snapshot, scope),
        sentences(snapshot, scope, causes),
    )
