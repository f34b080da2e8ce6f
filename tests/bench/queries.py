"""Part 3: every query behind every question, over the scopes of readers."""

import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TypeVar

import pandas as pd

from analytics.scope import Scope
from data.store import Snapshot, open_snapshot
from tests.bench.questions import Question, questions, scopes, word_scopes
from tests.bench.report import Figure, percentile
from tests.bench.snapshots import both

Row = TypeVar("Row")
QUERY_MS, WORDS_MS = 20, 800
BY_WORDS = ("search.search", "overview.overview", "deductions.deduction_page")  # questions also asked with words


class TimedSnapshot(Snapshot):
    """A snapshot that notes how long each of its queries took, in milliseconds."""

    def __init__(self, path: Path) -> None:
        self.times_ms: list[float] = []
        super().__init__(path)

    def forget(self) -> None:
        """Forget the times, and the rows kept for whoever asks again."""
        self.times_ms.clear()
        self._kept.clear()
        self._frames.clear()

    def rows(self, sql: str, parameters: Mapping[str, object] | None = None) -> list[tuple[object, ...]]:
        """As Snapshot.rows."""
        started = time.perf_counter()
        result = super().rows(sql, parameters)
        self.times_ms.append((time.perf_counter() - started) * 1000)
        return result

    def fetch(self, sql: str, parameters: Mapping[str, object] | None, row_type: type[Row]) -> list[Row]:
        """As Snapshot.fetch."""
        started = time.perf_counter()
        result = super().fetch(sql, parameters, row_type)
        self.times_ms.append((time.perf_counter() - started) * 1000)
        return result

    def frame(self, sql: str, parameters: Mapping[str, object] | None = None) -> pd.DataFrame:
        """As Snapshot.frame."""
        started = time.perf_counter()
        result = super().frame(sql, parameters)
        self.times_ms.append((time.perf_counter() - started) * 1000)
        return result


def measure(projects: int, rounds: int) -> Iterator[Figure]:
    """For both stores: one figure a question (its slowest query), all queries together, and searches by words."""
    for measured in both(projects):
        snapshot, aside = TimedSnapshot(measured.path), open_snapshot(measured.path)
        pooled: list[float] = []
        searched: list[float] = []
        for question in questions():
            name = f"{measured.label} {question.name}"
            if question.missing:
                yield Figure(name, "not measured", 0, "", remark=f"needs {', '.join(question.missing)}")
                continue
            times = _Times(snapshot, aside, question)
            yield times.slowest(name, scopes(aside), rounds, QUERY_MS, pooled)
            if question.name in BY_WORDS:
                yield times.slowest(f"{name} 按词", word_scopes(), rounds, WORDS_MS, searched)
        yield _pooled(f"{measured.label} 所有查询", "all queries", pooled, QUERY_MS)
        yield _pooled(f"{measured.label} 所有按词查询", "all queries with words", searched, WORDS_MS)
        snapshot.close()
        aside.close()


@dataclass(frozen=True, slots=True)
class _Times:
    """Times one question; what it must be given is found out aside, so that no row of it is kept."""

    snapshot: TimedSnapshot
    aside: Snapshot
    question: Question

    def slowest(self, name: str, kinds: list[Scope], rounds: int, target_ms: float, pooled: list[float]) -> Figure:
        """The p95 of the question's slowest query; its queries are told apart by their order."""
        by_query: dict[int, list[float]] = defaultdict(list)
        answers: list[float] = []
        # in the first turns columns are read from the file
        for turn in range(-len(kinds), rounds):
            scope = kinds[turn % len(kinds)]
            given = self.question.arguments(self.aside, scope)
            self.snapshot.forget()
            started = time.perf_counter()
            self.question.function(self.snapshot, scope, **given)
            if turn < 0:
                continue
            answers.append((time.perf_counter() - started) * 1000)
            for order, took in enumerate(self.snapshot.times_ms):
                by_query[order].append(took)
            pooled += self.snapshot.times_ms
        slowest = max((percentile(times, 95) for times in by_query.values()), default=0.0)
        remark = f"{len(by_query)} queries; answer median {median(answers):.1f}, p95 {percentile(answers, 95):.1f} ms"
        return Figure(name, "slowest query, p95", slowest, "ms", target_ms, remark=remark)


def _pooled(chinese: str, english: str, times_ms: list[float], target_ms: float) -> Figure:
    remark = f"median {median(times_ms):.1f} ms, n = {len(times_ms)}"
    return Figure(f"{chinese} p95", f"{english}, p95", percentile(times_ms, 95), "ms", target_ms, remark=remark)
