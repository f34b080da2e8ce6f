"""Part 1: reading generated forms, and the audit's share in a build."""

import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.memory import run_measured
from tests.bench.report import Figure
from tests.generated.corpus import generated_documents, write_corpus
from tests.generated.layout import PRESETS

FORMS_PER_DOCUMENT = 10
_FLAT_MB = 20  # more growth than this from a third of the forms to all of them is not flat
PARTS = (10, 3, 1)  # memory is measured at these fractions of the documents


def measure(forms: int) -> Iterator[Figure]:
    """Figures of reading that many forms; the documents are made up and written down beforehand."""
    with TemporaryDirectory() as folder:
        documents = generated_documents(forms, 7, PRESETS["like_filing"], forms_per_document=FORMS_PER_DOCUMENT)
        count = write_corpus(documents, Path(folder), truth=False)
        yield from _speed(folder, count, forms)
        yield from _memory(folder, count, forms)
        yield from _audit(folder, max(1, count // 4))


def _speed(folder: str, count: int, forms: int) -> Iterator[Figure]:
    split, _ = _step("split", folder, count)
    one, _ = _step("read", folder, count)
    two, _ = _step("pipeline", folder, count)
    n = f"{forms:,} forms"
    cpu = f"{n}; {1000 * one['cpu'] / one['forms']:.2f} CPU ms a form"
    yield Figure("读表 一个进程", "reading, one process", one["forms"] / one["seconds"], "forms/s", remark=cpu)
    speed = two["forms"] / two["seconds"]
    yield Figure("读表和归因核验 两个进程", "reading and assessing, two processes", speed, "forms/s", 300, True, n)
    cells = f"{split['cells'] / split['seconds'] / 1e6:.1f} M cells/s split"
    ratio = one["cpu"] / split["cpu"]
    yield Figure("读表时间 / 仅解码切分单元格", "reading / merely decoding and splitting", ratio, "×", remark=cells)


def _memory(folder: str, count: int, forms: int) -> Iterator[Figure]:
    """Peak memory of all processes together at a tenth, a third and all of the documents."""
    for step, chinese, english in (
        ("pipeline", "读表内存峰值", "peak memory of reading"),
        ("build", "构建内存峰值", "peak memory of a build"),
    ):
        before = None  # of a part of the documents; a first small part may not be worth two processes
        for part in PARTS:
            most = max(1, count // part)
            result, peak = _step(step, folder, most)
            size = f"{int(result['forms']):,}"
            flat = before + _FLAT_MB if before and step == "pipeline" and part == 1 else None
            before = peak
            yield Figure(f"{chinese} {size} 张表", f"{english}, {size} forms", peak, "MB", flat, remark="two processes")
        if step == "build":
            yield Figure("构建 两个进程", "build, two processes", result["forms"] / result["seconds"], "forms/s")


def _audit(folder: str, count: int) -> Iterator[Figure]:
    result, _ = _step("audit", folder, count)
    for key, chinese, english, target in (
        ("audit", "核验占构建时间", "audit's share in a build's time", 10),
        ("measures", "指标量化占构建时间", "share of reading targets and actual values as measures", None),
    ):
        each = f"{1000 * result[key] / result['forms']:.2f} ms a form"
        if key == "audit":
            each += f", {result['findings'] / result['forms']:.1f} findings; measures apart"
        yield Figure(chinese, english, 100 * result[key] / result["seconds"], "%", target, remark=each)


def _step(name: str, folder: str, count: int) -> tuple[dict[str, float], float]:
    finished = run_measured(["-m", "tests.bench.reading_steps", name, folder, str(count)])
    return json.loads(finished.output), finished.peak_mb
