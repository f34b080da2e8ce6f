"""A small portfolio whose figures can be computed by hand; every test that uses it says the sum it expects.

2020 路灯维护: 100 → 100 → 80 (8.00 of 10), 社会效益 27 of 30 (疫情)                              total 95.00
2021 路灯维护: 100 → 120 → 120, 数量 45 of 50 (疫情), 满意度 8 of 10 (no survey, promise)          total 93.00
2021 档案整理: 10 → 10 → 5 (5.00 of 10), 数量 20 of 50 (no reason)                                total 65.00
2021 空白表:   another department, no money and no scores                                         no total
2021 档案整理 as first filed: total 100.00, superseded
"""

from decimal import Decimal
from pathlib import Path

from data.form.record import FormRecord, FundingRecord, IndicatorRecord
from data.store import FindingRow, Measured, Snapshot
from tests.analytics.filing import assessed, document, write

EPIDEMIC = "受疫情影响，部分路段未能按计划维护"
NO_SURVEY = "未开展满意度调查，以后年度将组织满意度调查"
LABELS = (("产出指标", "数量指标"), ("效益指标", "社会效益指标"), ("满意度指标", "服务对象满意度指标"))
NAMES = ("维护数量", "出行便利", "群众满意度")


def _row(at: int, line: int, weight: str | None, score: str | None, reason: str | None) -> IndicatorRecord:
    return IndicatorRecord(
        at + 1,
        *LABELS[at],
        NAMES[at],
        "≥100盏" if at == 0 else "显著",
        "90盏" if at == 0 else "显著",
        None if weight is None else Decimal(weight),
        None if score is None else Decimal(score),
        reason,
        reason,
        False,
        line,
        f"第{line}行",
    )


def form(
    year: int,
    name: str,
    money: tuple[str, str, str] | None,
    scores: tuple[str | None, ...],
    reasons: tuple[str | None, ...] = (None, None, None),
    *,
    total: str | None,
    execution: str | None,
    unit: str = "一单位",
    department: str = "甲局",
    first_line: int = 1,
) -> FormRecord:
    """A form with 数量 50, 社会效益 30, 满意度 10 and execution 10 points."""
    weights = ("50", "30", "10")
    amounts = [None, None, None] if money is None else [Decimal(each) for each in money]
    funding = FundingRecord(
        "total",
        *amounts,
        None if money is None else Decimal(10),
        None,
        None if execution is None else Decimal(execution),
        first_line + 4,
        f"第{first_line + 4}行",
    )
    rows = tuple(
        _row(at, first_line + 10 + at, weights[at] if total else None, scores[at], reasons[at]) for at in range(3)
    )
    return FormRecord(
        year,
        name,
        department,
        unit,
        "王某",
        "12345",
        "目标",
        "完成",
        (funding,),
        rows,
        Decimal(100) if total else None,
        None if total is None else Decimal(total),
        total is not None,
        first_line=first_line,
        last_line=first_line + 20,
    )


LAMPS_2020 = form(
    2020, "路灯维护", ("100", "100", "80"), ("50", "27", "10"), (None, EPIDEMIC, None), total="95", execution="8"
)
LAMPS_2021 = form(
    2021, "路灯维护", ("100", "120", "120"), ("45", "30", "8"), (EPIDEMIC, None, NO_SURVEY), total="93", execution="10"
)
ARCHIVE = form(
    2021, "档案整理", ("10", "10", "5"), ("20", "30", "10"), total="65", execution="5", unit="二单位", first_line=41
)
ARCHIVE_FIRST = form(
    2021, "档案整理", ("10", "10", "10"), ("50", "30", "10"), total="100", execution="10", unit="二单位"
)
BLANK = form(
    2021,
    "空白表",
    None,
    (None, None, None),
    total=None,
    execution=None,
    unit="三单位",
    department="乙局",
    first_line=81,
)


def small(path: Path) -> Path:
    """The portfolio as a snapshot: three documents, the last one files 档案整理 anew."""
    finding = FindingRow(
        "audit.05",
        "must_fix",
        "数量得分应为 45.00。",
        {},
        1,
        "20.00",
        "45.00",
        "S V",
        source_line=51,
        source_place="第51行",
    )
    over = Measured(1, "quantity", 100.0, 90.0, Decimal("45"), "正向指标：实际 90盏 ÷ 目标 ≥100盏 × 分值 50 = 45.00")
    return write(
        path,
        [
            document(1, [assessed(LAMPS_2020)]),
            document(2, [assessed(ARCHIVE_FIRST)]),
            document(3, [assessed(LAMPS_2021, [over]), assessed(ARCHIVE, [over], [finding]), assessed(BLANK)]),
        ],
    )


def id_of(snapshot: Snapshot, name: str, year: int = 2021) -> str:
    """The project_id of the form of that name and year."""
    sql = "SELECT project_id FROM project_fact WHERE name = $name AND fiscal_year = $year"
    return str(snapshot.rows(sql, {"name": name, "year": year})[0][0])
