"""Which form stands for a project and year when several are filed: both are kept, the newer document counts."""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from hashlib import sha256
from operator import attrgetter

from data.form.record import FormRecord, FundingRecord, IndicatorRecord
from data.form.sentences import named
from data.intake.assessed import FindingRow
from data.intake.sentences import report
from data.store.identities import numbered, project_id


def _said(record_type: type, but: frozenset[str]) -> attrgetter:  # type: ignore[type-arg]
    """Gives the fields of a record that are what it says: not its place, nor how sure the reading is."""
    return attrgetter(*(field.name for field in fields(record_type) if field.name not in but))


_PLACE = frozenset(("source_line", "source_place"))
_LINES = ("first_line", "last_line", "total_line")
_FORM = _said(FormRecord, frozenset(("funding", "indicators", *_LINES, "margin", "problems")))
_FUNDING = _said(FundingRecord, _PLACE)
_INDICATOR = _said(IndicatorRecord, _PLACE)


@dataclass(frozen=True, slots=True)
class Filed:
    """One row per form taken in: its identifier, or None when the very same form is there already (then `findings`
    belong to the document)."""

    project: str | None
    findings: tuple[FindingRow, ...] = ()


@dataclass(slots=True)
class _Versions:
    """The versions of one project and year: content hash and document of each, and which of them counts."""

    digests: list[bytes] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)
    counts: int = 0


class Filings:
    """The forms taken in so far. Documents come oldest first.

    Of several forms of one project and year the one that counts has the plain identifier in the end, so that what
    was decided of a project goes on when it is filed again; the others are numbered by their place among all.
    """

    def __init__(self) -> None:
        self._versions: dict[str, _Versions] = {}
        self._named: set[str] = set()

    def take(self, form: FormRecord, file_name: str) -> Filed:
        """The form's identifier for the time being (see `names`), with a finding where it was filed before.

        The finding is reading.conflict, repeated or restored.
        """
        base = project_id(form.fiscal_year, form.department, form.implementing_unit, form.name)
        versions = self._versions.setdefault(base, _Versions())
        digest = _content(form)
        if form.name and digest in versions.digests:
            first = versions.digests.index(digest)
            other = None if versions.counts == first else versions.documents[versions.counts]
            versions.counts = first
            return Filed(None, (_repeated(form, versions.documents[first], file_name, other),))
        conflict = bool(form.name) and bool(versions.digests)
        findings = (_conflict(form, versions.documents[versions.counts], file_name),) if conflict else ()
        versions.digests.append(digest)
        versions.documents.append(file_name)
        versions.counts = len(versions.digests) - 1
        if form.name:
            self._named.add(base)
        return Filed(numbered(base, len(versions.digests)), findings)

    def names(self) -> dict[str, str]:
        """The identifiers so far → those that the forms have in the end, where they differ.

        A superseded form's number follows from its place alone, so it stays whatever is filed later.
        """
        found = {}
        for base, versions in self._conflicts():
            for at in range(len(versions.digests)):
                final = base if at == versions.counts else numbered(base, at + 2)
                found[numbered(base, at + 1)] = final
        return {old: new for old, new in found.items() if old != new}

    def superseded(self) -> Iterator[str]:
        """Final identifiers of forms that a newer document files differently. A form without a name supersedes none."""
        for base, versions in self._conflicts():
            for at in range(len(versions.digests)):
                if at != versions.counts:
                    yield numbered(base, at + 2)

    def _conflicts(self) -> Iterator[tuple[str, _Versions]]:
        for base, versions in self._versions.items():
            if base in self._named and len(versions.digests) > 1:
                yield base, versions


def _conflict(form: FormRecord, older: str, newer: str) -> FindingRow:
    given = {"form": named(form.name), "year": _year(form), "older": older, "newer": newer}
    line = "—" if form.first_line is None else str(form.first_line)
    return replace(
        report("reading.conflict", "check", form.first_line, **given, line=line), printed=newer, expected=older
    )


def _repeated(form: FormRecord, first: str, again: str, other: str | None) -> FindingRow:
    given = {"form": named(form.name), "year": _year(form), "first": first, "again": again}
    if other is None:
        return report("reading.repeated", "note", form.first_line, **given)
    return report("reading.restored", "check", form.first_line, **given, other=other)


def _year(form: FormRecord) -> str:
    return f"{form.fiscal_year}年度" if form.fiscal_year is not None else "（年度未注明）"


def _content(form: FormRecord) -> bytes:
    """Hash over everything that the form says, without its place."""
    said = (_FORM(form), [_FUNDING(row) for row in form.funding], [_INDICATOR(row) for row in form.indicators])
    return sha256(repr(said).encode("utf-8", "surrogatepass")).digest()[:16]
