"""Rows as files: CSV that Excel reads right and runs nothing of, and XLSX with typed columns. No screen here.

A text that starts like a formula gets an apostrophe before it in a CSV (numbers stay numbers: -2.5 is -2.5). In a
workbook texts are written as texts, so nothing is added to them.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO, Final

import xlsxwriter

from pages.common.formats import not_stated
from pages.common.words import _

BOM: Final = "\ufeff"
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_SHEET_ROWS = 1_048_576
_FORMATS: Final = {
    "points": "0.00",
    "money": "#,##0.00####",
    "percent": "0.00",
    "whole": "0",
    "count": "#,##0",
    "text": "@",
}
_WIDTHS: Final = {"points": 9, "money": 15, "percent": 10, "whole": 8, "count": 9, "text": 22}
_BAD_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\']")

Value = object


@dataclass(frozen=True, slots=True)
class Head:
    """One column of a file: its title, and what it holds (text, whole, count, points, money, percent)."""

    title: str
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the first sheet: what it is, its value (None: not stated), and what kind of value (as of Head)."""

    label: str
    value: Value
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook; rows come in batches and are never held together."""

    name: str
    heads: Sequence[Head]
    batches: Iterable[Sequence[Sequence[Value]]]


def guarded(value: Value) -> Value:
    """A cell of a CSV: texts that a spreadsheet would run get an apostrophe before them, None is empty."""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) else value
    return plain(value)


def plain(value: Value) -> Value:
    """Numbers without trailing zeros that the form did not print: money to the digit, points as they are."""
    if isinstance(value, Decimal):
        exact = value if value.as_tuple().exponent >= -2 else value.normalize()  # type: ignore[operator]
        return f"{exact:f}"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    return "" if value is None else value


def csv_parts(heads: Sequence[Head], batches: Iterable[Sequence[Sequence[Value]]]) -> Iterator[bytes]:
    """A CSV file piece by piece: UTF-8 with the mark that Excel needs, the titles, then the rows."""
    yield (BOM + _lines([[guarded(head.title) for head in heads]])).encode("utf-8")
    for batch in batches:
        yield _lines([[guarded(value) for value in row] for row in batch]).encode("utf-8")


def csv_of_lines(heads: Sequence[Head], chunks: Iterable[Sequence[bytes]]) -> Iterator[bytes]:
    """The same file from lines that the database made."""
    yield from csv_parts(heads, ())
    for lines in chunks:
        yield b"\r\n".join((*lines, b""))


def csv_file(heads: Sequence[Head], rows: Sequence[Sequence[Value]]) -> bytes:
    """The same as one value, for what a screen shows."""
    return b"".join(csv_parts(heads, [rows]))


def _lines(rows: Iterable[Sequence[Value]]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerows(rows)
    return buffer.getvalue()


def write_workbook(target: Path | BinaryIO, sheets: Iterable[Sheet], about: Sequence[Fact]) -> None:
    """An XLSX workbook: a first sheet that says what it holds, then the sheets with frozen heads and typed columns.

    More rows than a sheet can take go on in a second one, '… (2)': nothing is cut off.
    """
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "constant_memory": True,
        "remove_timezone": True,
    }
    with xlsxwriter.Workbook(str(target) if isinstance(target, Path) else target, options) as book:
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        names: set[str] = set()
        first = book.add_worksheet(_sheet_name(_("说明"), names))
        first.set_column(0, 0, 20)
        first.set_column(1, 1, 90)
        kinds = {fact.kind for fact in about}
        forms = {kind: book.add_format({"num_format": _FORMATS[kind], "align": "left"}) for kind in kinds}
        for at, fact in enumerate(about):
            first.write_string(at, 0, fact.label, bold)
            _write_cell(first, at, 1, not_stated() if fact.value is None else fact.value, fact.kind, forms[fact.kind])
        for sheet in sheets:
            _write_sheet(book, sheet, bold, names)


def _write_sheet(book: xlsxwriter.Workbook, sheet: Sheet, bold: object, names: set[str]) -> None:
    formats = [book.add_format({"num_format": _FORMATS[head.kind], "valign": "top"}) for head in sheet.heads]
    kinds = [head.kind for head in sheet.heads]
    page, line = None, _SHEET_ROWS
    part = 0
    for batch in sheet.batches:
        for row in batch:
            if line >= _SHEET_ROWS or page is None:
                part += 1
                page = _headed(book, sheet, bold, f" ({part})" if part > 1 else "", names)
                line = 1
            for at, value in enumerate(row):
                _write_cell(page, line, at, value, kinds[at], formats[at])
            line += 1
    if page is None:
        _headed(book, sheet, bold, "", names)


def _headed(book: xlsxwriter.Workbook, sheet: Sheet, bold: object, suffix: str, names: set[str]):  # noqa: ANN202
    page = book.add_worksheet(_sheet_name(sheet.name, names, suffix))
    for at, head in enumerate(sheet.heads):
        page.set_column(at, at, max(_WIDTHS[head.kind], min(2 * len(head.title) + 2, 24)))
        page.write_string(0, at, head.title, bold)
    page.freeze_panes(1, 0)
    return page


def _write_cell(page, line: int, at: int, value: Value, kind: str, form: object) -> None:  # noqa: ANN001
    if value is None:
        return
    if kind != "text" and isinstance(value, Decimal | int | float):
        page.write_number(line, at, float(value), form)
    elif isinstance(value, date | datetime):
        page.write_string(line, at, str(plain(value)), form)
    else:
        page.write_string(line, at, str(value)[:32_767], form)


def _sheet_name(name: str, names: set[str], suffix: str = "") -> str:
    name = _BAD_IN_SHEET_NAME.sub(" ", name)[: 31 - len(suffix)] + suffix
    names.add(name)
    return name


def file_name(what: str, parts: Sequence[str], day: date, ending: str) -> str:
    """What, filter and date, safe for every file system: '扣分明细_2021_疫情影响_2026-11-24.csv'."""
    whole = "_".join(part for part in (what, *parts) if part)
    clean = re.sub(r"[\x00-\x1f\x7f<>:\"/\\|?*\s]+", "-", whole).strip("-. ")
    return f"{clean[:100]}_{day:%Y-%m-%d}.{ending}"
