"""One file → its assessed document. Nothing raises for what a file holds: what cannot be read says so in a finding."""

from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from data.form.read import read_document
from data.form.record import DocumentRecord
from data.intake.assess import Assessor, reading_finding
from data.intake.assessed import AssessedDocument, FindingRow
from data.intake.cache import Cache, Reading, now_text
from data.intake.find import Found
from data.intake.media import UNKNOWN, media_type
from data.intake.sentences import NEXT_STEPS, OTHER_STEP, report, why_unopened
from data.reading.decode import UnreadableDocument, decode

_MEGABYTE = 1024 * 1024
MAX_BYTES = 100 * _MEGABYTE
_NOTHING = DocumentRecord((), {})


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads and assesses documents; what the cache holds is not read again, only assessed again."""

    assessor: Assessor
    cache: Cache
    now: datetime

    def read(self, found: Found) -> AssessedDocument:
        """The document with all its forms and findings."""
        if found.digest is None:
            return self._unopened(found, found.error or "")
        if found.size > MAX_BYTES:
            sizes = {"size": str(found.size // _MEGABYTE), "limit": str(MAX_BYTES // _MEGABYTE)}
            return self._document(
                found, found.digest, self._refused(report("reading.too_large", "must_fix", **sizes)), ()
            )
        try:
            content = found.path.read_bytes()
        except OSError as error:
            return self._unopened(found, why_unopened(error))
        digest = sha256(content).hexdigest()  # the file may have changed since it was found
        try:
            decoded = decode(content)
        except UnreadableDocument as error:
            kind = media_type(content, found.name, is_text=False)
            refused = FindingRow(error.rule, "must_fix", error.message)
            return self._document(found, digest, self._refused(refused, kind), ())
        reading = self.cache.get(digest)
        if reading is None:
            reading = self._read(decoded.text, decoded.encoding, media_type(content, found.name, is_text=True))
            if not reading.refused:  # it may have been the machine's fault: try again next time
                self.cache.put(digest, reading)
        return self._document(found, digest, reading, tuple(decoded.text.replace("\r\n", "\n").split("\n")))

    def failed(self, found: Found, why: str) -> AssessedDocument:
        """The document of a file whose reading ended the process that read it."""
        return self._document(found, found.digest, self._refused(report("reading.failed", "must_fix", why=why)), ())

    def _read(self, text: str, encoding: str, kind: str) -> Reading:
        try:
            return Reading(read_document(text), encoding, kind, now_text(self.now))
        except Exception as error:  # one document must never cost the others
            refused = report("reading.failed", "must_fix", why=f"{type(error).__name__}：{error}")
            return replace(self._refused(refused, kind), encoding=encoding)

    def _refused(self, finding: FindingRow, kind: str = UNKNOWN) -> Reading:
        return Reading(_NOTHING, None, kind, now_text(self.now), finding)

    def _unopened(self, found: Found, cause: str) -> AssessedDocument:
        rule = "reading.unopened"
        if found.name.endswith("/"):
            rule = "reading.linked_folder" if found.path.is_symlink() else "reading.unlisted"
        words = {} if rule == "reading.linked_folder" else {"why": cause, "next": NEXT_STEPS.get(cause, OTHER_STEP)}
        return self._document(found, None, self._refused(report(rule, "must_fix", None, **words)), ())

    def _document(self, found: Found, digest: str | None, reading: Reading, lines: tuple[str, ...]) -> AssessedDocument:
        findings = [reading_finding(problem) for problem in reading.record.problems]
        if reading.refused:
            findings.append(reading.refused)
        elif not reading.record.forms and not findings:
            findings.append(report("reading.empty_result", "must_fix"))
        return AssessedDocument(
            file_name=found.name,
            sha256=digest,
            media_type=reading.media_type,
            imported_at=datetime.fromisoformat(reading.imported_at),
            encoding=reading.encoding,
            usage=dict(reading.record.usage) or None,
            lines=lines,
            forms=tuple(self.assessor.assess(form) for form in reading.record.forms),
            findings=tuple(findings),
        )
