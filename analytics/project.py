"""项目详情: everything about one form on one page, each figure beside its rank and the scope's mean."""

from dataclasses import dataclass
from decimal import Decimal

from analytics import project_sql as sql_of
from analytics.explain.key import WHOLE, Figure, FigureKey, Where
from analytics.explain.superseded import FORM
from analytics.ratios import percent
from analytics.scope import Scope
from analytics.standing import Standing, standing
from analytics.values import points, text, whole
from data.store.snapshot import Snapshot

FULL_MARKS = Decimal(100)


@dataclass(frozen=True, slots=True)
class Head:
    """One row per form: its head and totals as printed. superseded: a newer document counts instead.

    number: the project's in the tables of answers; None where it is superseded.
    """

    project_id: str
    project_key: str
    document_id: str
    file_name: str
    fiscal_year: int | None
    name: str | None
    department: str | None
    implementing_unit: str | None
    project_lead: str | None
    phone: str | None
    goal_expected: str | None
    goal_achieved: str | None
    total_weight: Decimal | None
    total_score: Decimal | None
    grade: str | None
    balanced: bool
    superseded: bool
    first_line: int | None
    last_line: int | None
    number: int | None


@dataclass(frozen=True, slots=True)
class FundingRow:
    """One row per funding source of the form, as printed; amounts in 万元."""

    source: str
    initial_budget_wan: Decimal | None
    full_year_budget_wan: Decimal | None
    executed_wan: Decimal | None
    weight: Decimal | None
    printed_rate_pct: Decimal | None
    score: Decimal | None
    source_line: int | None
    source_place: str | None

    @property
    def rate_pct(self) -> Decimal | None:
        """Executed / full-year budget from the amounts, unrounded; None without a budget."""
        return percent(self.executed_wan, self.full_year_budget_wan)


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One row per indicator of the form, in printed order; cause and evidence only where points were lost.

    recomputed_score: by filing rule 2, None where it cannot be; findings: ids of the findings on this row.
    """

    indicator_id: str
    ordinal: int
    level1: str | None
    level2: str | None
    name: str | None
    target: str | None
    actual: str | None
    weight: Decimal | None
    score: Decimal | None
    deduction: Decimal | None
    deviation_reason: str | None
    reason_shared: bool
    cause: str | None
    corrected: bool
    secondary_causes: list[str]
    evidence: str | None
    recomputed_score: Decimal | None
    source_line: int | None
    source_place: str
    findings: list[str]


@dataclass(frozen=True, slots=True)
class Group:
    """One row per run of indicators of one level 1 and 2, with its points; weight and score skip what is not stated."""

    level1: str | None
    level2: str | None
    rows: tuple[IndicatorRow, ...]
    weight: Decimal
    score: Decimal
    points_lost: Decimal


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the waterfall: points lost on an indicator, or on execution (name None)."""

    deduction_id: str
    name: str | None
    points: Decimal
    cause: str
    source_line: int | None


@dataclass(frozen=True, slots=True)
class Waterfall:
    """100 − Σ lost against the printed total, largest loss first. printed is None where no total is stated."""

    steps: tuple[Step, ...]
    lost: Decimal
    printed: Decimal | None

    @property
    def computed(self) -> Decimal:
        """What is left of 100 points."""
        return FULL_MARKS - self.lost

    @property
    def reconciles(self) -> bool:
        """True when 100 − Σ lost is the printed total, to the cent."""
        return self.printed == self.computed


@dataclass(frozen=True, slots=True)
class ProjectDetail:
    """The answer of 项目详情."""

    head: Head
    funding: tuple[FundingRow, ...]
    groups: tuple[Group, ...]
    waterfall: Waterfall
    standing: Standing
    other_years: tuple[tuple[int | None, str], ...]  # (fiscal_year, project_id) of the same project

    @property
    def unscored(self) -> int:
        """Rows whose score is not stated: what they lost is not known."""
        return sum(row.score is None for group in self.groups for row in group.rows)

    @property
    def states_scores(self) -> bool:
        """Whether any score is stated; without one nothing can be said of points lost."""
        return any(row.score is not None for group in self.groups for row in group.rows)

    @property
    def total_funding(self) -> FundingRow:
        """The 年度资金总额 row."""
        return next(row for row in self.funding if row.source == "total")

    def figures(self) -> tuple[Figure, ...]:
        """Every figure of the page that is computed or summed, with its key."""
        if self.head.superseded:
            return self._own_figures(((FORM, self.head.project_id),))
        where = (("project", self.head.project_id), WHOLE)
        standing = self.standing
        ranks = {
            "score_rank": _figure(standing.score_rank),
            "rate_rank": _figure(standing.rate_rank),
            "budget_rank": _figure(standing.budget_rank),
            "lost_rank": _figure(standing.lost_rank),
        }
        listed = (Figure(FigureKey(measure, where), value) for measure, value in ranks.items())
        return (*self._own_figures(where), *listed)

    def _own_figures(self, where: Where) -> tuple[Figure, ...]:
        """The figures of the form alone: what it prints and what its rows come to."""
        total, around = self.total_funding, where[-1]
        shown = {
            "mean_score": self.head.total_score,
            "execution_rate": total.rate_pct,
            "initial_budget": total.initial_budget_wan,
            "budget": total.full_year_budget_wan,
            "executed": total.executed_wan,
            "points_lost": self.waterfall.lost,
            "unscored_indicators": Decimal(self.unscored),
        }
        own = (Figure(FigureKey(measure, where), value) for measure, value in shown.items())
        steps = (
            Figure(FigureKey("points_lost", (("deduction", step.deduction_id), around)), step.points)
            for step in self.waterfall.steps
        )
        return (*own, *steps)


def _figure(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _groups(rows: list[IndicatorRow]) -> tuple[Group, ...]:
    """Runs of one level 1 and 2 in printed order, so that a label that comes twice stays where it is printed."""
    runs: list[list[IndicatorRow]] = []
    for row in rows:
        if not runs or (runs[-1][0].level1, runs[-1][0].level2) != (row.level1, row.level2):
            runs.append([])
        runs[-1].append(row)
    return tuple(
        Group(
            run[0].level1,
            run[0].level2,
            tuple(run),
            sum((row.weight for row in run if row.weight is not None), Decimal(0)),
            sum((row.score for row in run if row.score is not None), Decimal(0)),
            sum((row.deduction for row in run if row.deduction is not None), Decimal(0)),
        )
        for run in runs
    )


def project(snapshot: Snapshot, scope: Scope, project_id: str) -> ProjectDetail | None:
    """One form whole; None when the snapshot has no such project."""
    own: dict[str, object] = {"project": project_id}
    heads = snapshot.fetch(sql_of.HEAD, own, Head)
    if not heads:
        return None
    head = heads[0]
    by_number: dict[str, object] = {"number": head.number}
    if head.superseded:
        steps = tuple(snapshot.fetch(sql_of.SUPERSEDED_STEPS, own, Step))
        rows = snapshot.fetch(sql_of.SUPERSEDED_INDICATORS, own | by_number, IndicatorRow)
    else:
        steps = tuple(snapshot.fetch(sql_of.STEPS, by_number, Step))
        rows = snapshot.fetch(sql_of.INDICATORS, by_number, IndicatorRow)
    others = snapshot.rows(sql_of.OTHER_YEARS, own | {"key": head.project_key})
    return ProjectDetail(
        head,
        tuple(snapshot.fetch(sql_of.FUNDING, own, FundingRow)),
        _groups(rows),
        Waterfall(steps, sum((step.points for step in steps), points(None)), head.total_score),
        standing(snapshot, scope, project_id),
        tuple((None if year is None else whole(year), str(other)) for year, other in others),
    )


def source_lines(
    snapshot: Snapshot, document_id: str, first: int | None, last: int | None
) -> tuple[tuple[int, str], ...]:
    """(line, text) of a document as received, from `first` to `last`; the whole document where they are not known."""
    parameters = {"document": document_id, "first": first or 1, "last": last or 2**31 - 1}
    return tuple((whole(line), text(content) or "") for line, content in snapshot.rows(sql_of.LINES, parameters))
