"""自评核验 without a browser: counts that agree, filters, the chosen finding, what an address names in vain."""

from decimal import Decimal

import pytest

from tests.pages.components import component, keys, rows
from tests.pages.conftest import Opener, said, shown
from tests.pages.reviewing import finding_of, paper


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


def test_english_sentences_come_from_the_same_parameters(opened: Opener):
    app = opened("/audit?lang=en")
    sentences = [row[2] for row in rows(app, "findings")]
    assert any("What was not done scores nothing" in sentence for sentence in sentences)
    assert not any("请" in sentence for sentence in sentences)
    assert not any("{" in sentence for sentence in sentences)
    english = paper("?lang=en")
    assert len(english) == component(app, "findings")["total"]
    assert not any("请" in row["Finding"] for row in english)


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


def test_findings_of_no_project_are_told_of_where_a_filter_leaves_them_out(opened: Opener):
    told = "不属于任何项目，有筛选时不在其中"
    assert told not in said(opened("/audit"))
    for scope in ("year=2021", "cause=疫情影响"):
        assert told in said(opened(f"/audit?{scope}"))


def test_a_cause_of_whole_projects_keeps_what_was_found_on_them(opened: Opener):
    app = opened("/audit?cause=预算执行不足")
    assert {row[0].split(" ")[1] for row in rows(app, "findings")} == {"12", "13"}
    assert "▲" in {row[0][0] for row in rows(app, "findings")}
    overview = said(opened("/overview?cause=预算执行不足"))
    assert "1 项必改" in overview and "整张表的核验发现（如预算执行、合计）随项目计入" in overview
