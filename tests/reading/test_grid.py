"""Lines, cells, and where pages begin."""

import pytest

from data.reading.grid import MAX_COLUMNS, page_starts, read_grid


def test_lines_are_split_on_newline_alone() -> None:
    grid = read_grid("甲\t乙\u2028丙\x0b丁\x85\r\n\n戊\r\n")
    assert [(row.number, row.gap) for row in grid.rows] == [(1, "none"), (3, "blank")]
    assert grid.rows[0].cells[1].startswith("乙\u2028丙")


@pytest.mark.parametrize(
    ("between", "gap", "furniture"),
    [
        ("\n", "none", 0),
        ("\n\n", "blank", 0),
        ("\n\f\n", "break", 0),
        ("\n\f", "break", 0),
        ("\f\n", "break", 0),
        ("\n12\n", "break", 1),
        ("\n\n- 3 -\n\n", "break", 1),
        ("\n第 ３ 页 共 ４０ 页\n", "break", 1),
        ("\n3/40\n", "break", 1),
        ("\nPage 3 of 10\n", "break", 1),
        ("\n\t \t\n", "blank", 0),
    ],
)
def test_what_stands_between_two_rows(between: str, gap: str, furniture: int) -> None:
    grid = read_grid(f"甲\t乙{between}丙\t丁")
    assert grid.rows[-1].gap == gap
    assert grid.furniture == furniture
    assert grid.rows[-1].cells[0].strip() == "丙"
    assert grid.rows[-1].number == 1 + between.count("\n")


@pytest.mark.parametrize("line", ["5.00", "3次", "2021", "1\t2", "- 12345 -"])
def test_what_is_no_page_number(line: str) -> None:
    if line == "2021":  # four digits alone may number a page of a long report
        assert read_grid(line).furniture == 1
    else:
        assert len(read_grid(line).rows) == 1


def test_blank_lines_everywhere_are_no_page_breaks() -> None:
    for text, starts in (
        ("\n\n".join("甲乙丙丁"), (False, False, False, False)),
        ("甲\n\n乙\n\n\f丙\n\n丁", (False, False, True, False)),
        ("甲\n乙\n\n丙\n丁", (False, False, True, False)),
    ):
        assert page_starts([row.gap for row in read_grid(text).rows]) == starts


def test_a_line_of_thousands_of_cells_is_cut_and_counted() -> None:
    grid = read_grid("\t".join(["x"] * (MAX_COLUMNS + 7)))
    assert len(grid.rows[0].cells) == MAX_COLUMNS
    assert grid.rows[0].dropped == 7
