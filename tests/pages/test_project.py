"""项目详情 without a browser: every project of the filing, its reconciliation, reasons, findings and source."""

import re
from pathlib import Path

import pytest

from data.store import current_snapshot, open_snapshot
from tests.pages.components import component, keys, rows
from tests.pages.conftest import Opener, said, shown


@pytest.fixture(scope="session")
def projects(filing_store: Path) -> dict[str, str]:
    path = current_snapshot(filing_store)
    assert path is not None
    snapshot = open_snapshot(path)
    found = snapshot.rows("SELECT name, project_id FROM project ORDER BY first_line")
    snapshot.close()
    return {str(name): str(project) for name, project in found}


EXAM = "安全生产考试培训相关工作"


def test_every_project_draws_and_reconciles(opened: Opener, projects: dict[str, str]):
    assert len(projects) == 13
    for name, project in projects.items():
        app = opened(f"/project?id={project}")
        assert not app.exception
        body = shown(app)
        assert f"<h1>{name}</h1>" in body
        assert "与表印总分一致 ✓" in body
        assert keys(app) == ["waterfall", "funding", "funding_table", "source"] or "执行率</div>" in body


def test_figures_with_rank_and_mean(opened: Opener, projects: dict[str, str]):
    body = said(opened(f"/project?id={projects[EXAM]}"))
    assert "扣 5.35 分：100 − 5.35 = 94.65，与表印总分一致 ✓" in body
    assert "优 · 第 12/13 名 · 平均 96.41 · 加权 98.34" in body
    assert "得 9.56/10.00 分 · 第 10/13 名 · 总体 98.90%" in body
    assert "6 项指标 + 执行率 0.44 · 从多到少第 2/13 · 平均 3.59" in body
    assert "年初 148.43 → 全年 138.43 → 执行 132.37 万元" in body


def test_the_indicator_table(opened: Opener, projects: dict[str, str]):
    app = opened(f"/project?id={projects[EXAM]}")
    body = shown(app)
    assert "21 项指标，6 项扣分" in said(app)
    table = body[body.index("d-indicators") :]
    lines = re.findall(r'<tr id="i-[^"]*" class="([^"]*)">', table)
    assert len(lines) == 21
    assert sum("d-tint-lost" in kinds for kinds in lines) == 6
    assert table.count("与上行共用") == 2
    assert "<mark>受疫情影响</mark>" in table
    assert 'colspan="3">产出 · 数量</th>' in table
    assert re.search(r'<tr class="d-group">.*?data-label="小计">.*?data-label="扣分"><a', table)  # said on a phone
    assert "10.59 / 15.00" in said(app)
    assert "d-finding" in table
    assert "定量得分重算" in table


def test_the_source_is_the_documents_own_text(opened: Opener, projects: dict[str, str]):
    source = component(opened(f"/project?id={projects[EXAM]}&line=360"), "source")
    text = (Path(__file__).parents[2] / "data/documents/2021/self-evaluation-2021.txt").read_text(encoding="utf-8")
    lines = text.splitlines()
    assert source["lines"][0][0] == 340
    assert all(content == lines[number - 1] for number, content in source["lines"])
    assert source["marked"] == 360
    assert source["reveal"] == "source"
    assert {353, 354, 355, 360} <= set(source["tinted"])


def test_an_indicator_in_the_address_marks_row_and_line(opened: Opener, projects: dict[str, str]):
    project = projects[EXAM]
    body = shown(opened(f"/project?id={project}"))
    row = re.search(r'<tr id="i-([^"]*)" class="d-tint-lost">(?:(?!</tr>).)*line=360', body)
    assert row is not None
    app = opened(f"/project?id={project}&indicator={row[1]}")
    assert component(app, "source")["marked"] == 360
    assert component(app, "source")["reveal"] == f"i-{row[1]}"
    assert f'<tr id="i-{row[1]}" class="d-tint-lost d-row-chosen">' in shown(app)
    execution = component(opened(f"/project?id={project}&indicator={project}-execution"), "source")
    assert execution["marked"] == 344


@pytest.mark.parametrize("line", ["abc", "-1", "9" * 40, "²", "<b>"])
def test_nonsense_for_a_line_is_no_error(opened: Opener, projects: dict[str, str], line: str):
    app = opened(f"/project?id={projects[EXAM]}&line={line}")
    assert not app.exception
    assert component(app, "source")["marked"] is None


def test_neighbours_keep_the_scope(opened: Opener, projects: dict[str, str]):
    listed = [projects[row[0]] for row in rows(opened("/project?grade=优"), "choice")]
    body = shown(opened(f"/project?id={listed[1]}&grade=优"))
    ways = body[body.index("d-ways") : body.index("</nav>")]
    assert f"id={listed[0]}" in ways
    assert f"id={listed[2]}" in ways
    assert ways.count("grade=") == 3
    first = shown(opened(f"/project?id={listed[0]}&grade=优"))
    assert '<span aria-disabled="true">‹ 上一个</span>' in first


def test_a_project_outside_the_scope_has_no_rank(opened: Opener, projects: dict[str, str]):
    body = shown(opened(f"/project?id={projects[EXAM]}&grade=良"))
    assert "本项目不在当前筛选范围内" in body
    assert "名 ·" not in body


def test_filters_on_rows_do_not_narrow_it_and_that_is_said(opened: Opener, projects: dict[str, str]):
    body = said(opened(f"/project?id={projects[EXAM]}&cause=疫情影响"))
    assert "本页显示整张自评表" in body
    assert "21 项指标，6 项扣分" in body


def test_an_unknown_project_leads_to_the_list(opened: Opener):
    body = shown(opened("/project?id=p<b>x</b>"))
    assert "数据中没有这个项目" in body
    assert 'href="/project"' in body
    assert "<b>" not in body


def test_without_a_project_there_is_a_list_to_choose_from(opened: Opener):
    app = opened("/project")
    listed = rows(app, "choice")
    assert len(listed) == 13
    assert listed[0][0] == "博士后工作站联合培养费"
    assert [row[6] for row in listed] == sorted(row[6] for row in listed)
    assert [row[0] for row in rows(opened("/project?q=考试"), "choice")] == [EXAM, "考试管理辅助项目"]


def test_a_choice_without_hits_says_what_to_do(opened: Opener):
    assert "没有名称含有「&lt;i&gt;」的项目。" in shown(opened("/project?q=<i>"))
    assert "当前筛选范围内没有项目。" in shown(opened("/project?year=1999"))


def test_english(opened: Opener, projects: dict[str, str]):
    body = said(opened(f"/project?lang=en&id={projects[EXAM]}"))
    assert "5.35 points lost: 100 − 5.35 = 94.65, as printed ✓" in body
    assert "rank 12/13" in body
