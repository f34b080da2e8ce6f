"""One file → its assessed document. Nothing raises for what a file holds: what cannot be read says so in a finding."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from data.form.read import read_document
from data.form.record import DocumentRecord
from data.intake.assess import Assessor, reading_finding
from data.intake.assessed import AssessedDocument, FindingRow
from data.intake.cache import Cache, Reading, now_text
from data.intake.find import Found
from data.intake.media import UNKNOWN, media_type
from data.reading.decode import UnreadableDocument, decode

MAX_BYTES = 100 * 1024 * 1024
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
            message = f"文件有 {found.size // 1048576} MB，超过 {MAX_BYTES // 1048576} MB，没有读取；请拆分后重新提交。"
            return self._document(found, found.digest, self._refused("reading.too_large", message), ())
        try:
            content = found.path.read_bytes()
        except OSError as error:
            return self._unopened(found, error.strerror or type(error).__name__)
        digest = sha256(content).hexdigest()  # the file may have changed since it was found
        try:
            decoded = decode(content)
        except UnreadableDocument as error:
            kind = media_type(content, found.name, is_text=False)
            return self._document(found, digest, self._refused(error.rule, error.message, kind), ())
        reading = self.cache.get(digest)
        if reading is None:
            reading = self._read(decoded.text, decoded.encoding, media_type(content, found.name, is_text=True))
            if not reading.refused:  # it may have been the machine's fault: try again next time
                self.cache.put(digest, reading)
        return self._document(found, digest, reading, tuple(decoded.text.replace("\r\n", "\n").split("\n")))

    def failed(self, found: Found, why: str) -> AssessedDocument:
        """The document of a file whose reading ended the process that read it."""
        message = f"读取这份文件时程序出错（{why}），没有读到任何自评表；其余文件不受影响。请检查文件，或联系维护人员。"
        return self._document(found, found.digest, self._refused("reading.failed", message), ())

    def _read(self, text: str, encoding: str, kind: str) -> Reading:
        try:
            return Reading(read_document(text), encoding, kind, now_text(self.now))
        except Exception as error:  # one document must never cost the others
            message = (
                f"读取这份文件时程序出错（{type(error).__name__}：{error}），没有读到任何自评表；其余文件不受影响。"
                "请检查文件，或联系维护人员。"
            )
            return Reading(_NOTHING, encoding, kind, now_text(self.now), ("reading.failed", message))

    def _refused(self, rule: str, message: str, kind: str = UNKNOWN) -> Reading:
        return Reading(_NOTHING, None, kind, now_text(self.now), (rule, message))

    def _unopened(self, found: Found, why: str) -> AssessedDocument:
        message = f"文件打不开（{why}），没有读取；请检查文件的权限后重新构建。"
        return self._document(found, None, self._refused("reading.unopened", message), ())

    def _document(self, found: Found, digest: str | None, reading: Reading, lines: tuple[str, ...]) -> AssessedDocument:
        findings = [reading_finding(problem) for problem in reading.record.problems]
        if reading.refused:
            findings.append(FindingRow(reading.refused[0], "must_fix", reading.refused[1]))
        elif not reading.record.forms and not findings:
            findings.append(
                FindingRow("reading.no_form", "must_fix", "文件里没有找到项目支出绩效自评表；请核对是否传错文件。")
            )
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
