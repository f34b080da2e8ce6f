"""自评核验, decisions: who must sign, what stays, what is taken back, two at once, hostile words."""

import io

import openpyxl
import pytest
from starlette.applications import Starlette

from pages.common.exports import export_routes
from tests.pages.asgi import ask
from tests.pages.components import component, rows
from tests.pages.conftest import Opener, said, shown
from tests.pages.deciding import decide
from tests.pages.reviewing import finding_of, first_chosen, first_id, log, paper

HOSTILE = "=1+1<img src=x onerror=alert(1)>[点](javascript:alert(1))"


def test_what_is_refuted_looks_other_than_what_is_accepted(opened: Opener):
    chosen = first_id(opened("/audit"))
    for button, state, tone, drawn in (
        (1, "已驳回", "", "</span>已驳回"),  # neither good nor bad
        (0, "已认可", "good", '<span class="t-good">已认可'),
    ):
        decide(opened(f"/audit?finding={chosen}"), f"decide.finding_state.{chosen}", button, why=f"核对过原表，{state}")
        again = opened(f"/audit?finding={chosen}")
        cell = next(row["cells"][3] for row in component(again, "findings")["rows"] if row["id"] == chosen)
        assert (cell if isinstance(cell, str) else cell["text"]) == state
        assert ("" if isinstance(cell, str) else cell.get("tone", "")) == tone
        assert drawn in shown(again)


def test_a_decision_stays_counts_and_can_be_taken_back(opened: Opener):
    app = first_chosen(opened)
    chosen = first_id(app)
    form = f"decide.finding_state.{chosen}"
    decide(app, form, 0, why="核对过原表")
    assert "已记录。" in said(app)
    assert rows(app, "findings")[0][3] == "已认可"
    assert rows(app, "progress")[0][1:4] == ["3", "1", "0"]
    again = opened(f"/audit?finding={chosen}")
    assert "李审核 · 待处理 → 已认可，理由：核对过原表" in said(again)
    assert rows(again, "decisions_finding_state")[0][2] == "李审核"
    decide(again, form, "undo", who="王复核", why="看错了")
    assert rows(again, "progress")[0][1:4] == ["4", "0", "0"]
    assert [entry.undoes for entry in log().entries()] == [None, 1]
    assert len(rows(opened("/audit"), "decisions_finding_state")) == 2


@pytest.mark.parametrize(("rule", "told"), [("audit.05", True), ("audit.06", True), ("audit.09", False)])
def test_a_refuted_finding_is_told_where_its_points_still_count(opened: Opener, rule: str, told: bool):
    app = opened("/audit")
    assert "全部发现" in said(app) and "已驳回的指标" not in said(app)
    chosen = finding_of(rule)
    decide(opened(f"/audit?finding={chosen}"), f"decide.finding_state.{chosen}", 1, why="原表如此")
    again = said(opened("/audit"))
    assert "+1.83分" in again  # the figure is of the form, whatever somebody decided
    assert ("多计 3.50 · 少计 1.67；含发现已驳回的指标" in again) is told
    assert ("重算只看目标和实际：发现已驳回的指标照样计入。" in again) is told


def test_the_form_stands_beside_what_somebody_chose(opened: Opener):
    app = opened("/audit")
    assert not app.text_input
    assert f"finding={first_id(app)}" in shown(app).partition("认可、驳回或备注这一条")[0].rpartition("href=")[2]
    app = first_chosen(opened)
    assert app.text_input
    assert "认可、驳回或备注这一条" not in said(app)


def test_who_is_required_and_why_to_refute(opened: Opener):
    app = first_chosen(opened)
    form = f"decide.finding_state.{first_id(app)}"
    decide(app, form, 0, who="  ", why="理由")
    assert "请填写处理人" in said(app)
    decide(app, form, 1, why=" ")
    assert "请写明理由" in said(app)
    decide(app, form, 2)
    assert "请写明理由" in said(app)
    assert log().entries() == []
    decide(app, form, 1, why="原表如此")
    assert [entry.new for entry in log().entries()] == ["refuted"]


def test_what_another_decided_meanwhile_is_read_first(opened: Opener):
    app = first_chosen(opened)
    chosen = first_id(app)
    log().append("finding_state", chosen, "state", None, "refuted", "王复核", "原表如此")
    decide(app, f"decide.finding_state.{chosen}", 0, why="我的理由")
    assert "王复核 在此期间" in said(app)
    assert [entry.who for entry in log().entries()] == ["王复核"]
    assert app.text_area(key=f"decide.finding_state.{chosen}.why").value == "我的理由"
    decide(app, f"decide.finding_state.{chosen}", 0, why="看过后仍认可")
    assert [entry.new for entry in log().entries()] == ["refuted", "accepted"]


def test_an_entry_is_taken_back_from_the_list(opened: Opener):
    app = first_chosen(opened)
    decide(app, f"decide.finding_state.{first_id(app)}", 0)
    app = opened("/audit?undo=1")
    assert "撤销第 1 号记录：" in said(app)
    decide(app, "undo.1", "undo", who="王复核")
    assert log().current("finding_state") == []
    assert "这条记录不存在，或者已经撤销过。" in said(opened("/audit?undo=1"))
    assert "这条记录不存在，或者已经撤销过。" in said(opened("/audit?undo=<b>"))


def test_hostile_words_are_texts_on_the_screen_and_in_the_paper(opened: Opener):
    app = first_chosen(opened)
    chosen = first_id(app)
    form = f"decide.finding_state.{chosen}"
    decide(app, form, 1, who=HOSTILE, why=HOSTILE)
    decide(app, form, 2, who=HOSTILE, why=HOSTILE)
    assert HOSTILE in said(app)
    assert "<img" not in shown(app)
    row = next(each for each in paper() if each["发现编号"] == chosen)
    for column in ("处理人", "理由", "备注", "备注人"):
        assert row[column] == f"'{HOSTILE}"


def test_the_working_paper_has_every_finding_and_its_decision(opened: Opener):
    app = first_chosen(opened)
    chosen, total = first_id(app), component(app, "findings")["total"]
    decide(app, f"decide.finding_state.{chosen}", 0, why="核对过原表")
    decide(app, f"decide.finding_state.{chosen}", 2, who="王复核", why="下次当面问")
    found = paper()
    assert len(found) == total == len({row["发现编号"] for row in found})
    row = next(each for each in found if each["发现编号"] == chosen)
    decided = [row[name] for name in ("处理状态", "处理人", "理由", "备注", "备注人")]
    assert decided == ["已认可", "李审核", "核对过原表", "下次当面问", "王复核"]
    computed = next(each for each in found if each["规则编号"] == "audit.06" and each["三级指标"] == "邮寄")
    assert [computed[name] for name in ("得分", "应为", "来源行")] == ["2.50", "0.00", "131"]
    assert len(paper("?rule=audit.09")) == 12
    assert len(paper("?state=accepted")) == 1
    assert paper("?year=1999") == []


def test_the_workbook_is_typed_and_runs_nothing(opened: Opener):
    app = first_chosen(opened)
    decide(app, f"decide.finding_state.{first_id(app)}", 1, who=HOSTILE, why=HOSTILE)
    answer = ask(Starlette(routes=export_routes()), "/export/working_paper.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(answer.body))
    assert book.sheetnames == ["说明", "核验发现", "自评与重算", "规则", "决定记录"]
    head, *found = list(book["核验发现"].values)
    assert len(found) == component(app, "findings")["total"]
    row = dict(zip(head, found[0], strict=True))
    assert row["理由"] == HOSTILE and isinstance(row["得分"], int | float)
    types = {cell.data_type for sheet in book for line in sheet.iter_rows() for cell in line}
    assert "f" not in types
    assert len(list(book["自评与重算"].values)) == 4
    about = {str(line[0]): line[1] for line in book["说明"].values}
    assert [about[each] for each in ("可重算得分的指标", "重算一致的指标", "自评多计（分）", "自评少计（分）")] == [
        62,
        59,
        3.5,
        1.67,
    ]
    assert about["必改"] == sum(about[f"必改 · {state}"] for state in ("待处理", "已认可", "已驳回"))


@pytest.mark.parametrize(
    ("language", "refused"),
    [("zh", "编号为 1 的记录已经撤销过。"), ("en", "Entry number 1 has been taken back before.")],
)
def test_what_is_refused_is_said_in_the_readers_language(opened: Opener, language: str, refused: str):
    chosen = first_id(opened("/audit"))
    log().append("finding_state", chosen, "state", None, "accepted", "李某")
    late = opened(f"/audit?finding={chosen}&lang={language}")
    log().undo(1, "王复核")
    assert refused in said(decide(late, f"decide.finding_state.{chosen}", "undo", who="李审核"))
    noted = {"zh": "已记录。", "en": "Recorded."}[language]
    again = opened(f"/audit?finding={chosen}&lang={language}")
    assert noted in said(decide(again, f"decide.finding_state.{chosen}", 0, why="再看"))
