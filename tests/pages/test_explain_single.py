"""Figures of one project or indicator in the panel: with pencil and paper, from what the form prints."""

import re
from decimal import Decimal
from urllib.parse import quote

from analytics.explain import FigureKey, explain, recompute
from analytics.project import source_lines
from analytics.scope import Scope
from pages.common.explained_rows import explained_csv
from tests.pages.components import component
from tests.pages.conftest import Opener
from tests.pages.test_explain import snapshot
from tests.pages.test_explain_panel import panel

_RECOMPUTED = """SELECT i.indicator_id, m.recomputed_score, m.formula, i.name FROM snap.recomputed_fact
    JOIN snap.indicator_fact i USING (indicator_no) JOIN snap.measure m USING (indicator_id)"""


def indicator(name: str) -> str:
    return next(str(row[0]) for row in snapshot().rows(_RECOMPUTED, {}) if row[3] == name)


def test_every_recomputed_score_comes_again_from_what_the_form_prints(opened: Opener):
    opened("/overview")
    found = snapshot().rows(_RECOMPUTED, {})
    assert len(found) > 30
    for each, score, formula, _name in found:
        key = FigureKey("recomputed_score", (("indicator", str(each)),))
        why = explain(snapshot(), Scope(), key)
        assert recompute(why.form, why.rows) == why.value == Decimal(str(score)), formula
        assert len(why.rows) == why.total_rows == (4 if str(formula).startswith("超额") else 3)
        assert why.worded == formula


def test_the_panel_of_a_recomputed_score(opened: Opener):
    opened("/overview")
    key = f"recomputed_score?indicator={indicator('邮寄')}"
    data = panel(opened, f"/audit?explain={quote(key)}")
    assert data["value"] == "0.00"
    assert dict(data["lines"])["代入数字"] == "正向指标：实际 0次 ÷ 目标 12次 × 分值 5.00 = 0.00"  # type: ignore[call-overload]
    rows = data["rows"]
    assert isinstance(rows, list) and all("line=131" in row["placeHref"] for row in rows)
    assert [[row["detail"], *row["numbers"]] for row in rows] == [
        ["邮寄 · 分值", "5.00"],
        ["邮寄 · 目标值 12次", "÷ 12"],
        ["邮寄 · 实际值 0次", "× 0"],
    ]
    made = explained_csv(snapshot(), Scope(), key)
    assert made is not None and "邮寄 · 目标值 12次,÷ 12," in made[1].decode("utf-8-sig")
    english = panel(opened, f"/audit?lang=en&explain={quote(key)}")
    assert dict(english["lines"])["With numbers"].endswith("= 0.00")  # type: ignore[call-overload]


def test_the_panel_of_what_one_project_gets_back_and_of_its_score(opened: Opener):
    opened("/overview")
    exam = str(snapshot().rows("SELECT project_id FROM project WHERE name = '安全生产考试培训相关工作'")[0][0])
    where = f"fix={quote('疫情影响')}&project={exam}"
    back = panel(opened, f"/simulation?explain={quote('simulated_recovered?' + where)}")
    score = panel(opened, f"/simulation?explain={quote('simulated_score?' + where)}")
    assert isinstance(back["rows"], list) and isinstance(score["rows"], list)
    assert len(score["rows"]) == len(back["rows"]) + 1 > 2
    assert (score["rows"][0]["detail"], score["rows"][0]["numbers"]) == ("表印总分", ["94.65"])
    assert all(re.search(r"[?&]line=3[56]\d$", row["placeHref"]) for row in back["rows"])
    assert dict(score["lines"])["代入数字"].startswith("94.65 + ")  # type: ignore[call-overload]


def test_both_ranks_of_a_project_open_the_scores_they_are_read_from(opened: Opener):
    opened("/overview")
    exam = str(snapshot().rows("SELECT project_id FROM project WHERE name = '安全生产考试培训相关工作'")[0][0])
    data = panel(opened, f"/simulation?explain={quote(f'rank_now?project={exam}')}")
    assert data["columns"][-3:-1] == ["计入（项目数）", "现在总分"]  # type: ignore[index]
    rows = data["rows"]
    assert isinstance(rows, list)
    assert rows[0]["numbers"] == ["0", "94.65"]
    assert all(row["numbers"][0] == "1" and Decimal(row["numbers"][1]) > Decimal("94.65") for row in rows[1:])
    assert dict(data["lines"])["代入数字"] == f"{len(rows) - 1} + 1 = {len(rows)}"  # type: ignore[call-overload]
    table = component(opened(f"/simulation?fix={quote('疫情影响')}"), "simulated")["rows"]
    moved = [row["cells"][5] for row in table if " → " in row["cells"][5]["text"]]
    assert moved
    for cell in moved:
        assert cell["text"].startswith(f"{cell['first'][0]} → ")
        assert ("rank_now" in cell["first"][1], "simulated_rank" in cell["figure"]) == (True, True)


def test_totals_are_cited_where_they_are_printed(opened: Opener):
    opened("/overview")
    found = snapshot()
    rows = explain(found, Scope(), FigureKey("mean_score")).rows
    assert len(rows) == 13
    for row in rows:
        sql = "SELECT total_line, first_line, last_line FROM project WHERE project_id = $project"
        ((line, first, last),) = found.rows(sql, {"project": row.project_id})
        lines = dict(source_lines(found, str(row.document_id), int(str(first)), int(str(last))))
        assert row.source_line == line
        assert "总分" in lines[int(str(line))] and str(row.numerator) in lines[int(str(line))]


def test_the_total_of_one_project_is_called_so_with_its_name_and_its_form(opened: Opener):
    opened("/overview")
    ((project,),) = snapshot().rows("SELECT project_id FROM project_fact WHERE name = '博士后工作站联合培养费'")
    data = panel(opened, "/overview?explain=" + quote(f"mean_score?project={project}&whole=yes"))
    assert (data["title"], data["value"]) == ("总分 · 博士后工作站联合培养费", "89.51")
    lines = dict(data["lines"])
    assert lines["怎么算"] == "表上总分一行所印的得分。"
    assert lines["范围"] == "博士后工作站联合培养费，整张自评表"
    assert "代入数字" not in lines
    assert [row["place"] for row in data["rows"]] == ["第178行"]
