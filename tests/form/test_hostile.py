"""Texts made to hang or break a reader: each ends in bounded time, with a clear problem where one is due."""

import re
import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.form.read import read_document
from data.reading.grid import read_rows
from data.reading.rejoin import rejoined
from tests.form.filing_text import TEXT, form_lines

_LINES = form_lines(1)
_START = next(index for index, line in enumerate(_LINES) if "一级指标" in line)
_ROW = "\t\t某指标\t完成\t完成\t0.01\t0.01\t"
_SECONDS = 20.0  # generous: a shared machine may be slow; what hangs takes minutes


def _with(rows: list[str], at: int = _START + 2) -> str:
    return "\n".join([*_LINES[:at], *rows, *_LINES[at:]])


@pytest.mark.parametrize(
    ("make", "rule"),
    [
        (lambda: _with([_ROW] * 10_000), "reading.too_many_rows"),
        (lambda: _with(["\t数量指标" * 60] * 300), "reading.too_many_rows"),
        (lambda: re.sub(r"\(\d+分\)", "", _with([_ROW] * 140)), "reading.unbalanced"),
        (lambda: _with(["\t\t某\t完成\t完成\t1.00\t2.00\t3.00\t0.01\t0.01"] * 140), "reading.unbalanced"),
        (lambda: _with(["\t\t某\t完成\t完成\t0.01\t\t"] * 140), "reading.number_missing"),
        (lambda: _with(["\t".join(["x"] * 5_000)] * 20), "reading.number_missing"),
        (lambda: _with(["\t" * 1_000_000]), None),
        (lambda: _with(["\t" + "字" * 4_000_000 + "\t\t\t完成"], 15), None),
        (lambda: _with(["\t" + "<p " * 400_000 + "\t\t\t完成"], 15), None),
        (lambda: _with(["\t" + r"$\geq \text{" * 200_000 + "\t\t\t完成"], 15), None),
        (lambda: _with(["\t\t" + "1" * 1_000_000 + "\t完成\t完成\t0.01\t0.01\t"]), "reading.unbalanced"),
        (lambda: _with([_LINES[4]] * 10_000), None),
        (lambda: _with(["项目支出绩效自评表"] * 10_000), None),
        (lambda: "\n" * 5_000_000 + TEXT, None),
        (lambda: "\n".join(f"项目名称\t\t某{number}" for number in range(5_000)), "reading.truncated"),
        (lambda: "\x00" * 100_000 + TEXT, None),
    ],
)
def test_it_ends_and_says_what_is_wrong(make: Callable[[], str], rule: str | None) -> None:
    text = make()
    start = time.monotonic()
    document = read_document(text)
    assert time.monotonic() - start < _SECONDS
    rules = {problem.rule for form in document.forms for problem in form.problems}
    assert rule is None or rule in rules
    assert all(form.balanced is False for form in document.forms) or rule is None


_PIECES = st.sampled_from(
    [
        *(cell for cell in set(re.split(r"[\t\n]", TEXT)) if len(cell) < 40),
        "",
        "",
        "",
        "\f",
        "12",
        "第3页",
        "-0.50",
        "{x}",
        "%s",
    ]
)


@pytest.mark.parametrize(
    "text",
    [
        "1.83\t项目名称\t可持续影响指标\n效益指标\t填报注意事项：\t项目名称",
        "年度资金总额:\t项目名称\t97.99\t进度指标\t年度资金总额:\n20人次\t数量指标\t项目名称",
        "效益指标 (40分)\t项目名称\t质量指标\t初赛人数\n完成职权知识图谱1套\t效益指标\t项目名称",
    ],
)
def test_a_line_that_is_of_a_head_and_of_the_table_does_not_stop_the_reading(text: str) -> None:
    """It was neither skipped as a head that is printed again nor read as a row: the reading never went on."""
    assert read_document(text).usage


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(_PIECES, max_size=9).map("\t".join), max_size=40).map("\n".join))
def test_any_text_is_read_and_every_cell_counted(text: str) -> None:
    document = read_document(text)
    # a cell that a line break tore apart is one
    cells = [cell for row in rejoined(read_rows(text)) for cell in row.cells]
    assert sum(document.usage.values()) == sum(bool(re.sub(r"</?p>", "", cell).strip()) for cell in cells)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_filing_with_lines_lost_or_swapped_is_read(data: st.DataObject) -> None:
    lines = list(_LINES)
    for _ in range(data.draw(st.integers(1, 6))):
        first, second = (data.draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        if data.draw(st.booleans()):
            lines[first], lines[second] = lines[second], lines[first]
        else:
            del lines[first]
    for form in read_document("\n".join(lines)).forms:
        assert not form.balanced or sum(row.weight or 0 for row in form.indicators) == 90
        assert [row.ordinal for row in form.indicators] == list(range(1, len(form.indicators) + 1))
