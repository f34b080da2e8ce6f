"""解释这个数, the panel and the file: formula, numbers, rule, scope and rows of the figure that is asked for."""

import json
from decimal import Decimal
from urllib.parse import quote, unquote

import pytest

from analytics.explain import decode, explain
from analytics.scope import Scope
from pages.common import formats
from pages.common.explained_rows import explained_csv, with_numbers, written
from tests.pages.components import component
from tests.pages.conftest import Opener, said
from tests.pages.test_explain import snapshot

PANEL = "explanation"


def panel(opener: Opener, address: str) -> dict[str, object]:
    app = opener(address)
    assert not app.exception
    (found,) = [e for e in app.sidebar if e.type == "bidi_component" and e.key == PANEL]
    return json.loads(found.proto.json)


def test_the_panel_says_formula_numbers_rule_scope_and_rows(opened: Opener):
    data = panel(opened, "/overview?grade=优&explain=execution_rate")
    lines = dict(data["lines"])  # type: ignore[call-overload]
    assert lines["代入数字"].endswith(f"= {data['value']}")
    assert lines["范围"] == "等级 优"
    assert "不取各项目执行率的平均" in lines["怎么算"]
    assert data["total"] == len(data["rows"]) == 12  # type: ignore[arg-type]
    first = data["rows"][0]  # type: ignore[index]
    assert "line=" in first["placeHref"]
    assert first["href"].startswith("/project?")


@pytest.mark.parametrize(
    ("key", "above", "below"),
    [
        ("mean_score", "总分", "计入（项目数）"),
        ("coverage", "可重算的指标", "计入（指标数）"),
        ("execution_rate", "全年执行数（万元）", "全年预算数（万元）"),
        ("score_rate", "得分", "分值"),
        ("points_lost_share?cause=疫情影响", "所选扣分", "全部扣分"),
    ],
)
def test_the_numbers_of_a_quotient_are_named_by_what_they_are(opened: Opener, key: str, above: str, below: str):
    assert panel(opened, f"/overview?explain={quote(key)}")["columns"][-3:-1] == [above, below]  # type: ignore[index]
    made = explained_csv(snapshot(), Scope(), quote(key, safe="?="))
    assert made is not None
    assert f"{above},{below}" in made[1].decode("utf-8-sig").splitlines()[0]


def test_a_long_list_is_paged_and_its_rest_is_one_row(opened: Opener):
    data = panel(opened, "/overview?explain=indicators")
    assert data["total"] == 172
    rows = data["rows"]
    assert isinstance(rows, list)
    assert len(rows) == 51
    assert rows[-1]["rest"]
    assert "122" in rows[-1]["name"]


def test_no_panel_without_a_figure(opened: Opener):
    app = opened("/overview")
    assert [e for e in app.sidebar if e.type == "bidi_component" and e.key == PANEL] == []


@pytest.mark.parametrize(
    ("address", "scope"),
    [
        ("/project?id={id}&score_max=99&explain=score_rank?project={id}", "总分 ≤ 99"),
        ("/project?id={id}&explain=rate_rank?project={id}", "全部"),
        ("/execution?explain=unspent_share?project={id}", "全部"),
        ("/execution?explain=unspent?project={id}%26whole=yes", "博士后工作站联合培养费，整张自评表"),
    ],
)
def test_a_figure_among_others_names_whom_it_is_among(opened: Opener, address: str, scope: str):
    ((project,),) = snapshot().rows("SELECT project_id FROM project_fact WHERE name = '博士后工作站联合培养费'")
    lines = dict(panel(opened, address.format(id=project))["lines"])  # type: ignore[call-overload]
    assert lines["范围"].startswith(scope)


@pytest.mark.parametrize(
    "key",
    [
        "nonsense",
        "points_lost?nonsense=1",
        "score_rank",
        "<b>",
        "projects?scope_year=99999999999",
        "x" * 5000,
        "?",
        "²",
    ],
)
def test_a_bad_key_is_a_sentence(opened: Opener, key: str):
    data = panel(opened, f"/overview?explain={quote(key)}")
    assert data["title"] == "这个数没有解释"
    assert data["rows"] == []


def test_numbers_put_in_are_those_of_the_rows(opened: Opener):
    opened("/overview")
    mean = explain(snapshot(), Scope(), decode("mean_score"))
    assert with_numbers(mean) == f"{mean.numerator:,.2f} ÷ 13 = {formats.points(mean.value)}"
    left = explain(snapshot(), Scope(), decode("score_left"))
    assert with_numbers(left) == f"100 − {formats.points(left.numerator)} = {formats.points(left.value)}"
    assert left.value == Decimal(100) - left.numerator
    unspent = explain(snapshot(), Scope(), decode("unspent"))
    assert with_numbers(unspent) == "2,575.247 − 2,546.937062 = 28.31 万元"
    assert written(unspent, unspent.rows[0]) == ["26.78", "15.9444", "10.8356"]


@pytest.mark.parametrize(
    ("screen", "key", "columns"),
    [
        ("overview", "points_lost", ["项目名称", "内容", "分", "出处"]),
        ("execution", "adjustment", ["项目名称", "全年预算数（万元）", "年初预算数（万元）", "相差（万元）", "出处"]),
        ("deductions", "recurring_causes", ["扣分原因", "计入", ""]),
        ("deductions", "losing_levels", ["指标类别", "计入", ""]),
        ("execution", "units", ["实施单位", "计入", ""]),
    ],
)
def test_the_heads_of_the_rows_say_what_they_are(opened: Opener, screen: str, key: str, columns: list[str]):
    assert panel(opened, f"/{screen}?explain={key}")["columns"] == columns


def test_a_cause_that_is_counted_leads_to_its_deductions(opened: Opener):
    rows = panel(opened, "/deductions?explain=recurring_causes")["rows"]
    assert {row["name"]: unquote(row["href"]) for row in rows}["疫情影响"] == "/deductions?cause=疫情影响"


def test_the_file_has_every_row(opened: Opener):
    opened("/overview")
    made = explained_csv(snapshot(), Scope(grades=("优",)), "points_lost")
    assert made is not None
    name, content = made
    assert name.endswith(".csv")
    assert "扣分" in name
    lines = content.decode("utf-8-sig").splitlines()
    whole = explain(snapshot(), Scope(grades=("优",)), decode("points_lost"))
    assert len(lines) == whole.total_rows + 1
    assert explained_csv(snapshot(), Scope(), "nonsense") is None


def test_the_panel_in_english(opened: Opener):
    data = panel(opened, "/overview?lang=en&explain=mean_score")
    assert data["title"] == "Mean total score"
    for _name, text in data["lines"]:  # type: ignore[attr-defined]
        assert not any("一" <= letter <= "龥" for letter in text), text
    assert "2021" in said(opened("/overview?lang=en"))
    assert component(opened("/overview"), "projects")
