"""扣分分析 without a browser: figures that agree with each other, links, marks, empty scopes."""

import json
from decimal import Decimal
from urllib.parse import parse_qs, urlsplit

import pytest

from pages.common.lists import marked
from tests.pages.components import component, keys, rows
from tests.pages.conftest import Opener, said, shown


def lost(text: str) -> Decimal:
    return Decimal(text.replace("−", "-").replace(",", ""))


def test_the_whole_filing(opened: Opener):
    app = opened("/deductions")
    body = said(app)
    assert "41 处扣分 · 共 46.65 分 · 13 个项目有扣分" in body
    assert "未开展满意度调查最多，共 11.50 分" in body
    assert keys(app) == ["causes", "levels", "matrix", "habits", "one_offs", "losses"]
    listed = rows(app, "losses")
    assert len(listed) == 41
    assert sum(lost(row[4]) for row in listed) == Decimal("46.65")
    assert [lost(row[4]) for row in listed] == sorted((lost(row[4]) for row in listed), reverse=True)


def test_habits_and_one_offs_sum_to_all_points(opened: Opener):
    app = opened("/deductions")
    habits, single = rows(app, "habits"), rows(app, "one_offs")
    assert sum(lost(row[3]) for row in habits) + sum(lost(row[2]) for row in single) == Decimal("46.65")
    assert all(int(row[1]) > 1 for row in habits)
    assert ["跨年度实施", "博士后工作站联合培养费", "6.00"] in single


def test_the_matrix_sums_to_all_points(opened: Opener):
    spec = json.loads(component(opened("/deductions"), "matrix")["spec"])
    squares = next(trace for trace in spec["data"] if "customdata" in trace)
    labels = next(trace for trace in spec["data"] if trace.get("mode") == "text")
    figures = [
        (text, x, y)
        for text, x, y in zip(labels["text"], labels["x"], labels["y"], strict=True)
        if (x, y) in set(zip(squares["x"], squares["y"], strict=True))
    ]
    assert len(squares["customdata"]) == len(figures)
    assert all(len(mark) == 2 and mark[0].startswith("p") for mark in squares["customdata"])


def test_a_row_leads_to_its_project_and_keeps_the_scope(opened: Opener):
    table = component(opened("/deductions?cause=疫情影响"), "losses")
    assert table["rows"]
    for row in table["rows"]:
        address = urlsplit(row["href"])
        assert address.path == "/project"
        assert parse_qs(address.query)["cause"] == ["疫情影响"]
        assert parse_qs(address.query)["indicator"] == [row["id"]]


def test_the_words_that_decided_are_marked(opened: Opener):
    table = component(opened("/deductions?cause=未开展满意度调查"), "losses")
    pieces = [
        cell["pieces"] for row in table["rows"] for cell in row["cells"] if isinstance(cell, dict) and "pieces" in cell
    ]
    assert len(pieces) == len(table["rows"]) == 12
    assert all(any(hit and "满意度" in text for text, hit in cell) for cell in pieces)


def test_execution_alone_has_no_indicator(opened: Opener):
    app = opened("/deductions?cause=预算执行不足")
    assert "8.64" in shown(app)
    assert {row[1] for row in rows(app, "losses")} == {"预算执行率"}
    assert {row[2] for row in rows(app, "losses")} == {"—"}


@pytest.mark.parametrize("scope", ["year=1999", "words=没有这个词", "grade=差"])
def test_an_empty_scope_says_what_to_do(opened: Opener, scope: str):
    app = opened(f"/deductions?{scope}")
    assert "当前筛选范围内没有扣分。" in shown(app)
    assert 'href="/deductions"' in shown(app)
    assert keys(app) == []


def test_english(opened: Opener):
    body = said(opened("/deductions?lang=en"))
    assert "41 losses · 46.65 points in all" in body
    assert "No satisfaction survey costs most: 11.50 points" in body


@pytest.mark.parametrize(
    ("text", "evidence", "expected"),
    [
        ("受疫情影响", "疫情", (("受", False), ("疫情", True), ("影响", False))),
        ("疫情", "疫情", (("疫情", True),)),
        ("疫情", None, ()),
        ("疫情", "", ()),
        ("疫情", "没有", ()),
        ("<b>疫情</b>", "<b>", (("<b>", True), ("疫情</b>", False))),
    ],
)
def test_marked(text: str, evidence: str | None, expected: tuple[tuple[str, bool], ...]):
    assert marked(text, evidence) == expected


@pytest.mark.parametrize("scope", ["project=p8a237f254fb5", "project=p8a237f254fb5&cause=成效仍有提升空间"])
def test_one_project_tells_no_habit(opened: Opener, scope: str):
    app = opened(f"/deductions?{scope}")
    body = said(app)
    assert "筛选后只有一个项目，看不出是习惯还是个别问题" in body
    assert "只见于" not in body and "遍及" not in body
    assert "one_offs" not in keys(app) and "habits" not in keys(app)


def test_several_single_cases_are_all_counted(opened: Opener):
    assert "跨年度实施等 2 种原因各只见于一个项目" in said(opened("/deductions"))
    english = said(opened("/deductions?lang=en&cause=未开展满意度调查"))
    assert "1 cause recurs across projects" in english
