"""指标检索 without a browser: hits, marks, counts, the rows of the CSV, empty scopes."""

from decimal import Decimal
from pathlib import Path
from urllib.parse import quote

import pytest

from analytics.scope import Scope
from data.store import current_snapshot, open_snapshot
from pages.parts.search_hits import csv_rows, pieces
from tests.pages.components import component, keys, rows
from tests.pages.conftest import Opener, said, shown


def test_one_word(opened: Opener):
    app = opened("/search?q=疫情")
    assert "8 项指标，3 个项目，共扣 10.01 分；最相关的在前" in said(app)
    table = component(app, "hits")
    assert len(table["rows"]) == 8
    for row in table["rows"]:
        marks = [
            text
            for cell in row["cells"]
            for text, hit in (cell.get("pieces", ()) if isinstance(cell, dict) else ())
            if hit
        ]
        assert set(marks) == {"疫情"}
        assert f"indicator={row['id']}" in row["href"]


def test_several_words_must_all_occur(opened: Opener):
    both = {row["id"] for row in component(opened("/search?q=满意度 问卷"), "hits")["rows"]}
    one = {row["id"] for row in component(opened("/search?q=满意度"), "hits")["rows"]}
    other = {row["id"] for row in component(opened("/search?q=问卷"), "hits")["rows"]}
    assert both == one & other
    assert both


def test_words_of_the_box_and_of_the_scope_hold_together(opened: Opener):
    together = [row["id"] for row in component(opened("/search?q=问卷&words=满意度"), "hits")["rows"]]
    assert set(together) == {row["id"] for row in component(opened("/search?q=满意度 问卷"), "hits")["rows"]}


def test_without_words_all_indicators_are_listed(opened: Opener):
    app = opened("/search")
    assert component(app, "hits")["total"] == 172
    assert len(rows(app, "hits")) == 50


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/search?q=没有这个词", "没有指标写到「没有这个词」。"),
        ("/search?q=甲 没有这个词", "没有指标同时含有「甲」「没有这个词」。"),
        ("/search?q=满意度&grade=优&cause=疫情影响", "筛选内没有指标写到「满意度」。"),
        ("/search?q=满意度 问卷&cause=疫情影响", "筛选内没有指标同时含有「满意度」「问卷」。"),
        ("/search?year=1999", "当前筛选范围内没有指标。"),
        ("/search?q=问卷", "在全部指标的名称"),
        ("/search?q=问卷&grade=优", "只在筛选内指标的名称"),
    ],
)
def test_it_says_where_it_looked(opened: Opener, address: str, said: str):
    assert said in shown(opened(address))


@pytest.mark.parametrize("address", ["/search?q=没有这个词", "/search?q=<b>", "/search?year=1999", "/search?q=%27;--"])
def test_without_hits_it_says_what_to_do(opened: Opener, address: str):
    app = opened(address)
    assert not app.exception
    assert 'class="d-empty"' in shown(app)
    assert "<b>" not in shown(app)
    assert keys(app) == ["box.检索词"]


@pytest.mark.parametrize(
    ("asked", "text"), [("疫情", "疫情"), ("  满意度 \t 调查 ", "满意度 调查"), ("长" * 300, "长" * 100)]
)
def test_the_box_holds_what_the_address_asks_for(opened: Opener, asked: str, text: str):
    app = opened(f"/search?q={quote(asked)}&grade=优")
    assert component(app, "box.检索词") == {
        "label": "检索词",
        "placeholder": "例如：满意度 问卷",
        "text": text,
        "longest": 100,
    }


def test_the_title_says_what_is_looked_for_within_the_filters(opened: Opener):
    app = opened("/search?q=满意度&grade=优")
    assert app.query_params["q"] == "满意度"
    assert app.query_params["grade"] == "优"
    assert "哪些指标写到「满意度」？" in shown(app)
    # on a phone the filters are cleared as in the bar: what is looked for stays
    assert f'href="/search?q={quote("满意度")}">全部清除' in shown(app)


def test_the_csv_has_the_rows_of_the_screen_in_order(opened: Opener, filing_store: Path):
    table = component(opened("/search?q=疫情"), "hits")
    path = current_snapshot(filing_store)
    assert path is not None
    snapshot = open_snapshot(path)
    found = csv_rows(snapshot, Scope(), "疫情")
    everything = csv_rows(snapshot, Scope(), "")
    snapshot.close()
    assert [row[-1] for row in found] == [row["id"] for row in table["rows"]]
    assert sum(row[10] for row in found if row[10]) == Decimal("10.01")
    assert len(everything) == 172


@pytest.mark.parametrize(
    ("text", "spans", "expected"),
    [
        ("受疫情影响", ((1, 3),), (("受", False), ("疫情", True), ("影响", False))),
        ("疫情", ((0, 2),), (("疫情", True),)),
        ("疫情", (), ()),
        ("a" * 80 + "b", ((80, 81),), (("…", False), ("a" * 18, False), ("b", True))),
    ],
)
def test_pieces(text: str, spans: tuple[tuple[int, int], ...], expected: tuple[tuple[str, bool], ...]):
    assert pieces(text, spans) == expected
