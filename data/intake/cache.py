"""What documents were read into, kept beside the snapshots of a store so that an unchanged one is not read again.

One small file per document. A damaged, foreign or outdated file counts as not there: the cache can be deleted at any
time, and only costs time then.
"""

import os
import zlib
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from data.form.record import DocumentRecord
from data.intake.assessed import FindingRow
from data.intake.codec import NotARecord, from_json, to_json

_DIGEST_BYTES = 16


@dataclass(frozen=True, slots=True)
class Reading:
    """What one document was read into; `refused` says why where nothing could be read, and is never kept."""

    record: DocumentRecord
    encoding: str | None
    media_type: str
    imported_at: str
    refused: FindingRow | None = None


@dataclass(frozen=True, slots=True)
class Cache:
    """Readings by content, for one version of reader and configuration. `folder` None keeps nothing."""

    folder: Path | None
    version: str

    def get(self, digest: str) -> Reading | None:
        """The reading of a document of these bytes, None when it must be read."""
        if self.folder is None:
            return None
        try:
            content = self._path(digest).read_bytes()
            packed = content[_DIGEST_BYTES:]
            if self._check(digest, packed) != content[:_DIGEST_BYTES]:
                return None
            return from_json(zlib.decompress(packed), Reading)
        except (OSError, zlib.error, NotARecord):
            return None

    def put(self, digest: str, reading: Reading) -> None:
        """Keep a reading; a cache that cannot be written is no error."""
        if self.folder is None:
            return
        path = self._path(digest)
        packed = zlib.compress(to_json(reading), 1)
        temporary = path.with_name(f"{path.name}.{os.getpid()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_bytes(self._check(digest, packed) + packed)
            temporary.replace(path)
        except OSError:
            temporary.unlink(missing_ok=True)

    def keep_only(self, digests: set[str]) -> None:
        """Drop readings of documents that are no longer there and what other versions left."""
        if self.folder is None or not self.folder.is_dir():
            return
        wanted = {self._path(digest) for digest in digests}
        for path in self.folder.rglob("*"):
            if path.is_file() and path not in wanted:
                path.unlink(missing_ok=True)

    def _path(self, digest: str) -> Path:
        assert self.folder is not None
        return self.folder / self.version / digest[:2] / digest

    def _check(self, digest: str, packed: bytes) -> bytes:
        return sha256(f"{self.version} {digest} ".encode() + packed).digest()[:_DIGEST_BYTES]


def now_text(now: datetime) -> str:
    """A time as the cache keeps it."""
    return now.isoformat(timespec="seconds")
