"""Amounts that contradict each other: sources against their total, the printed rate against the amounts."""

import pytest

from data.form.read import read_document
from data.form.record import FormRecord
from data.form.sentences import sentence
from tests.form.filing_text import form_text

FORM = form_text(1)


def _only(text: str) -> FormRecord:
    (form,) = read_document(text).forms
    return form


def _with(total: str = "12.000000 12.000000 11.864900", *sources: str, rate: str = "98.87%") -> str:
    """The first form with other amounts; a source that is given has the rate given fourth or none, others stay."""
    lines = FORM.split("\n")
    first = next(index for index, line in enumerate(lines) if "年度资金总额" in line)
    for at, amounts in enumerate((total, *sources)):
        cells = lines[first + at].split("\t")
        begin = next(index for index, cell in enumerate(cells) if cell.strip()[:1].isdigit())
        given = amounts.split()
        cells[begin : begin + 3] = given[:3]
        if at:
            cells[begin + 4] = given[3] if len(given) > 3 else "——"
        lines[first + at] = "\t".join(cells)
    lines[first] = lines[first].replace("98.87%", rate)
    return "\n".join(lines)


def test_the_form_that_tests_change_is_read_as_it_is() -> None:
    assert _with() == FORM
    assert _only(FORM).balanced


@pytest.mark.parametrize(
    ("text", "figures", "culprit"),
    [
        (
            _with("12 12 11.8649", "12 10 11.8649", "0 0 0"),
            "全年预算数各资金来源合计10，表上为12",
            "资金来源的全年预算数有误",
        ),
        (
            _with("12.000000 12.000000 11.864900", "12.000000 12.005000 11.864900"),
            "全年预算数各资金来源合计12.005，表上为12",
            "资金来源的全年预算数有误",
        ),
        (
            _with("12.000000 12.000000 11.864900", "9.000000 9.000000 8.864900", "3.000000 3.000010 3.000000"),
            "全年预算数各资金来源合计12.00001，表上为12",
            "资金来源的全年预算数有误",
        ),
        (
            _with("12.000000 12.000000 11.864900", "12.000000 12.000000 11.864900 28.87%"),
            "财政拨款按金额计算的执行率98.87，表上为28.87",
            "财政拨款的执行率有误",
        ),
        (
            _with("12.00 12.00 11.8649", "9.00 9.00 9.00 100%", "3.00 3.00 2.8649 59.50%", "0.00 0.00 —— ——"),
            "上年结转资金按金额计算的执行率95.50，表上为59.50",
            "上年结转资金的全年预算数、全年执行数或执行率有误",
        ),
        (
            _with("12.00 12.00 11.8649", "12.00 12.00 10.8649 98.87%"),
            "全年执行数各资金来源合计10.8649，表上为11.8649；财政拨款按金额计算的执行率90.54，表上为98.87",
            "资金来源的全年执行数有误",
        ),
        (
            _with("12.00 12.00 17.8649", "12.00 12.00 11.8649"),
            "全年执行数各资金来源合计11.8649，表上为17.8649；按金额计算的执行率148.87，表上为98.87",
            "年度资金总额的全年执行数有误",
        ),
        (
            _with("21.00 12.00 11.8649", "12.00 12.00 11.8649"),
            "年初预算数各资金来源合计12，表上为21",
            "年度资金总额或资金来源的年初预算数有误",
        ),
        (
            _with("12.00 12.00 11.8649", "9.00 9.00 8.8649", "2.00 2.00 2.00", "1.00 1.00 1.05"),
            "全年执行数各资金来源合计11.9149，表上为11.8649",
            "资金来源的全年执行数有误",
        ),
        (
            _with("12.00 12.00 11.8649", "12.00 12.00 10.00", rate="——"),
            "全年执行数各资金来源合计10，表上为11.8649",
            "年度资金总额或资金来源的全年执行数有误",
        ),
        (_with(rate="89.87%"), "按金额计算的执行率98.87，表上为89.87", "年度资金总额的执行率有误"),
        (
            _with("12.00 12.00 11.00", "12.00 12.00 11.00"),
            "按金额计算的执行率91.67，表上为98.87",
            "年度资金总额的全年预算数、全年执行数或执行率有误",
        ),
    ],
)
def test_amounts_that_disagree_deny_the_balance(text: str, figures: str, culprit: str) -> None:
    form = _only(text)
    assert not form.balanced
    (problem,) = [problem for problem in form.problems if problem.rule == "reading.unbalanced"]
    assert (problem.parameters["figures"], problem.parameters["culprit"]) == (figures, culprit)
    assert problem.source_line == form.total_funding.source_line
    assert "电气安全技术支撑" in sentence(problem, form.name)


@pytest.mark.parametrize(
    "text",
    [
        _with("12.00 12.00 11.87", "12.00 12.00 11.8649"),  # the total rounded
        _with("12 12 11.8649", "11.75 11.75 11.8649", "0.25 0.25 0"),
        _with("12.00 12.00 11.86", "4.00 4.00 3.95", "4.00 4.00 3.95", "4.00 4.00 3.95"),  # a hundredth a source
        _with("12.00 12.00 11.8649", "10.00 10.00 9.00", "—— —— ——"),  # one source is not stated
        _with("12.000000 12.000000 11.864901", "6.000000 6.000000 5.932450", "6.000000 6.000000 5.932450"),
        _with("12.000 12.000 11.8649", "6.000 6.000 5.932 98.9%", "6.000 6.000 5.932 0.9887"),
        _with("12.00 12.00 11.8649", "12.00 12.00 11.8649 98.88%", "0.00 0.00 0.00 0.00%"),
        _with(rate="98.9%"),
        _with(rate="99%"),
        _with(rate="98.88%"),
        _with(rate="98.874%"),
        _with(rate="0.9887"),
        _with(rate="——"),
        _with("0 0 0", "0 0 0", rate="——"),
    ],
)
def test_amounts_that_agree_but_for_rounding_or_are_not_stated_keep_the_balance(text: str) -> None:
    form = _only(text)
    assert form.balanced
    assert "reading.unbalanced" not in {problem.rule for problem in form.problems}
