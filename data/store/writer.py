"""Assessed documents → a snapshot file: rows are gathered and written in bulk, so that memory stays flat."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from types import TracebackType
from typing import Self

import pyarrow as pa

from data.form.record import FormRecord
from data.intake.assessed import AssessedDocument, AssessedForm, BuildInfo, FindingRow, Place
from data.store import rows
from data.store.attach import create
from data.store.counted import counted_forms
from data.store.filings import Filings
from data.store.identities import PORTFOLIO, document_id
from data.store.renaming import rename
from data.store.shape import shape

_FOLDER = Path(__file__).parent
_BATCH_ROWS = 50_000


@dataclass(frozen=True, slots=True)
class Written:
    """What a snapshot got: documents, forms (those superseded among them), findings by severity."""

    documents: int
    forms: int
    superseded: int
    severities: Counter[str]


class SnapshotWriter:
    """Writes one new snapshot file; a context. `add` documents oldest first, then `finish`: only then it is whole."""

    def __init__(self, path: Path) -> None:
        self._connection = create(path)
        self._connection.execute((_FOLDER / "schema.sql").read_text(encoding="utf-8"))
        self._schemas = {table: self._schema(table) for (table,) in self._connection.execute("SHOW TABLES").fetchall()}
        self._pending: dict[str, list[rows.Row]] = defaultdict(list)
        self._pending_rows = 0
        self._filings = Filings()
        self._settled = False
        self._documents = self._forms = 0
        self._severities = Counter[str]()
        self._severity = self._schemas["finding"].get_field_index("severity")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def add(self, document: AssessedDocument) -> tuple[AssessedForm, ...]:
        """Take in one document; returns its forms but those that were there already (see data/store/filings).

        RuntimeError once `counted` was asked: by then every form has the identifier that it keeps.
        """
        if self._settled:
            raise RuntimeError("documents come before findings over many forms")
        found = list(document.findings)
        identifier = document_id(document.sha256, document.file_name)
        kept: list[AssessedForm] = []
        for assessed in document.forms:
            filed = self._filings.take(assessed.form, document.file_name)
            if filed.project is None:
                found.extend(filed.findings)
                continue
            kept.append(assessed)
            self._add_form(identifier, filed.project, assessed, filed.findings)
        self._put("document", [rows.document_row(identifier, document, len(document.forms))])
        self._put("source_text", [(identifier, at, text) for at, text in enumerate(document.lines, 1)])
        self._put("finding", rows.finding_rows(found, identifier, identifier, None, {}))
        self._documents += 1
        self._forms += len(kept)
        if self._pending_rows >= _BATCH_ROWS:
            self._flush()
        return tuple(kept)

    def _add_form(self, document: str, project: str, assessed: AssessedForm, more: Sequence[FindingRow]) -> None:
        form = assessed.form
        keys = rows.indicator_keys(project, form)
        findings = (*assessed.findings, *more)
        self._put("project", [rows.project_row(project, document, form)])
        self._put("funding", rows.funding_rows(project, form))
        self._put("indicator", rows.indicator_rows(project, form, keys))
        self._put("deduction", rows.deduction_rows(project, assessed, keys))
        self._put("measure", rows.measure_rows(assessed, keys))
        self._put("promise", rows.promise_rows(project, assessed, keys))
        self._put("finding", rows.finding_rows(findings, project, document, project, keys))

    def counted(self) -> Iterator[tuple[Place, FormRecord]]:
        """The forms that count, in the order taken, with what findings over many forms look at (see counted.py)."""
        self._settle()
        return counted_forms(self._connection)

    def add_findings(self, place: Place | None, findings: Sequence[FindingRow]) -> None:
        """Further findings at a form, or of the portfolio (`place` None)."""
        subject = place.project_id if place else PORTFOLIO
        document, project = (place.document_id, place.project_id) if place else (None, None)
        self._put("finding", rows.finding_rows(findings, subject, document, project, {}))

    def finish(self, info: BuildInfo) -> Written:
        """Write what is pending, the derived tables and the build's own row; then the file is whole on disk."""
        superseded = self._settle()
        self._connection.execute(
            "INSERT INTO snapshot_info VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                info.built_at,
                info.reader_version,
                info.configuration,
                self._forms,
                self._documents,
                info.fingerprint,
                shape(),
            ],
        )
        self._connection.executemany(
            "INSERT INTO threshold VALUES (?, ?)",
            [(field.name, getattr(info.thresholds, field.name)) for field in fields(info.thresholds)],
        )
        self._connection.execute((_FOLDER / "derived.sql").read_text(encoding="utf-8"))
        self._connection.execute("CHECKPOINT")
        return Written(self._documents, self._forms, len(superseded), self._severities)

    def _settle(self) -> list[str]:
        """Everything taken is in its table under its final identifier, and marked where a newer document counts."""
        self._flush()
        if not self._settled:
            rename(self._connection, self._filings.names())
            self._settled = True
        superseded = list(self._filings.superseded())
        if superseded:
            self._connection.execute(
                "UPDATE project SET superseded = true WHERE project_id IN (SELECT unnest($1))", [superseded]
            )
        return superseded

    def _put(self, table: str, more: Sequence[rows.Row]) -> None:
        self._pending[table].extend(more)
        self._pending_rows += len(more)
        if table == "finding":
            self._severities.update(str(row[self._severity]) for row in more)

    def _flush(self) -> None:
        for table, pending in self._pending.items():
            if pending:
                schema = self._schemas[table]
                columns = [
                    pa.array(column, type=column_type)
                    for column, column_type in zip(zip(*pending, strict=True), schema.types, strict=True)
                ]
                self._connection.register("pending", pa.Table.from_arrays(columns, schema=schema))
                self._connection.execute(f"INSERT INTO {table} SELECT * FROM pending")
                self._connection.unregister("pending")
        self._pending.clear()
        self._pending_rows = 0

    def _schema(self, table: str) -> pa.Schema:
        return self._connection.execute(f"SELECT * FROM {table} LIMIT 0").to_arrow_table().schema
