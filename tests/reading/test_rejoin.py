"""Line breaks inside cells: joined where a page comes out as one grid, left alone anywhere else."""

import pytest

from data.reading.grid import read_rows
from data.reading.rejoin import rejoined

FULL = "甲\t乙\t丙\t丁"


def cells(text: str) -> list[tuple[str, ...]]:
    """The rows of a text after rejoining."""
    return [row.cells for row in rejoined(read_rows(text))]


@pytest.mark.parametrize(
    ("torn", "whole"),
    [
        ("甲\t完成检\n查\t丙\t丁", ("甲", "完成检查", "丙", "丁")),
        ("甲\t完\n成检\n查\t丙\t丁", ("甲", "完成检查", "丙", "丁")),
        ("甲\t完成\n检查\t按期完\n成\t丁", ("甲", "完成检查", "按期完成", "丁")),
        ("\t乙\t共12\n场\t", ("", "乙", "共12场", "")),
        ("甲\tannual\nreport\t丙\t丁", ("甲", "annual report", "丙", "丁")),
        ('甲\t"完成\n检查"\t丙\t丁', ("甲", "完成检查", "丙", "丁")),
        ('甲\t"称为""重点""的\n检查"\t丙\t丁', ("甲", '称为"重点"的检查', "丙", "丁")),
        ('甲\t乙\t丙\t"因疫情\n未开展"', ("甲", "乙", "丙", "因疫情未开展")),
        ('"产出\n指标"\t乙\t丙\t丁', ("产出指标", "乙", "丙", "丁")),
    ],
)
def test_a_torn_row_is_whole_again_at_its_first_line(torn: str, whole: tuple[str, ...]) -> None:
    rows = list(rejoined(read_rows(f"{FULL}\n{FULL}\n{torn}\n{FULL}\n附注")))
    assert rows[2].cells == whole
    assert [row.number for row in rows[:3]] == [1, 2, 3]
    assert [row.cells for row in rows[3:]] == [tuple(FULL.split("\t")), ("附注",)]


@pytest.mark.parametrize(
    "text",
    [
        f"{FULL}\n{FULL}\n{FULL}\n甲\t乙\n{FULL}",  # a row that is short by itself
        f"{FULL}\n{FULL}\n{FULL}\n甲\t乙\n丙\t丁\t戊\t己",  # more than one row
        f"{FULL}\n{FULL}\n{FULL}\n甲\t乙\n\n丙\t丁\t戊",  # a page break between them
        f"{FULL}\n{FULL}\n{FULL}\t戊\n甲\t乙\n丙\t丁\t戊",  # too few rows to tell the width
        f"{FULL}\n{FULL}\n{FULL}\n{FULL}\t戊\n甲\t乙\n丙\t丁\t戊",  # no grid: a row is wider
        f"{FULL}\n质量指标\n{FULL}\n{FULL}",
        f'{FULL}\n{FULL}\n{FULL}\n甲\t乙\t丙\t"丁\n{FULL}',  # a quote that nothing closes
        f'{FULL}\n{FULL}\n甲\t12"显示器\t丙\t丁\n{FULL}',
    ],
)
def test_what_the_grid_does_not_settle_is_left_as_it_is(text: str) -> None:
    assert cells(text) == [row.cells for row in read_rows(text)]


def test_a_break_between_figures_is_remembered_as_a_doubt() -> None:
    text = f"{FULL}\n{FULL}\n{FULL}\n甲\t11.8\n649万元\t丙\t丁"
    row = list(rejoined(read_rows(text)))[3]
    assert (row.cells[1], row.torn) == ("11.8649万元", (1,))
