"""The forms of a snapshot that count, read back a few at a time for findings over many forms.

Only at the end of a build it is known which forms a newer document supersedes, and keeping all forms until then would
let memory grow with them.
"""

from collections.abc import Iterator
from itertools import groupby

import duckdb

from data.form.record import FormRecord, IndicatorRecord
from data.intake.assessed import Place

_FORMS = """
    SELECT p.project_id, p.document_id, p.fiscal_year, p.department, p.implementing_unit, p.name, p.total_score,
           p.balanced,
           i.ordinal, i.name, i.weight, i.score, i.deviation_reason, i.reason_printed, i.reason_shared
    FROM project p LEFT JOIN indicator i USING (project_id)
    WHERE NOT p.superseded
    ORDER BY p.rowid, i.ordinal
"""
_BATCH = 10_000


def counted_forms(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[Place, FormRecord]]:
    """Every form that is not superseded, in the order written.

    Of its indicators name, weight, score and reasons are filled, of the form its identity and total score; no funding.
    """
    for _, group in groupby(_rows(connection), key=lambda row: row[0]):
        rows = list(group)
        project, document, year, department, unit, name, score, balanced = rows[0][:8]
        indicators = tuple(
            IndicatorRecord(
                ordinal=row[8],
                level1=None,
                level2=None,
                name=row[9],
                target=None,
                actual=None,
                weight=row[10],
                score=row[11],
                deviation_reason=row[12],
                reason_printed=row[13],
                reason_shared=row[14],
                source_line=None,
                source_place="",
            )
            for row in rows
            if row[8] is not None
        )
        form = FormRecord(
            fiscal_year=year,
            name=name,
            department=department,
            implementing_unit=unit,
            project_lead=None,
            phone=None,
            goal_expected=None,
            goal_achieved=None,
            funding=(),
            indicators=indicators,
            total_weight=None,
            total_score=score,
            balanced=balanced,
        )
        yield Place(project, document), form


def _rows(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple]:  # type: ignore[type-arg]
    cursor = connection.cursor().execute("USE snap").execute(_FORMS)  # a cursor of its own starts elsewhere
    while batch := cursor.fetchmany(_BATCH):
        yield from batch
