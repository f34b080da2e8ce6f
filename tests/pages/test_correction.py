"""A corrected cause: every sum follows, it is listed with who and why, and it can be taken back."""

from decimal import Decimal

from analytics.causes import loss_by_cause
from analytics.scope import Scope
from data.decisions import DecisionLog
from pages.common import connection
from tests.pages.components import component, rows
from tests.pages.conftest import Opener, said, shown
from tests.pages.deciding import decide


def by_cause() -> dict[str, Decimal]:
    snapshot = connection.current()
    assert snapshot is not None
    return {row.cause: row.points for row in loss_by_cause(snapshot, Scope())}


def lost_to(opened: Opener, cause: str) -> str:
    return component(opened(f"/deductions?cause={cause}"), "losses")["rows"][0]["id"]


def test_sums_move_and_come_back(opened: Opener):
    chosen = lost_to(opened, "疫情影响")
    before = by_cause()
    app = opened(f"/deductions?indicator={chosen}")
    assert "更正扣分原因" in said(app)
    assert "疫情影响" not in app.selectbox(key=f"decide.cause_correction.{chosen}.asked").options
    decide(app, f"decide.cause_correction.{chosen}", 0, why="会议改为线上", chosen="计划或流程调整")
    after = by_cause()
    assert sum(after.values()) == sum(before.values()) == Decimal("46.65")
    moved = before["疫情影响"] - after["疫情影响"]
    assert moved > 0 and after["计划或流程调整"] - before["计划或流程调整"] == moved
    (entry,) = rows(app, "decisions_cause_correction")
    assert entry[2] == "李审核" and entry[4:6] == ["疫情影响 → 计划或流程调整", "会议改为线上"]
    assert "（人工更正，原为 疫情影响）" in said(app)
    assert any("人工更正，原为 疫情影响" in row[5] for row in rows(app, "losses"))
    assert f"{after['计划或流程调整']:.2f}" in said(opened("/simulation"))
    again = opened("/deductions?undo=1")
    decide(again, "undo.1", "undo", who="王复核", why="看错")
    assert by_cause() == before


def test_who_why_and_the_cause_are_required(opened: Opener):
    chosen = lost_to(opened, "疫情影响")
    app = opened(f"/deductions?indicator={chosen}")
    form = f"decide.cause_correction.{chosen}"
    decide(app, form, 0, who="", why="理由", chosen="其他")
    decide(app, form, 0, chosen="其他")
    assert "请写明理由" in said(app)
    app = opened(f"/deductions?indicator={chosen}")
    decide(app, form, 0, why="理由")
    assert "请先选择" in said(app)
    assert not connection.decisions_path().exists()


def test_a_loss_of_execution_is_corrected_too(opened: Opener):
    chosen = lost_to(opened, "预算执行不足")
    app = opened(f"/deductions?indicator={chosen}")
    decide(app, f"decide.cause_correction.{chosen}", 0, why="政府统一压减", chosen="计划或流程调整")
    assert "预算执行率" in rows(app, "decisions_cause_correction")[0][3]
    assert sum(by_cause().values()) == Decimal("46.65")


def test_every_row_leads_to_its_correction_and_nonsense_is_told(opened: Opener):
    app = opened("/deductions?grade=良")
    for row in component(app, "losses")["rows"]:
        assert row["cells"][5]["href"].endswith(f"grade=%E8%89%AF&indicator={row['id']}")
    body = said(opened("/deductions?indicator=<b>nobody</b>"))
    assert "数据中没有这处扣分" in body and "nobody" not in body


def test_hostile_reasons_are_texts(opened: Opener):
    chosen, words = lost_to(opened, "疫情影响"), "<img src=x onerror=alert(1)>"
    app = opened(f"/deductions?indicator={chosen}")
    decide(app, f"decide.cause_correction.{chosen}", 0, who=words, why=words, chosen="其他")
    assert words in said(app) and "<img" not in shown(app)
    assert DecisionLog(connection.decisions_path()).entries()[0].why == words
