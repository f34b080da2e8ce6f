"""The steps that reading is measured by, each run in a process of its own.

    python -m tests.bench.reading_steps STEP DIR N

prints one JSON object. STEP: split, read, pipeline, build or audit; N: only the first N documents.
"""

import json
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from datetime import datetime
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from data.audit import load_thresholds, rules_time
from data.causes import Classifier, load_causes
from data.form.read import read_document
from data.intake import assess
from data.intake.assess import Assessor
from data.intake.assessed import AssessedDocument
from data.intake.cache import Cache
from data.intake.find import Found, find_documents
from data.intake.pipeline import assess_all
from data.intake.read import Reader
from data.reading.decode import decode
from data.store import BuildInfo, SnapshotWriter
from tests.bench.stopwatch import Stopwatch

_CONTEXT = import_module("data.audit.context")  # the package has a function of that name
_NOW = datetime(2025, 1, 31)


def _reader() -> Reader:
    return Reader(Assessor(Classifier(load_causes()), load_thresholds()), Cache(None, ""), _NOW)


def split(documents: list[Found]) -> dict[str, float]:
    """Merely decode and split into cells."""
    cells = 0
    started, cpu = time.perf_counter(), time.process_time()
    for found in documents:
        text = decode(found.path.read_bytes()).text
        cells += sum(len(line.split("\t")) for line in text.split("\n"))
    return {"seconds": time.perf_counter() - started, "cpu": time.process_time() - cpu, "cells": cells}


def read(documents: list[Found]) -> dict[str, float]:
    """Bytes to records, in this process."""
    forms = 0
    started, cpu = time.perf_counter(), time.process_time()
    for found in documents:
        forms += len(read_document(decode(found.path.read_bytes()).text).forms)
    return {"seconds": time.perf_counter() - started, "cpu": time.process_time() - cpu, "forms": forms}


def pipeline(documents: list[Found]) -> dict[str, float]:
    """Bytes to records with their causes and findings, in two processes, as the build does; nothing is written."""
    started = time.perf_counter()
    forms = sum(len(document.forms) for document in assess_all(documents, _reader(), 2))
    return {"seconds": time.perf_counter() - started, "forms": forms}


def build(documents: list[Found]) -> dict[str, float]:
    """A whole build in two processes: read, assess, write, derive."""
    return _build(assess_all(documents, _reader(), 2))


def audit(documents: list[Found]) -> dict[str, float]:
    """A whole build in this process with a stopwatch on the audit, and one on what reads the measures it compares.

    The watches run amid the build, on forms just read: whatever disturbs the machine disturbs all alike.
    """
    audited, compared, stored = Stopwatch(), Stopwatch(), Stopwatch()
    watched = [audited.on(assess, name) for name in ("context", "audit_context", "audit_finding")]
    watched += [compared.on(_CONTEXT, "pair_quantities"), compared.on(rules_time, "compare_dates")]
    watched += [stored.on(assess, "measured")]
    with ExitStack() as stack:
        for watch in watched:
            stack.enter_context(watch)
        built = _build(_reader().read(found) for found in documents)
    measures = compared.seconds + stored.seconds
    return built | {"audit": audited.seconds - compared.seconds, "measures": measures}


def _build(documents: Iterable[AssessedDocument]) -> dict[str, float]:
    """Seconds to write the documents as they come and to derive the rest; how many forms and findings of the audit."""
    forms = findings = 0
    with TemporaryDirectory() as folder, SnapshotWriter(Path(folder) / "built.duckdb") as writer:
        started = time.perf_counter()
        for document in documents:
            writer.add(document)
            forms += len(document.forms)
            findings += sum(row.rule.startswith("audit.") for form in document.forms for row in form.findings)
        writer.finish(BuildInfo(_NOW, "bench", "bench", "bench"))
        return {"seconds": time.perf_counter() - started, "forms": forms, "findings": findings}


STEPS: dict[str, Callable[[list[Found]], dict[str, float]]] = {
    step.__name__: step for step in (split, read, pipeline, build, audit)
}

if __name__ == "__main__":
    name, directory, most = sys.argv[1:]
    print(json.dumps(STEPS[name](find_documents([Path(directory)])[: int(most)])))
