"""What is exported, read again, is what the screen shows under any scope; text of a filing is never run."""

import csv
import io
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.types import ASGIApp

from analytics import exports
from analytics.export_csv import csv_lines
from analytics.findings import finding_rows
from analytics.kpis import kpis
from analytics.messages import finding_message
from analytics.projects import project_list
from analytics.scope import Scope
from data.store import Snapshot, current_snapshot, open_snapshot
from pages.common import connection
from pages.common.address import GRADES, link
from pages.common.columns import head, labels, readable, reworded, table_title
from pages.common.exports import export_routes
from pages.common.sheets import csv_file, csv_of_lines
from pages.common.summary import scope_words
from pages.common.words import translator, use_language
from tests.pages.asgi import ask
from tests.pages.conftest import Opener

CAUSES = ("未开展满意度调查", "疫情影响", "预算执行不足", "跨年度实施")


@pytest.fixture(scope="module")
def snapshot(filing_store: Path) -> Iterator[Snapshot]:
    path = current_snapshot(filing_store)
    assert path is not None
    opened = open_snapshot(path)
    yield opened
    opened.close()


@pytest.fixture
def client(filing_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ASGIApp]:
    monkeypatch.setenv("PORTFOLIO_STORE", str(filing_store))
    monkeypatch.setenv("PORTFOLIO_DECISIONS", str(tmp_path / "decisions.sqlite"))
    yield Starlette(routes=export_routes())
    connection.closed_for_test()
    use_language("zh")


def rows_of(client: ASGIApp, table: str, scope: Scope, extra: str = "") -> list[dict[str, str]]:
    address = link("x", scope).replace("/x", f"/export/{table}.csv", 1)
    answer = ask(client, address + (("&" if "?" in address else "?") + extra if extra else ""))
    assert answer.status == 200
    return list(csv.DictReader(io.StringIO(answer.text, newline="")))


SCOPES = st.builds(
    Scope,
    years=st.sampled_from([(), (2021,), (1999,)]),
    grades=st.lists(st.sampled_from(GRADES), max_size=2, unique=True).map(tuple),
    causes=st.lists(st.sampled_from(CAUSES), max_size=2, unique=True).map(tuple),
    score_max=st.sampled_from([None, Decimal("97"), Decimal("90")]),
    words=st.sampled_from(["", "满意度", "考试 疫情"]),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(scope=SCOPES)
def test_exports_equal_the_screen(client: ASGIApp, snapshot: Snapshot, scope: Scope):
    now = kpis(snapshot, scope)
    projects = rows_of(client, "projects", scope)
    listed = project_list(snapshot, scope, "document", limit=1000)
    assert [row["项目编号"] for row in projects] == [row.project_id for row in listed.rows]
    assert [row["总分"] for row in projects] == [f"{row.total_score:.2f}" for row in listed.rows]
    assert sum(Decimal(row["全年执行数（万元）"]) for row in projects) == (now.executed_wan or 0)
    assert sum(Decimal(row["扣分合计"]) for row in projects) == now.project_points_lost
    assert sum(Decimal(row["筛选内扣分"]) for row in projects) == now.points_lost
    deductions = rows_of(client, "deductions", scope)
    assert len(deductions) == now.deductions
    assert sum(Decimal(row["扣分"]) for row in deductions) == now.points_lost
    assert len(rows_of(client, "indicators", scope)) == now.indicators


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(scope=SCOPES, chunk=st.integers(1, 60))
@pytest.mark.parametrize("table", exports.TABLES)
def test_the_databases_lines_are_pythons_rows(snapshot: Snapshot, table: exports.Table, scope: Scope, chunk: int):
    heads = [head(column) for column in exports.columns(table, personal=True)]
    words = [readable(column) for column in exports.columns(table, personal=True)]
    rows = [
        [word(value) for word, value in zip(words, row, strict=True)]
        for batch in exports.batches(snapshot, scope, table, personal=True)
        for row in batch
    ]
    lines = csv_lines(snapshot, scope, table, personal=True, labels=labels(), chunk=chunk)
    assert parsed(b"".join(csv_of_lines(heads, lines))) == parsed(csv_file(heads, rows))


@pytest.mark.parametrize("name", ["deductions.csv", "workbook.xlsx", "working_paper.csv", "explained.csv"])
def test_places_are_said_in_the_language_of_the_file(client: ASGIApp, name: str):
    def cells(language: str) -> set[str]:
        answer = ask(client, f"/export/{name}?explain=points_lost&lang={language}")
        if name.endswith("csv"):
            return {cell.lower() for row in csv.reader(io.StringIO(answer.text, newline="")) for cell in row}
        book = openpyxl.load_workbook(io.BytesIO(answer.body))
        return {str(cell).lower() for page in book for row in page.iter_rows(values_only=True) for cell in row}

    assert "line 439" in cells("en") and "第439行" not in cells("en")
    assert "第439行" in cells("zh") and "line 439" not in cells("zh")


@pytest.mark.parametrize("query", ["", "cause=预算执行不足"])
@pytest.mark.parametrize("name", ["findings.csv", "workbook.xlsx"])
def test_findings_are_said_in_the_language_of_the_file(client: ASGIApp, snapshot: Snapshot, name: str, query: str):
    answer = ask(client, f"/export/{name}?lang=en&{query}")
    use_language("en")
    heads = [head(column).title for column in exports.columns("findings")]
    fields = [column.field for column in exports.columns("findings")]
    if name.endswith("csv"):
        rows = list(csv.reader(io.StringIO(answer.text, newline="")))
    else:
        page = openpyxl.load_workbook(io.BytesIO(answer.body))[table_title("findings")]
        rows = [[str(cell or "") for cell in row] for row in page.iter_rows(values_only=True)]
    assert rows[0] == heads
    sentences = {row[fields.index("finding_id")]: row[fields.index("message")] for row in rows[1:]}
    found = finding_rows(snapshot, Scope(causes=("预算执行不足",)) if query else Scope(), limit=1000)
    assert sentences == {row.finding_id: finding_message(row, translator()) for row in found}
    assert not any("请" in sentence for sentence in sentences.values())


@pytest.mark.parametrize(
    ("table", "field", "chinese", "english"),
    [
        ("deductions", "cause", "未开展满意度调查", "No satisfaction survey"),
        ("deductions", "secondary_causes", "计划或流程调整", "Plan or process changed"),
        ("indicators", "level1", "产出指标", "Output"),
        ("indicators", "level2", "数量指标", "quantity"),
        ("projects", "grade", "优", "Excellent"),
    ],
)
def test_causes_levels_and_grades_are_said_in_the_language_of_the_file(
    client: ASGIApp, table: exports.Table, field: str, chinese: str, english: str
):
    at = [column.field for column in exports.columns(table)].index(field)

    def said(language: str) -> set[str]:
        answer = ask(client, f"/export/{table}.csv?lang={language}")
        return {row[at] for row in csv.reader(io.StringIO(answer.text, newline=""))}

    assert any(chinese in cell for cell in said("zh")) and not any(english in cell for cell in said("zh"))
    assert any(english in cell for cell in said("en")) and not any(chinese in cell for cell in said("en"))


@pytest.mark.parametrize("table", exports.TABLES)
def test_english_lines_are_pythons_rows_too(snapshot: Snapshot, table: exports.Table):
    use_language("en")
    try:
        heads = [head(column) for column in exports.columns(table)]
        words = [readable(column) for column in exports.columns(table)]
        rows = [
            [word(value) for word, value in zip(words, row, strict=True)]
            for batch in exports.batches(snapshot, Scope(), table)
            for row in batch
        ]
        lines = csv_lines(snapshot, Scope(), table, labels=labels(), reworded=reworded())
        assert parsed(b"".join(csv_of_lines(heads, lines))) == parsed(csv_file(heads, rows))
    finally:
        use_language("zh")


def parsed(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    ("query", "scope", "words"),
    [
        ("grade=优", Scope(grades=("优",)), "等级 优"),
        ("cause=疫情影响", Scope(causes=("疫情影响",)), "扣分原因 疫情影响"),
    ],
)
def test_the_workbook_holds_every_table_and_the_totals(
    client: ASGIApp, snapshot: Snapshot, query: str, scope: Scope, words: str
):
    book = openpyxl.load_workbook(io.BytesIO(ask(client, f"/export/workbook.xlsx?{query}").body))
    now = kpis(snapshot, scope)
    about = {row[0].value: row[1] for row in book["说明"].iter_rows()}
    assert about["筛选"].value == words
    assert (about["项目数"].value, about["项目数"].number_format) == (now.projects, "#,##0")
    assert (about["全年预算数（万元）"].value, about["全年预算数（万元）"].number_format) == (
        pytest.approx(float(now.budget_wan or 0)),
        "#,##0.00####",
    )
    assert (about["平均总分"].value, about["平均总分"].number_format) == (
        pytest.approx(float(now.mean_score or 0)),
        "0.00",
    )
    assert len(book.sheetnames) == 1 + len(exports.TABLES)
    # the sheet says what the columns of its tables add up to
    for title, sheet, column in (
        ("扣分合计", "项目", "扣分合计"),
        ("筛选内扣分", "项目", "筛选内扣分"),
        ("筛选内扣分", "扣分明细", "扣分"),
        ("全年执行数（万元）", "项目", "全年执行数（万元）"),
    ):
        assert about[title].value == pytest.approx(sum(book_column(book[sheet], column))), title
    assert (about["扣分合计"].value == about["筛选内扣分"].value) is not scope.filters_rows
    assert about["筛选内指标数"].value == now.indicators == len(book_column(book["指标"], "得分"))
    assert all(page.freeze_panes == "A2" for page in book.worksheets[1:])


def book_column(page, title: str) -> list[float]:  # noqa: ANN001
    at = [cell.value for cell in page[1]].index(title)
    return [row[at] for row in page.iter_rows(min_row=2, values_only=True)]


@pytest.mark.parametrize("name", ["projects.csv", "workbook.xlsx"])
def test_personal_columns_only_when_asked(client: ASGIApp, name: str):
    def text(address: str) -> str:
        answer = ask(client, address)
        if name.endswith("csv"):
            return answer.text
        book = openpyxl.load_workbook(io.BytesIO(answer.body))
        return "\n".join(str(row) for page in book for row in page.iter_rows(values_only=True))

    assert "张鹏" not in text(f"/export/{name}")
    assert "张鹏" in text(f"/export/{name}?personal=1")


def test_an_unknown_table_is_not_found_and_nonsense_is_ignored(client: ASGIApp):
    assert ask(client, "/export/nothing.csv").status == 404
    assert ask(client, "/export/projects.csv?year=abc").status == 200


def test_every_exported_column_has_a_title_in_both_languages():
    for language in ("zh", "en"):
        use_language(language)
        for table in exports.TABLES:
            titles = [head(column).title for column in exports.columns(table, personal=True)]
            assert all(titles)
            assert len(set(titles)) == len(titles)
    use_language("zh")


def test_a_file_name_holds_whole_words(opened: Opener):
    opened("/overview")
    snapshot = connection.current()
    assert snapshot is not None
    use_language("en")
    assert scope_words(snapshot, Scope(causes=("未开展满意度调查", "指标或预算设定不准"))) == [
        "No satisfaction survey",
        "Targets or budget set wrongly",
    ]
