"""模拟 without a browser: what comes back, who gains, ticks, a raised rate, and choices that stay in the address."""

import json
import re
from decimal import Decimal

import pytest

from pages.common import connection
from tests.pages.components import component, keys, rows
from tests.pages.conftest import Opener, said, shown


def tiles_of(body: str) -> str:
    return body.replace("\n", " ")


def project_named(name: str) -> str:
    snapshot = connection.current()
    assert snapshot is not None
    return str(snapshot.rows("SELECT project_id FROM project WHERE name = $name", {"name": name})[0][0])


def test_nothing_chosen_changes_nothing(opened: Opener):
    app = opened("/simulation")
    assert keys(app) == ["actions", "ranked"]
    body = said(app)
    assert "未开展满意度调查：至多 11.50 分，8 个项目，前提是满意度调查达到目标" in body
    assert "还没有选择，或所选的不改变任何项目" in body
    assert "96.41现在 96.41" in body.replace("?", "")


def test_surveys_made(opened: Opener):
    app = opened("/simulation?fix=未开展满意度调查")
    body = said(app)
    assert "11.50" in body and "8 个项目得分提高" in body
    assert "13 优" in body and "现在 12 优 · 1 良" in body
    found = {row[0]: row[1:6] for row in rows(app, "simulated")}
    assert found["博士后工作站联合培养费"] == ["89.51", "+2.00", "91.51", "良 → 优", "13"]
    assert sum(Decimal(row[1]) for row in found.values()) == Decimal("11.50")
    assert "满意度调查达到目标" in body.rpartition("已选：未开展满意度调查")[2]


def test_actions_are_ranked_by_what_they_recover(opened: Opener):
    listed = rows(opened("/simulation"), "ranked")
    recoverable = [Decimal(row[1]) for row in listed if row[0] not in ("解决：疫情影响", "解决：预算执行不足")]
    assert recoverable == sorted(recoverable, reverse=True) and len(recoverable) == 5
    assert [row[0] for row in listed[-2:]] == ["解决：疫情影响", "解决：预算执行不足"]
    spec = json.loads(component(opened("/simulation"), "actions")["spec"])
    marks = next(trace["customdata"] for trace in spec["data"] if trace.get("customdata"))
    assert set(marks) == {row[0].removeprefix("解决：") for row in listed}


def test_a_project_is_left_out_and_taken_in_by_its_tick(opened: Opener):
    app = opened("/simulation?fix=未开展满意度调查")
    left_out = component(app, "simulated")["rows"][0]
    without = opened(left_out["cells"][-1]["href"])
    assert "7 个项目得分提高，1 个没有计入" in said(without)
    assert [row[-1] for row in rows(without, "simulated")] == ["☐", *["☑"] * 7]
    assert rows(without, "simulated")[0][2:4] == ["—", left_out["cells"][1]["text"]]
    again = opened(component(without, "simulated")["rows"][0]["cells"][-1]["href"])
    assert rows(again, "simulated") == rows(app, "simulated")
    assert "include" not in component(without, "simulated")["rows"][0]["cells"][-1]["href"]


@pytest.mark.parametrize("address", ["fix=-&lift={project}&rate=80", "fix=计划或流程调整"])
def test_the_tick_of_the_only_project_that_gains_leaves_it_out_too(opened: Opener, address: str):
    address = address.format(project=project_named("安全生产相关证件印制项目"))
    app = opened(f"/simulation?{address}")
    for row in rows(app, "simulated"):
        ticked = next(one for one in component(app, "simulated")["rows"] if one["cells"][0]["text"] == row[0])
        app = opened(ticked["cells"][-1]["href"])
    assert {row[-1] for row in rows(app, "simulated")} == {"☐"}
    assert "0 个项目得分提高" in said(app) and "能提高得分的项目都没有计入" in said(app)
    assert ("提高到 80.00%，但没有计入" in said(app)) is ("lift" in address)
    assert "96.41现在 96.41" in said(app).replace("?", "") and "已忽略" not in said(app)
    back = opened(component(app, "simulated")["rows"][0]["cells"][-1]["href"])
    assert [row[-1] for row in rows(back, "simulated")].count("☑") == 1


def test_a_raised_rate_is_counted_though_other_projects_were_chosen(opened: Opener):
    app = opened(f"/simulation?fix=未开展满意度调查&include={project_named('博士后工作站联合培养费')}")
    raised = project_named("安全生产相关证件印制项目")
    app.selectbox(key="raise.project").select(raised)
    app.button(key="raise.go").click()
    app.run()
    assert raised in app.query_params["include"]
    assert "2 个项目得分提高" in said(app)


def test_a_project_that_is_left_out_shows_the_rank_that_it_falls_to(opened: Opener):
    four = (
        "安全生产考试培训相关工作",
        "安全应急领域职业技能竞赛",
        "退休人员专项经费",
        "精准执法建模及智能推送服务关键技术研发",
    )
    included = "".join(f"&include={project_named(name)}" for name in four)
    app = opened(f"/simulation?fix=疫情影响&fix=计划或流程调整{included}")
    left = next(row for row in rows(app, "simulated") if row[-1] == "☐")
    assert left == ["危险化学品登记", "97.37", "—", "97.37", "优", "6 → 10", "☐"]
    assert "8 个得分不变，名次下降" in said(app)


@pytest.mark.parametrize(
    ("fix", "sentence"),
    [
        ("跨年度实施", "博士后工作站联合培养费收回最多，6.00 分"),
        ("未开展满意度调查", "等 4 个项目收回最多，各 2.00 分"),
    ],
)
def test_who_recovers_most_is_one_or_said_to_be_several(opened: Opener, fix: str, sentence: str):
    assert sentence in said(opened(f"/simulation?fix={fix}"))


def test_a_rate_is_raised_by_the_form(opened: Opener):
    app = opened("/simulation")
    project = project_named("安全生产相关证件印制项目")
    app.selectbox(key="raise.project").select(project)
    app.text_input(key="raise.rate").set_value("80")
    app.button(key="raise.go").click()
    app.run()
    assert not app.exception
    assert app.query_params["lift"] == project and app.query_params["rate"] == "80"
    assert "安全生产相关证件印制项目提高到 80.00%" in said(app)
    assert "已选：安全生产相关证件印制项目的执行率提高到 80.00%" in said(app)
    (row,) = rows(app, "simulated")
    assert row[2] == "+2.05"  # 10 × 80 % less the 5.95 printed
    app.button(key="raise.stop").click()
    app.run()
    assert "lift" not in app.query_params and "没有提高任何项目的执行率" in said(app)


def test_a_raised_rate_stands_among_the_premises_with_its_points(opened: Opener):
    project = project_named("安全生产相关证件印制项目")
    premises = said(opened(f"/simulation?fix=未开展满意度调查&fix=跨年度实施&lift={project}&rate=100"))
    premises = premises[premises.index("这些数的前提是什么？") :]
    raised = "安全生产相关证件印制项目的执行率提高到 100.00%"
    assert f"已选：未开展满意度调查、跨年度实施、{raised}" in premises
    assert f"{raised}：至多收回 4.05 分" in premises


@pytest.mark.parametrize(("lift", "rate"), [("nope", "100"), ("安全生产相关证件印制项目", "1")])
def test_a_raise_that_gives_nothing_is_no_premise(opened: Opener, lift: str, rate: str):
    known = lift if lift == "nope" else project_named(lift)
    assert "已选：没有选择" in said(opened(f"/simulation?fix=-&lift={known}&rate={rate}"))


@pytest.mark.parametrize(
    ("project", "typed", "told"),
    [
        ("安全生产相关证件印制项目", "30", "30.00% 不高于安全生产相关证件印制项目现在的 59.54%，没有提高。"),
        ("安全生产相关证件印制项目", "120", "请填 0 至 100 之间的执行率，例如 95。"),
        ("安全生产相关证件印制项目", "很高", "请填 0 至 100 之间的执行率，例如 95。"),
        ("安全生产相关证件印制项目", "", "请填 0 至 100 之间的执行率，例如 95。"),
        ("安全生产相关证件印制项目", "８０％", "安全生产相关证件印制项目提高到 80.00%"),
    ],
)
def test_a_rate_that_raises_nothing_is_refused_with_a_reason(opened: Opener, project: str, typed: str, told: str):
    app = opened("/simulation?fix=-")
    app.selectbox(key="raise.project").select(project_named(project))
    app.text_input(key="raise.rate").set_value(typed)
    app.button(key="raise.go").click()
    app.run()
    assert not app.exception and told in said(app)
    assert ("没有提高任何项目的执行率" in said(app)) is (typed != "８０％")


def test_a_scope_with_a_cause_has_it_chosen(opened: Opener):
    app = opened("/simulation?cause=未开展满意度调查")
    assert 'aria-checked="true">未开展满意度调查' in shown(app)
    assert len(rows(app, "simulated")) == 8
    assert "还没有选择" in said(opened("/simulation?cause=未开展满意度调查&fix=-"))


@pytest.mark.parametrize(
    ("address", "chosen", "said_why"),
    [
        ("cause=预算执行不足", [], "没有替您选上：预算执行不足。填报单位难以靠行动收回，不推荐"),
        ("cause=疫情影响&cause=未开展满意度调查", ["未开展满意度调查"], "没有替您选上：疫情影响。"),
        ("cause=预算执行不足&fix=预算执行不足", ["预算执行不足"], ""),  # asked for in so many words
        ("cause=未开展满意度调查", ["未开展满意度调查"], ""),
    ],
)
def test_what_is_not_recommended_is_not_chosen_for_the_reader(
    opened: Opener, address: str, chosen: list[str], said_why: str
):
    app = opened(f"/simulation?{address}")
    assert re.findall(r'aria-checked="true">([^<]+)', shown(app)) == chosen
    assert said_why in said(app) and ("没有替您选上" in said(app)) is bool(said_why)
    assert ("按筛选先选上了" in said(app)) is bool(chosen and "fix=" not in address)


@pytest.mark.parametrize(
    "nonsense",
    [
        "fix=<b>没有这个原因",
        "include=nobody",
        "lift=nobody&rate=50",
        "rate=nan&lift=x",
        "rate=1e999&lift=x",
        "rate=-1&lift=x",
    ],
)
def test_nonsense_in_the_address_changes_nothing(opened: Opener, nonsense: str):
    app = opened(f"/simulation?{nonsense}")
    assert not app.exception
    assert "还没有选择，或所选的不改变任何项目" in said(app)
    assert "<b>没有" not in shown(app)


@pytest.mark.parametrize("scope", ["year=1999", "words=没有这个词"])
def test_an_empty_scope_says_what_to_do(opened: Opener, scope: str):
    app = opened(f"/simulation?{scope}")
    assert "没有符合筛选条件的项目。" in said(app) and keys(app) == []


def test_english(opened: Opener):
    body = said(opened("/simulation?lang=en&fix=未开展满意度调查"))
    assert "at most 11.50 points, 8 projects, if the surveys reach their targets" in body
