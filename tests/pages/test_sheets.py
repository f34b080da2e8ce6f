"""Exported files, read again, hold what was written; nothing in them is run."""

import csv
import io
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.common.sheets import Fact, Head, Sheet, csv_file, file_name, guarded, write_workbook

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
CELL_TEXT = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=60)
HOSTILE = st.builds(str.__add__, st.sampled_from(FORMULA_STARTS), CELL_TEXT)
NUMBER = st.decimals(min_value=-(10**9), max_value=10**9, places=6, allow_nan=False)
HEADS = [Head("名称"), Head("金额", "money")]


@given(st.lists(st.tuples(CELL_TEXT | HOSTILE, NUMBER | st.none()), max_size=8))
def test_a_csv_read_again_is_what_was_written_and_starts_no_formula(rows: list[tuple[str, Decimal | None]]):
    content = csv_file(HEADS, rows)
    assert content.startswith(b"\xef\xbb\xbf")
    read = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert read[0] == ["名称", "金额"]
    for (text, number), (cell, amount) in zip(rows, read[1:], strict=True):
        assert not cell.startswith(FORMULA_STARTS)
        assert cell == (f"'{text}" if text.startswith(FORMULA_STARTS) else text)
        assert (Decimal(amount) if amount else None) == number


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (Decimal("-2.5"), "-2.5"),
        (Decimal("94.60"), "94.60"),
        (Decimal("1901.140000"), "1901.14"),
        (Decimal("100.000000"), "100"),
        (-3, -3),
        (None, ""),
        ("-2.5", "'-2.5"),
        ("=1+1", "'=1+1"),
        ("正常", "正常"),
    ],
)
def test_numbers_stay_numbers_and_texts_are_guarded(value: object, cell: object):
    assert guarded(value) == cell


def test_a_workbook_read_again_has_typed_cells_and_no_formula(tmp_path: Path):
    rows = [("=1+1", Decimal("-2.5")), ("http://example.invalid", None), ("007", Decimal("1901.140000"))]
    target = tmp_path / "a.xlsx"
    about = [Fact("筛选", "=全部"), Fact("扣分合计", Decimal("1234.50"), "points"), Fact("全年预算数", None, "money")]
    write_workbook(target, [Sheet("项目/表", HEADS, [rows[:2], rows[2:]])], about)
    book = openpyxl.load_workbook(target)
    assert [page.title for page in book] == ["说明", "项目 表"]
    page = book["项目 表"]
    assert page.freeze_panes == "A2"
    assert [[cell.value for cell in row] for row in page.iter_rows(min_row=2)] == [
        ["=1+1", -2.5],
        ["http://example.invalid", None],
        ["007", 1901.14],
    ]
    assert {cell.data_type for row in page.iter_rows(min_row=2, max_col=1) for cell in row} == {"s"}
    assert page["A3"].hyperlink is None
    first = book["说明"]
    assert [first[f"B{at}"].value for at in (1, 2, 3)] == ["=全部", 1234.5, "未填写"]
    assert (first["B2"].data_type, first["B2"].number_format) == ("n", "0.00")


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=30), st.lists(st.text(max_size=60), max_size=4))
def test_a_file_name_is_one_safe_name_with_its_date(what: str, parts: list[str]):
    name = file_name(what, parts, date(2026, 11, 24), "csv")
    assert name.endswith("_2026-11-24.csv")
    assert not set(name) & set('<>:"/\\|?*\n\r\t\x00')
    assert len(name) < 130
