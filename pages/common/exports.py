"""Exports of a whole scope, streamed as they are made: CSV of one table, or everything as one workbook.

The address is /export/projects.csv?… or /export/workbook.xlsx?… with the same parameters as the screens, so the
file holds what the screen shows. `personal=1` adds the personal columns.
"""

import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from urllib.parse import quote

from anyio import to_thread
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from analytics import exports
from analytics.export_csv import csv_lines
from analytics.findings import finding_page, finding_rows
from analytics.kpis import kpis
from analytics.messages import figure_words, finding_message
from analytics.scope import Scope
from data.store import Snapshot, SnapshotUnreadable
from pages.common import connection
from pages.common.address import read_address
from pages.common.columns import head, labels, readable, reworded, table_title
from pages.common.downloads import WORKBOOK_ROWS
from pages.common.explained_rows import explained_csv
from pages.common.sheets import Fact, Sheet, csv_of_lines, csv_parts, file_name, write_workbook
from pages.common.summary import scope_sentence, scope_words, workbook_about
from pages.common.words import _, language, translator, use_language
from pages.common.working_paper import found_of, paper_batches, paper_heads, write_paper

_CSV = "text/csv; charset=utf-8"
_FINDINGS = 5_000  # so many are read at a time
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def export_routes() -> list[Route]:
    """The routes of the exports."""
    return [
        Route("/export/workbook.xlsx", _workbook),
        Route("/export/explained.csv", _explained),
        Route("/export/working_paper.{ending}", _working_paper),
        Route("/export/{table}.csv", _table),
    ]


def _asked(request: Request) -> tuple[Snapshot, Scope, bool] | Response:
    """What an export is asked for; a sentence where there is no data."""
    parameters = request.query_params
    use_language(parameters.get("lang"))
    try:
        snapshot = connection.current()
    except SnapshotUnreadable as error:
        return PlainTextResponse(str(error), status_code=503)
    if snapshot is None:
        return PlainTextResponse(_("还没有数据"), status_code=404)
    scope = read_address({key: parameters.getlist(key) for key in parameters if key != "personal"}).scope
    return snapshot, scope, parameters.get("personal") == "1"


def _batches(
    snapshot: Snapshot, scope: Scope, table: exports.Table, personal: bool
) -> Iterator[list[tuple[object, ...]]]:
    columns = exports.columns(table, personal=personal)
    words = [readable(column) for column in columns]
    said = _findings_said(snapshot, scope) if _findings_translated(table) else None
    for batch in exports.batches(snapshot, scope, table, personal=personal):
        rows = [tuple(word(value) for word, value in zip(words, row, strict=True)) for row in batch]
        if said is not None:
            rows = [
                tuple(own.get(column.field, value) for column, value in zip(columns, row, strict=True))
                for row, own in zip(rows, islice(said, len(rows)), strict=True)
            ]
        yield rows


def _findings_translated(table: exports.Table) -> bool:
    """Whether it is findings in a language other than that of the snapshot, which holds their sentences in Chinese."""
    return table == "findings" and language() != "zh"


def _findings_said(snapshot: Snapshot, scope: Scope) -> Iterator[dict[str, object]]:
    """Each finding's sentence and figures in the reader's language, in the order of the export."""
    translate, offset = translator(), 0
    while rows := finding_rows(snapshot, scope, None, _FINDINGS, offset):
        for row in rows:
            yield {
                "message": finding_message(row, translate),
                "printed": figure_words(row, row.printed, translate),
                "expected": figure_words(row, row.expected, translate),
            }
        offset += len(rows)


def _disposition(name: str) -> dict[str, str]:
    return {
        "content-disposition": f"attachment; filename=export; filename*=UTF-8''{quote(name)}",
        "cache-control": "no-store",
    }


async def _table(request: Request) -> Response:
    table = request.path_params["table"]
    if table not in exports.TABLES:
        return PlainTextResponse("404", status_code=404)
    asked = await to_thread.run_sync(_asked, request)
    if isinstance(asked, Response):
        return asked
    snapshot, scope, personal = asked
    use_language(request.query_params.get("lang"))
    heads = [head(column) for column in exports.columns(table, personal=personal)]
    name = file_name(table_title(table), scope_words(snapshot, scope), date.today(), "csv")
    # A plain generator: Starlette draws it from a worker thread, so the loop stays free and memory flat.
    if _findings_translated(table):
        parts = csv_parts(heads, _batches(snapshot, scope, table, personal))
    else:
        lines = csv_lines(snapshot, scope, table, personal=personal, labels=labels(), reworded=reworded())
        parts = csv_of_lines(heads, lines)
    return StreamingResponse(parts, media_type=_CSV, headers=_disposition(name))


async def _explained(request: Request) -> Response:
    """The rows of the figure that ?explain= names."""
    asked = await to_thread.run_sync(_asked, request)
    if isinstance(asked, Response):
        return asked
    snapshot, scope, _personal = asked
    asked_language = request.query_params.get("lang")

    def made() -> tuple[str, bytes] | None:
        use_language(asked_language)
        return explained_csv(snapshot, scope, request.query_params.get("explain", ""))

    found = await to_thread.run_sync(made)
    if found is None:
        return PlainTextResponse("404", status_code=404)
    name, content = found
    return Response(content, media_type=_CSV, headers=_disposition(name))


async def _working_paper(request: Request) -> Response:
    """Every finding in scope with figures, basis, decision and place; `rule`, `severity`, `state` narrow it."""
    asked = await to_thread.run_sync(_asked, request)
    if isinstance(asked, Response):
        return asked
    snapshot, scope, _personal = asked
    use_language(request.query_params.get("lang"))
    found = found_of(request.query_params.getlist)
    ending = request.path_params["ending"]
    name = file_name(_("核验工作底稿"), scope_words(snapshot, scope), date.today(), ending)
    if ending == "csv":
        parts = csv_parts(paper_heads(), paper_batches(snapshot, scope, found))
        return StreamingResponse(parts, media_type=_CSV, headers=_disposition(name))
    if ending != "xlsx":
        return PlainTextResponse("404", status_code=404)
    if await to_thread.run_sync(lambda: finding_page(snapshot, scope, found, 1).total) > WORKBOOK_ROWS:
        return PlainTextResponse(_("超过 10 万条发现，缩小筛选后可下载 XLSX"), status_code=413)
    return await _written(name, write_paper, snapshot, scope, found)


async def _workbook(request: Request) -> Response:
    asked = await to_thread.run_sync(_asked, request)
    if isinstance(asked, Response):
        return asked
    snapshot, scope, personal = asked
    use_language(request.query_params.get("lang"))
    if await to_thread.run_sync(lambda: kpis(snapshot, scope).indicators) > WORKBOOK_ROWS:
        return PlainTextResponse(_("超过 10 万行指标，缩小筛选后可下载 XLSX"), status_code=413)
    name = file_name(_("绩效自评"), scope_words(snapshot, scope), date.today(), "xlsx")
    return await _written(name, write_scope_workbook, snapshot, scope, personal)


async def _written(name: str, write: Callable[..., None], *arguments: object) -> Response:
    """A workbook that `write` makes in a file of its own, which goes when it is sent."""
    with tempfile.NamedTemporaryFile(suffix=".xlsx", delete=False) as opened:
        target = Path(opened.name)
    try:
        await to_thread.run_sync(write, target, *arguments)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return FileResponse(
        target, media_type=_XLSX, headers=_disposition(name), background=BackgroundTask(target.unlink, missing_ok=True)
    )


def write_scope_workbook(target: Path, snapshot: Snapshot, scope: Scope, personal: bool = False) -> None:
    """The whole scope as one workbook: what it holds and its totals first, then every table."""
    sheets = (
        Sheet(
            table_title(table),
            [head(column) for column in exports.columns(table, personal=personal)],
            _batches(snapshot, scope, table, personal),
        )
        for table in exports.TABLES
    )
    write_workbook(target, sheets, [*workbook_about(snapshot, scope), Fact(_("筛选"), scope_sentence(snapshot, scope))])
