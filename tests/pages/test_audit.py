"""自评核验 without a browser: counts that agree, filters, decisions that stay, the working paper, two at once."""

import csv
import io
from decimal import Decimal

import openpyxl
import pytest
from starlette.applications import Starlette

from analytics.findings import finding_page
from analytics.scope import Scope
from data.decisions import DecisionLog
from pages.common import connection
from pages.common.exports import export_routes
from tests.pages.asgi import ask
from tests.pages.components import component, keys, rows
from tests.pages.conftest import Opener, said, shown
from tests.pages.deciding import decide

HOSTILE = "=1+1<img src=x onerror=alert(1)>[点](javascript:alert(1))"


def first_id(app) -> str:  # noqa: ANN001
    return component(app, "findings")["rows"][0]["id"]


def finding_of(rule: str) -> str:
    snapshot = connection.current()
    assert snapshot is not None
    return next(row.finding_id for row in finding_page(snapshot, Scope()).rows if row.rule == rule)


def log() -> DecisionLog:
    return DecisionLog(connection.decisions_path())


def paper(query: str = "") -> list[dict[str, str]]:
    answer = ask(Starlette(routes=export_routes()), f"/export/working_paper.csv{query}")
    assert answer.status == 200
    return list(csv.DictReader(io.StringIO(answer.text, newline="")))


def test_the_whole_filing(opened: Opener):
    app = opened("/audit")
    body = said(app)
    assert "共 172 项，占 36.05%；59 项一致" in body
    assert "+1.83分" in body and "多计 3.50 · 少计 1.67" in body
    assert "59 项一致，2 项多计，1 项少计" in body
    assert keys(app) == ["differences", "progress", "projects", "rules", "findings"]
    total = component(app, "findings")["total"]
    counts = [[int(cell) for cell in row[1:]] for row in rows(app, "progress")]
    assert counts[-1] == [sum(column) for column in zip(*counts[:-1], strict=True)]
    assert counts[-1][-1] == total
    assert sum(int(row[4]) for row in rows(app, "projects")) == total - 1  # the portfolio's own finding has no project


def test_filters_leave_what_they_say(opened: Opener):
    app = opened("/audit?severity=must_fix")
    assert {row[0][0] for row in rows(app, "findings")} == {"▲"}
    app = opened("/audit?rule=audit.09&state=open")
    assert len(rows(app, "findings")) == 12
    assert "只下载列表 CSV（12 条）" in said(app)
    assert "没有符合条件的发现。" in said(opened("/audit?state=refuted"))
    assert len(rows(opened("/audit?severity=nonsense&rule=audit.99"), "findings")) == 50


def test_the_chosen_finding_is_explained_to_its_line(opened: Opener):
    opened("/audit")
    app = opened(f"/audit?finding={finding_of('audit.06')}")
    body = said(app)
    assert "未开展即不应得分" in body
    assert "没有开展（实际为 0、未开展、已取消）不应得分" in body
    assert "填报注意事项、省级预算一体化系统规则" in body
    assert "line=131" in shown(app)


def test_a_finding_that_is_not_there_is_told_once(opened: Opener):
    body = said(opened("/audit?finding=nonsense"))
    assert body.count("不存在") == body.count("nonsense") == 1
    assert "网址中的 finding=nonsense 不存在，已忽略。" in body
    assert "没有选中的发现" in body


def test_a_rule_without_findings_is_told(opened: Opener):
    body = said(opened("/audit?rule=audit.03&rule=audit.02&rule=audit.09&rule=audit.99"))
    assert body.count("规则「得分越界」「分值合计」在筛选范围内没有发现，下面没有按它筛选。") == 1
    assert body.count("audit.99") == 1
    assert "12 条发现 · 满意度无实测" in body
    assert "在筛选范围内没有发现" not in said(opened("/audit?rule=audit.09&rule=audit.99"))


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
    app = opened("/audit")
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


def test_who_is_required_and_why_to_refute(opened: Opener):
    app = opened("/audit")
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
    app = opened("/audit")
    chosen = first_id(app)
    log().append("finding_state", chosen, "state", None, "refuted", "王复核", "原表如此")
    decide(app, f"decide.finding_state.{chosen}", 0, why="我的理由")
    assert "王复核 在此期间" in said(app)
    assert [entry.who for entry in log().entries()] == ["王复核"]
    assert app.text_area(key=f"decide.finding_state.{chosen}.why").value == "我的理由"
    decide(app, f"decide.finding_state.{chosen}", 0, why="看过后仍认可")
    assert [entry.new for entry in log().entries()] == ["refuted", "accepted"]


def test_an_entry_is_taken_back_from_the_list(opened: Opener):
    app = opened("/audit")
    decide(app, f"decide.finding_state.{first_id(app)}", 0)
    app = opened("/audit?undo=1")
    assert "撤销第 1 号记录：" in said(app)
    decide(app, "undo.1", "undo", who="王复核")
    assert log().current("finding_state") == []
    assert "这条记录不存在，或者已经撤销过。" in said(opened("/audit?undo=1"))
    assert "这条记录不存在，或者已经撤销过。" in said(opened("/audit?undo=<b>"))


def test_hostile_words_are_texts_on_the_screen_and_in_the_paper(opened: Opener):
    app = opened("/audit")
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
    app = opened("/audit")
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
    app = opened("/audit")
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


def test_english_sentences_come_from_the_same_parameters(opened: Opener):
    app = opened("/audit?lang=en")
    sentences = [row[2] for row in rows(app, "findings")]
    assert any("What was not done scores nothing" in sentence for sentence in sentences)
    assert not any("请" in sentence for sentence in sentences)
    assert not any("{" in sentence for sentence in sentences)
    english = paper("?lang=en")
    assert len(english) == component(app, "findings")["total"]
    assert not any("请" in row["Finding"] for row in english)


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


@pytest.mark.parametrize("scope", ["year=1999", "words=没有这个词", "grade=差"])
def test_an_empty_scope_says_what_to_do(opened: Opener, scope: str):
    app = opened(f"/audit?{scope}")
    assert "没有符合筛选条件的项目。" in said(app)
    assert keys(app) == []


def test_a_narrower_scope_is_recounted(opened: Opener):
    body = said(opened("/audit?project=&level1=满意度指标"))
    assert "条发现" in body
    app = opened("/audit?level1=满意度指标")
    of_form = {"12", "13", "14"}  # of a whole form: they stay with its project, and the screen says so
    found = {row[0].split(" ")[1] for row in rows(app, "findings")}
    assert found <= {"09", "10", "05", "20", "17", "16", "21"} | of_form and found & of_form
    assert "整张表的发现（如预算执行、合计）随项目计入" in said(app)
    assert Decimal(component(app, "findings")["total"]) > 0


def test_a_cause_of_whole_projects_keeps_what_was_found_on_them(opened: Opener):
    app = opened("/audit?cause=预算执行不足")
    assert {row[0].split(" ")[1] for row in rows(app, "findings")} == {"12", "13"}
    assert "▲" in {row[0][0] for row in rows(app, "findings")}
    overview = said(opened("/overview?cause=预算执行不足"))
    assert "1 项必改" in overview and "整张表的核验发现（如预算执行、合计）随项目计入" in overview
