"""解释这个数, its words: the formula with the numbers put in, what a row is, and the rows as a file. No screen here."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Final

from analytics.explain import Explanation, UnknownFigure, decode, explain
from analytics.explain.bases import Base
from analytics.explain.catalogue import MEASURES
from analytics.explain.columns import parts
from analytics.explain.measure import Unit
from analytics.explain.opened import ExplainedRow
from analytics.explain.single import opened_as
from analytics.labels import cause_label, level_label, source_label
from analytics.scope import Scope
from data.store import Snapshot
from pages.common import formats
from pages.common.sheets import Head, csv_file, file_name
from pages.common.summary import scope_words
from pages.common.words import _, counted, translator

# More rows than this are one sum in the file too: a spreadsheet holds a million lines.
FILE_ROWS: Final = 500_000
_OF_TWO = ("ratio", "percent", "rank", "less")
_TERMS = 6  # so many addends are written out
_PLACES = Decimal("0.000001")

_VALUES: Final[dict[Unit, Callable[[Decimal], str]]] = {
    "count": lambda value: f"{value:,.0f}",
    "points": lambda value: formats.points(value),
    "wan": formats.money,
    "percent": formats.percent,
    "percent_points": lambda value: formats.points(value),
    "rank": lambda value: f"{value:,.0f}",
}


def value_text(opened: Explanation) -> str:
    """The figure as screens write it."""
    return formats.NOT_APPLICABLE if opened.value is None else _VALUES[opened.unit](opened.value)


def number(value: Decimal, least: int = 0) -> str:
    """An addend: as many digits as it has, from `least` up to six behind the point.

    >>> number(Decimal("1901.140"), 2), number(Decimal("-13.00")), number(Decimal(99), 2)
    ('1,901.14', '−13', '99.00')
    """
    rounded = value.quantize(_PLACES)
    whole, _point, fraction = f"{abs(rounded):,f}".partition(".")
    fraction = fraction.rstrip("0").ljust(least, "0")
    text = f"{whole}.{fraction}" if fraction else whole
    return f"−{text}" if rounded < 0 else text


def texts_of(opened: Explanation, *values: Decimal) -> list[str]:
    """Numerator (and denominator) as written in the formula and in the rows: points and money with two decimals."""
    exact = opened.unit in ("points", "percent_points", "wan") or opened.numerator != int(opened.numerator)
    least = 2 if exact else 0
    of_counts = opened.form == "ratio" and opened.denominator == int(opened.denominator)
    return [number(value, least if at == 0 or not of_counts else 0) for at, value in enumerate(values)]


def with_numbers(opened: Explanation) -> str:
    """The formula with the numbers put in: '2,546.94 ÷ 2,575.25 × 100% = 98.90%'."""
    if opened.value is None:
        return _("没有可以计算的行。")
    if opened.worded:
        return opened.worded
    result = value_text(opened)
    above, below = texts_of(opened, opened.numerator, opened.denominator)
    if opened.form == "less":
        return f"{above} − {below} = {result}"
    if opened.form == "ratio":
        return f"{above} ÷ {below} = {result}"
    if opened.form == "percent":
        return f"{above} ÷ {below} × 100% = {result}"
    if opened.form == "rank":
        return f"{opened.numerator:,.0f} + 1 = {result}"
    if opened.form == "remainder":
        return f"100 − {above} = {result}"
    if opened.form == "difference":
        return " − ".join(number(abs(row.numerator), 2) for row in opened.rows) + f" = {result}"
    if opened.form == "spread":
        return _("{n}中最高的 − 最低的 = {value}").format(n=counted("{n} 行", opened.total_rows), value=result)
    if opened.form == "highest":
        return _("{n} 中最高的 = {value}").format(n=counted("{n} 行", opened.total_rows), value=result)
    if opened.form == "lowest":
        return _("{n} 中最低的 = {value}").format(n=counted("{n} 行", opened.total_rows), value=result)
    if opened.total_rows == 1 and opened.unit != "count":
        return ""  # the one row below is the figure
    if 1 < opened.total_rows <= _TERMS and opened.unit != "count":
        return " + ".join(texts_of(opened, row.numerator)[0] for row in opened.rows) + f" = {result}"
    return _("{n}相加 = {value}").format(n=counted("{n} 行", opened.total_rows), value=result)


def columns_of(opened: Explanation) -> list[str]:
    """The titles of the numbers of a row: one, or what stands above and below the line, or what is subtracted."""
    if opened.form == "product":
        return [_("计算")]
    if opened.form in _OF_TWO and all(two := parts(opened.key.measure, translator())):
        return [*two, _difference(opened)] if opened.form == "less" else list(two)
    if opened.form == "rank":
        return [_("计入")]
    units = {"wan": _("万元"), "points": _("分"), "percent_points": "%"}
    return [units.get(opened.unit, _("计入"))]


def _difference(opened: Explanation) -> str:
    return _("相差（万元）") if opened.unit == "wan" else _("相差")


def numbers_of(opened: Explanation, row: ExplainedRow) -> list[Decimal | None]:
    """The numbers of a row, as many as there are titles; None for the scores of many rows, which have no sum."""
    if len(columns_of(opened)) == 1:
        return [row.numerator]
    if opened.form == "less":
        return [row.numerator, row.denominator, row.numerator - row.denominator]
    return [row.numerator, None if opened.form == "rank" and row.rows > 1 else row.denominator]


def written(opened: Explanation, row: ExplainedRow) -> list[str]:
    """The numbers of a row as they are shown: of a product with the sign of what is done with each."""
    if opened.form == "product":
        return [_factor(row)]
    if opened.form == "rank":
        score = ["" if each is None else formats.points(each) for each in numbers_of(opened, row)[1:]]
        return [number(row.numerator), *score]
    return texts_of(opened, *(each for each in numbers_of(opened, row) if each is not None))


def _factor(row: ExplainedRow) -> str:
    if not row.denominator:
        return formats.NOT_APPLICABLE  # it was compared, and met
    part = part_of(row)[0]
    if part == "weight":
        return number(row.numerator, 2)
    divides = row.numerator == 1 if part == "target" else row.denominator != 1
    return f"÷ {number(row.denominator)}" if divides else f"× {number(row.numerator)}"


def part_of(row: ExplainedRow) -> list[str]:
    """Of a row of a recomputed score: which part it is, what the form says there, the indicator's name."""
    return (row.detail or "").split("\x1f", 2)


def _part_words(row: ExplainedRow) -> str:
    part, said, name = part_of(row)
    if part == "share":
        return _("{name} · 扣分值的 {n}%").format(name=name, n=said)
    named = {"weight": _("分值"), "target": _("目标值"), "actual": _("实际值")}[part]
    return " · ".join(each for each in (name, f"{named} {said}".strip()) if each)


def subject_of(opened: Explanation) -> str:
    """The head of what names a row: the project, or what stands for itself."""
    if opened.form == "difference":
        return _("内容")
    if opened.key.measure in ("units", "departments"):
        return _("实施单位") if opened.key.measure == "units" else _("主管部门")
    named = {"cause_total": _("扣分原因"), "level_total": _("指标类别")}
    return named.get(MEASURES[opened_as(opened.key)].base, _("项目名称"))


def cause_of(opened: Explanation, row: ExplainedRow) -> str | None:
    """The cause that a row stands for, of a figure that counts causes."""
    return row.detail if MEASURES[opened_as(opened.key)].base == "cause_total" and row.rows == 1 else None


def detail_of(opened: Explanation, row: ExplainedRow) -> str:
    """What the row is within its project: the indicator, the funding source, the cause; '' for the form itself."""
    base: Base = MEASURES[opened_as(opened.key)].base
    if row.figure is not None:
        return row.detail or ""
    if row.detail is None:
        return _("预算执行率") if base in ("deduction", "regained", "regained_on") else ""
    if base == "factor":
        return _part_words(row)
    if base in ("regained", "regained_on"):
        return formats.text(row.detail.strip() or None) if row.detail else _("表印总分")
    if base == "funding":
        return source_label(row.detail, translator())
    if base == "group":
        return formats.text(row.detail or None)
    if base == "level_total":
        return " · ".join(level_label(each or None, translator()) for each in row.detail.split(" · "))
    return cause_label(row.detail, translator()) if base in ("cause", "cause_total") else row.detail


def rest_text(row: ExplainedRow) -> str:
    """What stands for the rows that are not listed."""
    return counted("未列出的 {n} 行合计", row.rows)


def explained_csv(snapshot: Snapshot, scope: Scope, key: str) -> tuple[str, bytes] | None:
    """The name and the bytes of a file with the rows of a figure; None for a key that names none."""
    try:
        opened = explain(snapshot, scope, decode(key), translator(), FILE_ROWS)
    except UnknownFigure:
        return None
    kind = "text"
    heads = [Head(_("年度"), "whole"), Head(_("项目名称")), Head(_("内容"))]
    heads += [Head(title, kind) for title in columns_of(opened)]
    heads += [Head(_("来源文件编号")), Head(_("来源位置")), Head(_("项目编号"))]
    rows = [_csv_row(opened, row) for row in opened.rows]
    name = file_name(opened.title, scope_words(snapshot, opened.scope), date.today(), "csv")
    return name, csv_file(heads, rows)


def _csv_row(opened: Explanation, row: ExplainedRow) -> tuple[object, ...]:
    listed = row.rows == 1
    name = row.project_name if listed else rest_text(row)
    numbers = written(opened, row) if opened.form == "product" else numbers_of(opened, row)
    return (
        row.fiscal_year,
        name,
        detail_of(opened, row) if listed else "",
        *numbers,
        row.document_id,
        None if row.source_place is None else formats.place(row.source_place),
        row.project_id,
    )
