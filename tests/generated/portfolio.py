"""A portfolio of any size as a snapshot, for benchmarks and tests of scale.

Some thousand generated forms are assessed and written as any form is; SQL then multiplies them (portfolio.sql), which
takes a minute for 100,000 projects with 2 million indicators where reading as many documents takes many.
"""

import random
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

import duckdb

from data.audit import load_thresholds
from data.causes import Classifier, load_causes
from data.form.record import SOURCES, FormRecord
from data.intake.assess import Assessor
from data.store import AssessedDocument, BuildInfo, SnapshotWriter, building, current_snapshot, publish
from data.store.attach import create
from data.store.shape import shape
from tests.generated.corpus import named_apart
from tests.generated.forms import FormStyle, make_form

ROOT = Path(__file__).parents[2]
CACHE = ROOT / "var/bench"
DEPARTMENTS, UNITS = 40, 400
MOST_TEMPLATES = 4_000
# This many rows a form make 20 indicators a project on average: 2 million for 100,000 projects.
STYLE = FormStyle(rows=1.65)
_FOLDER = Path(__file__).parent
_SCHEMA = ROOT / "data/store"
_BATCH_PROJECTS = 10_000
_BUILT = datetime(2025, 1, 31)


def portfolio_store(projects: int, cache: Path | None = None) -> Path:
    """The store (for PORTFOLIO_STORE) of a portfolio of that many projects; built where it is missing or stale."""
    cache = cache or CACHE
    store = cache / f"portfolio-{projects}-{_version()}"
    if current_snapshot(store) is None:
        for old in cache.glob(f"portfolio-{projects}-*"):
            rmtree(old, ignore_errors=True)
        with building(store):
            publish(store, lambda path: write_portfolio(path, projects))
    return store


def portfolio_snapshot(projects: int, cache: Path | None = None) -> Path:
    """The snapshot file in `portfolio_store`."""
    found = current_snapshot(portfolio_store(projects, cache))
    assert found is not None
    return found


def write_portfolio(path: Path, projects: int, seed: int = 1) -> None:
    """Write a new snapshot file with that many projects, at least one."""
    with TemporaryDirectory(dir=path.parent) as folder:
        template = Path(folder) / "template.duckdb"
        _write_templates(template, max(60, min(projects, MOST_TEMPLATES)), seed)
        with create(path) as connection:
            connection.execute((_SCHEMA / "schema.sql").read_text(encoding="utf-8"))
            connection.execute(f"ATTACH '{template}' AS template (READ_ONLY)")
            _multiply(connection, projects)
            connection.execute("DETACH template")
            connection.execute((_SCHEMA / "derived.sql").read_text(encoding="utf-8"))
            connection.execute("CHECKPOINT")


def _multiply(connection: duckdb.DuckDBPyConnection, projects: int) -> None:
    values = {
        "projects": projects,
        "departments": DEPARTMENTS,
        "units": UNITS,
        "sources": list(SOURCES),
        "fingerprint": f"generated-{projects}",
        "shape": shape(),
    }
    _run(connection, "portfolio.sql", values)
    for first in range(0, projects, _BATCH_PROJECTS):
        _run(connection, "portfolio_rows.sql", {**values, "first": first, "after": first + _BATCH_PROJECTS})


def _run(connection: duckdb.DuckDBPyConnection, name: str, values: dict[str, object]) -> None:
    """Every statement of a file with those of the values that it names."""
    for statement in duckdb.extract_statements((_FOLDER / name).read_text(encoding="utf-8")):
        used = {key: values[key] for key in statement.named_parameters}
        connection.execute(statement, used or None)


def _write_templates(path: Path, count: int, seed: int) -> None:
    assessor = Assessor(Classifier(load_causes()), load_thresholds())
    with SnapshotWriter(path) as writer:
        for number, form in enumerate(_forms(count, seed)):
            digest = sha256(str(number).encode()).hexdigest()
            writer.add(AssessedDocument(f"{number}.txt", digest, "text/plain", _BUILT, forms=(assessor.assess(form),)))
        writer.finish(BuildInfo(_BUILT, "generated", "generated", "generated"))


def _forms(count: int, seed: int) -> Iterator[FormRecord]:
    rng = random.Random(seed)
    seen: dict[str, int] = {}
    for _ in range(count):
        yield named_apart(make_form(rng, style=STYLE), seen)


def _version() -> str:
    """Hash of the tables and of how forms are made up. What the audit finds may change without a new portfolio."""
    digest = sha256(shape().encode())
    for path in sorted([*_FOLDER.glob("*.py"), *_FOLDER.glob("*.sql")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:8]
