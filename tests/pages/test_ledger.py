"""整改台账 without a browser: promises in their words, states that stay, the CSV, hostile notes."""

import csv
import io
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.applications import Starlette
from streamlit.testing.v1 import AppTest

from data.decisions import DecisionLog
from data.intake.command import main as build
from pages.common import connection
from pages.common.exports import export_routes
from tests.pages.asgi import ask
from tests.pages.components import component, keys, rows
from tests.pages.conftest import Opener, said, shown
from tests.pages.deciding import decide
from tests.pages.shown_figures import figures
from tests.pages.test_explain import holds
from tests.pages.test_explain_panel import panel
from tests.pages.years import NO_SURVEY, form

HOSTILE = "@SUM(1)<script>alert(1)</script>"


def first_form(app: AppTest) -> str:
    return f"decide.promise_state.{component(app, 'promises')['rows'][0]['id']}"


def first_chosen(opened: Opener, state: str = "") -> AppTest:
    """The screen with the first promise of the list chosen: its form stands beside the list."""
    first = component(opened(f"/ledger?{state}"), "promises")["rows"][0]["id"]
    return opened(f"/ledger?promise={first}&{state}")


def exported() -> list[dict[str, str]]:
    answer = ask(Starlette(routes=export_routes()), "/export/promises.csv")
    return list(csv.DictReader(io.StringIO(answer.text, newline="")))


def test_the_whole_filing(opened: Opener):
    app = opened("/ledger")
    body = said(app)
    assert "13 项承诺的措施 · 9 个项目" in body
    assert "还没有下一年度的自评表" in body
    assert [row[1] for row in rows(app, "promises")][:2] == [
        "后续更加注意满意度调查收集",
        "以后年度将多种形式相结合开展满意度调查",
    ]
    assert {row[3] for row in rows(app, "promises")} == {"未登记"}
    assert len(rows(app, "promises")) == 13


TILES = [
    ("promises?state=", "13", "承诺的整改措施数 · 未登记", "13 行相加 = 13"),
    ("promises?state=done", "0", "承诺的整改措施数 · 已完成", "0 行相加 = 0"),
    ("followed_promises", "—", "有下一年度自评表的措施数", "没有可以计算的行。"),
]


@pytest.mark.parametrize(("key", "figure", "title", "computed"), TILES)
def test_a_tile_is_explained_in_its_own_words_and_with_its_own_figure(
    opened: Opener, key: str, figure: str, title: str, computed: str
):
    assert figure in {tile.text for tile in figures(opened("/ledger")) if tile.key == key}
    data = panel(opened, f"/ledger?explain={quote(key)}")
    assert data is not None and (data["title"], data["value"]) == (title, figure)
    lines = dict(data["lines"])  # type: ignore[call-overload]
    assert lines["代入数字"] == computed
    assert ("还没有下一年度的自评表时不适用" in lines["怎么算"]) == (figure == "—")


def test_a_state_and_a_note_stay_and_are_exported(opened: Opener):
    app = first_chosen(opened)
    form = first_form(app)
    decide(app, form, 0, chosen="doing", why="已列入今年计划")
    assert rows(app, "promises")[0][3] == "进行中"
    decide(app, form, 1, who="王复核", why="年底再看")
    again = first_chosen(opened, "state=doing")
    assert [row[3] for row in rows(again, "promises")] == ["进行中"]
    body = said(again)
    assert "李审核 · 未登记 → 进行中，理由：已列入今年计划" in body and "备注：年底再看" in body
    row = exported()[0]
    assert [row["处理状态"], row["备注"], row["处理人"]] == ["进行中", "年底再看", "王复核"]
    decide(again, form, "undo")
    decide(first_chosen(opened), form, "undo")
    assert DecisionLog(connection.decisions_path()).current("promise_state") == []
    assert len(rows(opened("/ledger?state=none"), "promises")) == 13


def test_the_form_stands_beside_what_somebody_chose(opened: Opener):
    app = opened("/ledger")
    assert not app.text_input and "登记这一项的进展" in said(app)
    app = first_chosen(opened)
    assert app.text_input and "登记这一项的进展" not in said(app)


def test_a_state_must_be_chosen_by_somebody(opened: Opener):
    app = first_chosen(opened)
    decide(app, first_form(app), 0)
    assert "请先选择" in said(app)
    decide(app, first_form(app), 0, who="", chosen="done")
    assert "请填写处理人" in said(app)
    assert not connection.decisions_path().exists()


def test_hostile_notes_are_texts(opened: Opener):
    app = first_chosen(opened)
    decide(app, first_form(app), 1, who=HOSTILE, why=HOSTILE)
    assert HOSTILE in said(app) and "<script" not in shown(app)
    assert exported()[0]["备注"] == f"'{HOSTILE}"


def test_a_scope_and_nonsense(opened: Opener):
    assert "3 项措施" in said(opened("/ledger?cause=疫情影响"))
    app = opened("/ledger?state=nonsense&promise=nobody")
    assert "没有选中的措施" in said(app) and len(rows(app, "promises")) == 13


@pytest.mark.parametrize(
    ("scope", "why"),
    [
        ("year=1999", "当前筛选范围内没有项目"),
        ("words=没有这个词", "当前筛选范围内没有项目"),
        ("cause=预算执行不足", "筛选范围内没有承诺整改措施"),
    ],
)
def test_an_empty_scope_says_why(opened: Opener, scope: str, why: str):
    app = opened(f"/ledger?{scope}")
    assert why in said(app) and keys(app) == []


def test_what_a_cause_cost_again_is_explained_in_list_and_panel(
    opened: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    documents = tmp_path / "documents"
    documents.mkdir()
    for year, score in ((2020, "8.00"), (2021, "7.50")):
        lost = form(year, "再次扣分的项目", satisfied=score, total=f"{90 + float(score):.2f}", unsatisfied=NO_SURVEY)
        (documents / f"{year}.txt").write_text("\n".join(lost), encoding="utf-8")
    assert build(["--documents", str(documents), "--store", str(tmp_path / "store")]) in (0, 1)
    monkeypatch.setenv("PORTFOLIO_STORE", str(tmp_path / "store"))
    app = opened("/ledger")
    assert [row[4] for row in rows(app, "promises")] == ["又出现，扣 2.50 分", "—"]
    again = {(each.place, each.text) for each in figures(app) if "2.50" in each.text}
    assert again == {("html", "2.50"), ("promises · 下一年度", "又出现，扣 2.50 分")}
    assert holds("ledger", opened) >= 10
