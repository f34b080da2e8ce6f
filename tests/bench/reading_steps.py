"""The steps that reading is measured by, each run in a process of its own.

    python -m tests.bench.reading_steps STEP DIR N

prints one JSON object. STEP: split, read, pipeline, build or audit; N: only the first N documents.
"""

import gc
import json
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from data.audit import audit_form, load_thresholds
from data.causes import Classifier, load_causes
from data.form.read import read_document
from data.intake.assess import Assessor
from data.intake.cache import Cache
from data.intake.find import Found, find_documents
from data.intake.pipeline import assess_all
from data.intake.read import Reader
from data.reading.decode import decode
from data.store import BuildInfo, SnapshotWriter

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
    with TemporaryDirectory() as folder, SnapshotWriter(Path(folder) / "built.duckdb") as writer:
        started = time.perf_counter()
        for document in assess_all(documents, _reader(), 2):
            writer.add(document)
        written = writer.finish(BuildInfo(_NOW, "bench", "bench", "bench"))
        return {"seconds": time.perf_counter() - started, "forms": written.forms}


def audit(documents: list[Found]) -> dict[str, float]:
    """A whole build in this process, and apart from it the audit alone of the same forms."""
    reader, thresholds = _reader(), load_thresholds()
    forms = []
    with TemporaryDirectory() as folder, SnapshotWriter(Path(folder) / "built.duckdb") as writer:
        started = time.perf_counter()
        for found in documents:
            document = reader.read(found)
            writer.add(document)
            forms += [assessed.form for assessed in document.forms]
        writer.finish(BuildInfo(_NOW, "bench", "bench", "bench"))
        seconds = time.perf_counter() - started
    gc.collect()
    gc.freeze()  # a build lets go of each document: the rubbish collector never meets all forms at once
    started = time.perf_counter()
    findings = sum(len(audit_form(form, thresholds)) for form in forms)
    return {"seconds": seconds, "audit": time.perf_counter() - started, "findings": findings, "forms": len(forms)}


STEPS: dict[str, Callable[[list[Found]], dict[str, float]]] = {
    step.__name__: step for step in (split, read, pipeline, build, audit)
}

if __name__ == "__main__":
    name, directory, most = sys.argv[1:]
    print(json.dumps(STEPS[name](find_documents([Path(directory)])[: int(most)])))
