"""Audit cases, read from tests/audit/cases/*.toml and filled up to whole forms.

One file per rule, and one of whole forms on which all rules speak; one case per `[[case]]`. A row is a text of cells
between " | ": level 2, name, target, actual, weight, score and, where there is one, the reason. "-" is an empty cell,
"'-'" a cell that prints a dash, "↑" a reason cell merged with the row above. What a case leaves out is filled in so
that the form balances: each level-1 group up to its points with a row that no rule touches, totals, funding of 100
wholly executed. So a finding is about the case.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any  # a case's table as TOML gives it

from data.form.checks import Form, mismatches
from data.form.record import SOURCES, FormRecord, FundingRecord, IndicatorRecord, Problem

CASES = Path(__file__).resolve().parent / "cases"
_GROUP = {"产出": "产出指标", "效益": "效益指标", "满意度": "满意度指标"}
_OUTPUT = ("数量", "质量", "进度", "时效", "成本")
_LEVEL2 = {"满意度": "服务对象满意度指标"}
_POINTS = {"产出": 50, "效益": 30, "满意度": 10}
_FILL = {
    "产出": ("数量指标", "季报编发", "4期", "4期"),
    "效益": ("社会效益指标", "季报订户", "≥300户", "320户"),
    "满意度": ("服务对象满意度指标", "季报订户满意度", "≥90%", "93%"),
}
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Expected:
    """One row per finding that must be there.

    `position` (of the form) and `ordinal` count from 1; None: the portfolio's, the project's finding.
    `values` are figures that stand in the finding's `expected`, or that its `how` comes to; `severity` None: not fixed.
    """

    rule: str
    position: int | None
    ordinal: int | None
    severity: str | None = None
    values: tuple[Decimal, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """One row per case of a rule, or of "all" rules together. `number` counts the cases of its file from 1.

    `silent` are further rules that must find nothing on its forms; a case in `doubt` fixes no findings.
    """

    rule: str
    number: int
    name: str
    forms: tuple[FormRecord, ...]
    expected: tuple[Expected, ...]
    silent: tuple[str, ...] = ()
    doubt: bool = False


@dataclass(slots=True)
class _Rows:
    groups: Mapping[str, int]
    made: list[IndicatorRecord] = field(default_factory=list)

    def add(self, level2: str, cells: Sequence[str | None], weight: Decimal | None, score: Decimal | None) -> None:
        """Append a row; cells are name, target, actual and the reason's cell."""
        name, target, actual, printed = cells
        shared = printed == "↑"
        printed = None if shared else printed
        effective = self.made[-1].deviation_reason if shared else printed
        number = len(self.made) + 1
        group = _GROUP[_group_of(level2)]
        record = IndicatorRecord(
            number, group, level2, name, target, actual, weight, score, effective, printed, shared, 12 + number,
            f"第{12 + number}行",
        )  # fmt: skip
        self.made.append(record)

    def fill(self) -> None:
        """One harmless row for the points of each group that the case leaves free."""
        for group, points in self.groups.items():
            rows = [row for row in self.made if row.level1 == _GROUP[group]]
            free = points - sum((row.weight or Decimal(0) for row in rows), Decimal(0))
            assert free >= 0, f"{group}的分值超过{points}"
            if free:
                level2, *cells = _FILL[group]
                self.add(level2, [*cells, None], free, free)


def cases(folder: Path = CASES) -> Iterator[Case]:
    """Every case of every file, in the order of the files."""
    for path in sorted(folder.glob("*.toml")):
        with path.open("rb") as file:
            content = tomllib.load(file)
        for number, table in enumerate(content["case"], 1):
            try:
                yield _case(content, table, number)
            except (AssertionError, ValueError, KeyError, ArithmeticError) as error:
                raise AssertionError(f"{path.name}「{table.get('name')}」不能读：{error!r}") from error


def _case(content: Mapping[str, Any], table: Mapping[str, Any], number: int) -> Case:
    if "scores" in table:
        forms = [_scored(str(total), place) for place, total in enumerate(table["scores"], 1)]
    else:
        forms = [_form(form, place) for place, form in enumerate(table.get("form", [table]), 1)]
    silent = tuple(table.get("silent", content.get("silent", ())))
    expected = tuple(_expected(content["rule"], text) for text in table.get("expect", ()))
    return Case(content["rule"], number, table["name"], tuple(forms), expected, silent, table.get("doubt", False))


def _expected(rule: str, text: str) -> Expected:
    where, *rest = text.split()
    if rule == "all":
        rule, where = f"audit.{where}", rest.pop(0)
    severity = rest.pop(0) if rest and rest[0].isascii() and rest[0][0].isalpha() else None
    values = tuple(Decimal(value) for value in rest)
    position, _, ordinal = where.rpartition(":")
    if where == "portfolio":
        return Expected(rule, None, None, severity, values)
    return Expected(rule, int(position or 1), None if ordinal == "form" else int(ordinal), severity, values)


def _scored(total: str, number: int) -> FormRecord:
    """A form of the given total score: what is missing to 100 was lost on one row, for its own reason."""
    lost = 100 - Decimal(total)
    row = f"质量 | 第{number}批抽检合格率 | 100% | {100 - 2 * lost}% | 50 | {50 - lost} | 第{number}批样品送检不合格"
    return _form({"rows": [row] if lost else []}, number)


def _form(table: Mapping[str, Any], number: int) -> FormRecord:
    groups = _points(table["groups"]) if "groups" in table else _POINTS
    rows = _Rows(groups)
    for text in table.get("rows", ()):
        cells = [_cell(cell) for cell in text.split(" | ")]
        assert len(cells) in (6, 7), f"第{len(rows.made) + 1}行有{len(cells)}格"
        level2, name, target, actual, weight, score, *reason = cells
        assert level2 is not None
        reason_cell = reason[0] if reason else None
        rows.add(_full(level2), (name, target, actual, reason_cell), _figure(weight), _figure(score))
    if table.get("fill", True):
        rows.fill()
    funding = _funding(table)
    total_weight, total_score = _totals(table, funding[0], rows.made)
    printed = {_GROUP[group]: Decimal(points) for group, points in groups.items()}
    printed = printed if table.get("groups_printed", True) else {}
    wrong = mismatches(Form(funding[0], rows.made, total_weight, total_score, printed))
    record = FormRecord(
        table.get("fiscal_year", 2023),
        f"第{number}个项目",
        "某县县级部门",
        "某县下属单位",
        "李敏",
        "62010000",
        table.get("goal", "按年度计划做好各项工作。"),
        table.get("achieved", "各项工作按年度计划开展。"),
        funding,
        tuple(rows.made),
        total_weight,
        total_score,
        not wrong,
        first_line=1,
        last_line=40,
        level1_points=printed,
    )
    if not wrong:
        return record
    figures = "；".join(f"{item.what}{item.found}，表上为{item.printed}" for item in wrong)
    stated = "；".join(f"{item.what}{item.printed}" for item in wrong)
    formed = "；".join(f"{item.what}{item.found}" for item in wrong)
    parameters = {"figures": figures, "culprit": "某项"}
    problem = Problem("reading.unbalanced", "must_fix", parameters, None, 39, "第39行", stated, formed)
    return replace(record, problems=(problem,))


def _points(text: str) -> dict[str, int]:
    """Level-1 points as a case writes them: 产出50 效益30 满意度10."""
    return {word.rstrip("0123456789"): int(word[len(word.rstrip("0123456789")) :]) for word in text.split()}


def _funding(table: Mapping[str, Any]) -> tuple[FundingRecord, ...]:
    initial, full, executed = (_figure(_cell(cell)) for cell in table.get("funding", "100 100 100").split())
    rate = score = None
    weight: Decimal | None = Decimal(10)
    if "execution" in table:
        weight, rate, score = (_figure(_cell(cell)) for cell in table["execution"].split())
    elif full and executed is not None:
        rate = (executed / full * 100).quantize(_CENT, ROUND_HALF_UP)
        score = (min(executed / full, Decimal(1)) * 10).quantize(_CENT, ROUND_HALF_UP)
    total = FundingRecord("total", initial, full, executed, weight, rate, score, 7, "第7行")
    lines = [total, FundingRecord("fiscal_appropriation", initial, full, executed, None, rate, None, 8, "第8行")]
    lines += [FundingRecord(source, *[Decimal(0)] * 3, None, None, None) for source in SOURCES[2:]]
    if "other_funding" in table:
        amounts = [_figure(cell) for cell in table["other_funding"].split()]
        lines[3] = FundingRecord("other", *amounts, None, _figure(table.get("other_rate")), None, 10, "第10行")
    return tuple(lines)


def _totals(
    table: Mapping[str, Any], funding: FundingRecord, rows: Sequence[IndicatorRecord]
) -> tuple[Decimal | None, Decimal | None]:
    if "total" in table:
        weight, score = (_figure(_cell(cell)) for cell in table["total"].split())
        return weight, score
    weights = [funding.weight, *(row.weight for row in rows)]
    scores = [funding.score, *(row.score for row in rows)]
    return sum((w or Decimal(0) for w in weights), Decimal(0)), sum((s or Decimal(0) for s in scores), Decimal(0))


def _cell(text: str) -> str | None:
    text = text.strip()
    return None if text in ("-", "") else text.strip("'")


def _figure(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _full(level2: str) -> str:
    return _LEVEL2.get(level2, level2 + "指标")


def _group_of(level2: str) -> str:
    if "满意" in level2:
        return "满意度"
    return "产出" if level2[:2] in _OUTPUT else "效益"
