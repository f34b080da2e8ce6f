"""Findings over many forms: copied reasons across projects (17) and bunched scores (18)."""

from __future__ import annotations

import hashlib
import math
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from data.audit.finding import Finding, shorten
from data.audit.rules_reasons import own_reason
from data.audit.thresholds import Thresholds
from data.form.record import FormRecord
from data.measures import bare

_CENTS = Decimal(100)


@dataclass(frozen=True, slots=True)
class ProjectFinding:
    """A finding at the form that was added `position`-th (from 0); None for the portfolio's own row."""

    position: int | None
    finding: Finding


@dataclass(slots=True)
class _Copied:
    """One reason that more than one form gives: the positions of all, and of distinct projects the first few."""

    text: str
    positions: array[int]
    owners: set[int]


@dataclass(slots=True)
class PortfolioAudit:
    """Takes forms one after the other and keeps a few figures of each, no form.

    The years of one project are one project here: repeating last year's reason is not copying from another.
    """

    thresholds: Thresholds
    _count: int = 0
    _projects: dict[int, int] = field(default_factory=dict)  # identity → first position
    _owner: array[int] = field(default_factory=lambda: array("l"))  # position → identity's first position
    _first: dict[int, int] = field(default_factory=dict)  # reason → position that gave it first
    _copied: dict[int, _Copied] = field(default_factory=dict)  # reasons that a second form gave
    _names: list[str] = field(default_factory=list)
    _grades: list[int] = field(default_factory=lambda: [0, 0, 0, 0])
    _cents: int = 0
    _squares: int = 0
    _marked: int = 0
    _full: int = 0
    _scored: int = 0

    def add(self, form: FormRecord) -> int:
        """Take in one form and return its position."""
        position = self._count
        self._count += 1
        identity = _digest(bare(f"{form.department}|{form.implementing_unit}|{form.name or position}"))
        self._owner.append(self._projects.setdefault(identity, position))
        self._names.append(shorten(form.name, 24))
        self._add_scores(form)
        self._add_reasons(form, position)
        return position

    def _add_scores(self, form: FormRecord) -> None:
        if form.total_score is not None:
            cents = int((form.total_score * _CENTS).to_integral_value(ROUND_HALF_UP))
            self._scored += 1
            self._cents += cents
            self._squares += cents * cents
            self._grades[next(i for i, limit in enumerate((9000, 8000, 6000, -(10**9))) if cents >= limit)] += 1
        for record in form.indicators:
            if record.weight is not None and record.score is not None and record.weight > 0:
                self._marked += 1
                self._full += record.score == record.weight

    def _add_reasons(self, form: FormRecord, position: int) -> None:
        own = {own_reason(record, self.thresholds.reason_min_characters): record for record in form.indicators}
        for key, record in own.items():
            if not key:
                continue
            digest = _digest(key)
            first = self._first.setdefault(digest, position)
            if first == position:
                continue
            copied = self._copied.get(digest)
            if copied is None:
                copied = _Copied(shorten(record.reason_printed), array("l", (first,)), {self._owner[first]})
                self._copied[digest] = copied
            copied.positions.append(position)
            copied.owners.add(self._owner[position])

    def findings(self) -> Iterator[ProjectFinding]:
        """Every finding of the portfolio: copied reasons project by project, then the scores' distribution."""
        yield from self._copies()
        bunched = self._bunched()
        if bunched:
            yield ProjectFinding(None, bunched)

    def _copies(self) -> Iterator[ProjectFinding]:
        """One finding a project; it shows the reason that most other projects give too."""
        shared: dict[int, list[_Copied]] = {}
        for copied in self._copied.values():
            if len(copied.owners) > 1:
                for position in copied.positions:
                    shared.setdefault(position, []).append(copied)
        # By name, so that the order in which documents came changes no sentence.
        examples = {
            id(copied): sorted(copied.owners, key=self._names.__getitem__)[:4] for copied in self._copied.values()
        }
        for position in sorted(shared):
            copies, mine = shared[position], self._owner[position]
            most = max(copies, key=lambda copied: (len(copied.owners), copied.text))
            others = [f"「{self._names[owner]}」" for owner in examples[id(most)] if owner != mine][:3]
            parameters = {
                "variant": "projects",
                "count": str(len(copies)),
                "projects": str(len(most.owners) - 1),
                "others": "、".join(others),
                "reason": most.text,
            }
            yield ProjectFinding(position, Finding("audit.17", "note", None, parameters, most.text))

    def _bunched(self) -> Finding | None:
        if self._scored < max(self.thresholds.min_projects, 1):
            return None
        mean = Decimal(self._cents) / self._scored / _CENTS
        variance = self._squares * self._scored - self._cents * self._cents
        sigma = Decimal(math.isqrt(variance * 10_000)) / (self._scored * 100) / _CENTS
        excellent = Decimal(self._grades[0] * 100) / self._scored
        if excellent < self.thresholds.excellent_pct or sigma > self.thresholds.sigma_points:
            return None
        full = Decimal(self._full * 100) / self._marked if self._marked else Decimal(0)
        names = ("excellent", "good", "fair", "poor")
        parameters = {
            "variant": "",
            "count": str(self._scored),
            **{name: str(number) for name, number in zip(names, self._grades, strict=True)},
            "excellent_pct": _shown(excellent, "0.1"),
            "mean": _shown(mean, "0.01"),
            "sigma": _shown(sigma, "0.01"),
            "full_pct": _shown(full, "0.01"),
        }
        parameters["how"] = (
            f"均值{parameters['mean']}，标准差{parameters['sigma']}，满分指标占{parameters['full_pct']}%"
        )
        grades = "、".join(f"{name}{number}个" for name, number in zip("优良中差", self._grades, strict=True))
        return Finding("audit.18", "note", None, parameters, f"{self._scored}个项目：{grades}")


def audit_portfolio(forms: Iterable[FormRecord], thresholds: Thresholds) -> tuple[ProjectFinding, ...]:
    """The portfolio's findings over forms given one after the other (which may be a generator)."""
    audit = PortfolioAudit(thresholds)
    for form in forms:
        audit.add(form)
    return tuple(audit.findings())


def _digest(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)


def _shown(value: Decimal, step: str) -> str:
    return f"{value.quantize(Decimal(step), ROUND_HALF_UP)}"
