"""A line break inside any cell of the real forms: what is read stays the same, or a finding says where to look."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from data.form.read import read_document
from data.form.record import DocumentRecord, FormRecord
from tests.form.filing_text import form_lines, form_text


def _broken(number: int, quoted: bool) -> Iterator[tuple[str, str]]:
    """The form with one cell of words broken in its middle, and that cell, for every line and cell."""
    lines = form_lines(number)
    for at, line in enumerate(lines):
        cells = line.split("\t") if "\t" in line else []
        for column, cell in enumerate(cells):
            half = len(cell) // 2
            if half < 2 or " " in cell[half - 1 : half + 1] or re.fullmatch(r"[\d.,%]+", cell):
                continue
            torn = f"{cell[:half]}\n{cell[half:]}"
            row = [*cells[:column], f'"{torn}"' if quoted else torn, *cells[column + 1 :]]
            yield "\n".join([*lines[:at], "\t".join(row), *lines[at + 1 :]]), cell


def _said(form: FormRecord) -> object:
    rows = [replace(row, source_line=None, source_place="") for row in form.indicators]
    money = [replace(row, source_line=None, source_place=None) for row in form.funding]
    return rows, money, form.name, form.department, form.goal_expected, form.goal_achieved, form.total_score


def _findings(document: DocumentRecord) -> list[str]:
    return [problem.rule for problem in (*document.problems, *document.forms[0].problems)]


@pytest.mark.parametrize("number", [2, 5, 8, 11])
@pytest.mark.parametrize("quoted", [False, True], ids=["wrapped", "quoted"])
def test_a_line_break_in_a_cell_changes_nothing_or_is_reported(number: int, quoted: bool) -> None:
    usual = read_document(form_text(number))
    tried = right = 0
    for text, cell in _broken(number, quoted):
        document = read_document(text)
        assert len(document.forms) == 1, cell
        same = _said(document.forms[0]) == _said(usual.forms[0])
        assert same or set(_findings(document)) - set(_findings(usual)), cell
        tried, right = tried + 1, right + same
    assert tried > 40
    assert right >= 0.9 * tried


def test_a_figure_that_a_line_break_cut_is_joined_and_reported() -> None:
    document = read_document(form_text(1).replace("11.8649万元", "11.8\n649万元"))
    assert document.forms[0].indicators[7].actual == "11.8649万元"
    (problem,) = document.problems
    assert (problem.rule, problem.severity, problem.printed) == ("reading.torn_cell", "check", "11.8649万元")
    assert problem.source_line is not None


def test_a_label_that_a_line_break_tore_is_whole_again() -> None:
    text = form_text(1).replace("项目名称", "项目\n名称").replace("效益指标 (30分)", "效益指标\n(30分)")
    assert _said(read_document(text).forms[0]) == _said(read_document(form_text(1)).forms[0])
    assert read_document(text).usage["unread"] == 0
