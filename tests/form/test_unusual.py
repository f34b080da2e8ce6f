"""Forms that are not as they should be: what is read of them, and what is said."""

import re

import pytest

from data.form.read import read_document
from data.form.record import DocumentRecord, FormRecord
from data.form.sentences import TEMPLATES, sentence
from tests.form.filing_text import TEXT, form_lines, form_text

FORM = form_text(1)


def _only(text: str) -> FormRecord:
    document = read_document(text)
    assert len(document.forms) == 1
    return document.forms[0]


def _rules(form: FormRecord) -> set[str]:
    return {problem.rule for problem in form.problems}


def _said(document: DocumentRecord) -> str:
    said = [sentence(problem) for problem in document.problems]
    return "\n".join(said + [sentence(problem, form.name) for form in document.forms for problem in form.problems])


def test_a_truncated_form_is_kept_and_the_next_one_read() -> None:
    document = read_document("\n".join(form_lines(1)[:22]) + "\n" + form_text(5))
    assert [form.name for form in document.forms][1] == "博士后工作站联合培养费"
    first, second = document.forms
    assert "reading.broken_off" in _rules(first) and not first.balanced and len(first.indicators) == 6
    assert second.balanced and second.fiscal_year == 2021
    assert document.usage["unread"] == 0


_HEAD, _ROWS = form_lines(5)[:4], form_lines(5)[4:]
_OTHER = "另一张表“博士后工作站联合培养费”"


@pytest.mark.parametrize(
    ("after", "rule", "said"),
    [
        (_ROWS, "reading.broken_off", f"到第22行就断了：第23行起是{_OTHER}。请对照原表补全“电气安全技术支撑"),
        (_HEAD + _ROWS, "reading.broken_off", f"到第22行就断了：第23行起是{_OTHER}"),
        (["", "", *_HEAD, *_ROWS], "reading.broken_off", f"到第22行就断了：第25行起是{_OTHER}"),
        ([line.replace("项目名称\t", "项目名称：") for line in _ROWS], "reading.broken_off", f"第23行起是{_OTHER}"),
        ([], "reading.truncated", "文件到第22行可能不完整；请核对原表后重新提交完整的文件"),
        (["填报注意事项", "1. 甲", *_HEAD, *_ROWS], "reading.truncated", "文件到第22行可能不完整"),
    ],
)
def test_a_form_cut_off_by_another_says_where_and_by_which(after: list[str], rule: str, said: str) -> None:
    document = read_document("\n".join(form_lines(1)[:22] + after))
    first, *others = document.forms
    assert [problem.rule for problem in first.problems if problem.rule.endswith(("truncated", "off"))] == [rule]
    assert said in _said(document)
    assert (first.last_line, len(first.indicators)) == (22, 6)
    assert [(other.name, other.balanced) for other in others] == [("博士后工作站联合培养费", True)] * bool(after)
    assert not {problem.rule for other in others for problem in other.problems} & {"reading.broken_off"}


def test_two_forms_glued_are_two() -> None:
    end = next(index for index, line in enumerate(form_lines(1)) if line.startswith("总分"))
    document = read_document("\n".join(form_lines(1)[: end + 1]) + "\n" + form_text(5))
    assert [form.balanced for form in document.forms] == [True, True]
    assert document.usage["unread"] == 0


def test_a_planning_form_is_named_and_the_rest_is_read() -> None:
    document = read_document(FORM.replace("项目支出绩效自评表", "项目支出绩效目标申报表") + form_text(5))
    assert [form.name for form in document.forms] == ["博士后工作站联合培养费"]
    assert [problem.rule for problem in document.problems] == ["reading.planning_form"]
    assert "申报表" in _said(document) and "电气安全技术支撑" in _said(document)


@pytest.mark.parametrize("text", ["hello world\n", "这是\t一个\t文件\n", "\n\n", "1\t2\t3\n" * 50])
def test_a_document_without_a_form_says_so(text: str) -> None:
    document = read_document(text)
    assert document.forms == ()
    assert [problem.rule for problem in document.problems] == ["reading.no_form"]


def test_a_repeated_head_is_no_second_form_and_no_rows() -> None:
    lines = form_lines(10)
    at = next(index for index, line in enumerate(lines) if line.startswith("绩效指标"))
    start = next(index for index, line in enumerate(lines) if line.startswith("项目名称"))
    header = next(index for index, line in enumerate(lines) if "一级指标" in line)
    repeated = [*lines[:at], *lines[:start], *lines[start : header + 1], *lines[at:]]
    form, usual = _only("\n".join(repeated)), _only("\n".join(lines))
    assert [(row.level2, row.name, row.score) for row in form.indicators] == [
        (row.level2, row.name, row.score) for row in usual.indicators
    ]
    assert form.balanced
    assert read_document("\n".join(repeated)).usage["unread"] == 0


def test_a_missing_year_is_none_and_reported() -> None:
    form = _only(FORM.replace("(2021年度)", ""))
    assert form.fiscal_year is None and "reading.year_missing" in _rules(form)


def test_cells_that_nothing_accounts_for_are_counted_and_placed() -> None:
    document = read_document(FORM + "\n\n某某\t无关\t内容\n")
    assert document.usage["unread"] == 3
    assert [problem.rule for problem in document.problems] == ["reading.unread_cells"]
    assert sum(document.usage.values()) == len(re.findall(r"[^\t\n]*[^\t\n\s][^\t\n]*", FORM)) + 3


def test_every_rule_that_is_reported_has_a_sentence() -> None:
    texts = [FORM.replace("5.00\t4.00", "5.00\t"), "\n".join(form_lines(1)[:22]), TEXT, "项目名称\t\t某\n"]
    rules = {problem.rule for text in texts for form in read_document(text).forms for problem in form.problems}
    assert len(rules) >= 8
    assert rules <= set(TEMPLATES)


def _second_page(lines: list[str]) -> int:
    """Index of the first line of form 10's table after its page break."""
    return next(index for index, line in enumerate(lines) if line.startswith("产出指标"))


def test_a_running_header_is_page_furniture() -> None:
    lines = form_lines(10)
    at = _second_page(lines)
    header = "某市某局部门决算公开"
    document = read_document("\n".join([header, *lines[:at], header, *lines[at:]]))
    usual = _only("\n".join(lines))
    assert [(row.level2, row.name, row.deviation_reason) for row in document.forms[0].indicators] == [
        (row.level2, row.name, row.deviation_reason) for row in usual.indicators
    ]
    assert document.usage["page_furniture"] == 2 and document.usage["unread"] == 0


def test_a_reason_cut_by_a_page_break_is_joined_and_reported() -> None:
    lines = form_lines(10)
    at = next(index for index, line in enumerate(lines) if "由部门巡考调整为全院巡考" in line)
    head, _, tail = lines[at].rpartition("后续加强预算编制")
    cut = [*lines[:at], head, "", "\t" * 8 + "后续加强预算编制" + tail, *lines[at + 1 :]]
    form, usual = _only("\n".join(cut)), _only("\n".join(lines))
    assert [row.deviation_reason for row in form.indicators] == [row.deviation_reason for row in usual.indicators]
    assert {problem.rule for problem in form.problems} == {"reading.continued_cell"}


@pytest.mark.parametrize("texts", [1, 2])
def test_a_row_cut_by_a_page_break_is_one_row(texts: int) -> None:
    lines = form_lines(5)
    at = next(index for index, line in enumerate(lines) if "获得国家发明专利" in line) + 1
    cells = lines[at].split("\t")
    first = [index for index, cell in enumerate(cells) if cell][1 : texts + 1][-1] + 1
    cut = [*lines[:at], "\t".join(cells[:first]), "", "\t" * first + "\t".join(cells[first:]), *lines[at + 1 :]]
    form, usual = _only("\n".join(cut)), _only("\n".join(lines))
    assert [(row.name, row.target, row.actual, row.score) for row in form.indicators] == [
        (row.name, row.target, row.actual, row.score) for row in usual.indicators
    ]
    assert form.indicators[1].source_line == usual.indicators[1].source_line


def test_a_rule_is_reported_once_per_form_or_row() -> None:
    broken = (
        FORM.replace("12.000000", "1x2")
        .replace("0.000000", "?")
        .replace("5.00\t4.00", "5.00\t")
        .replace("50分", "60分")
    )
    for text in (broken, TEXT, "\n".join(form_lines(1)[:22])):
        for form in read_document(text).forms:
            keys = [(problem.rule, problem.ordinal) for problem in form.problems]
            assert len(keys) == len(set(keys))
    plans = FORM.replace("自评表", "目标申报表") + form_text(2).replace("自评表", "目标申报表")
    assert [problem.rule for problem in read_document(plans).problems] == ["reading.planning_form"]
    assert "、" in _said(read_document(plans))


@pytest.mark.parametrize("garbled", ["3O.00", "30,00", "3l.00", "30.OO"])
@pytest.mark.parametrize("column", ["weight", "score"])
def test_garbled_points_are_lost_where_they_stand_and_no_text(column: str, garbled: str) -> None:
    pair = f"{garbled}\t30.00" if column == "weight" else f"30.00\t{garbled}"
    form = _only(FORM.replace("30.00\t30.00", pair))
    row, usual = form.indicators[8], _only(FORM).indicators[8]
    assert (row.name, row.target, row.actual) == (usual.name, usual.target, usual.actual)
    assert row.deviation_reason is None and not form.balanced
    assert (row.weight is None, row.score is None) == (column == "weight", column == "score")
    assert "reading.number_missing" in _rules(form) and "reading.redundant_cell" not in _rules(form)
