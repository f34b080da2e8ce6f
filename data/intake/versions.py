"""What a snapshot depends on beside the documents: hashes of the code and of the configuration."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from data.intake.find import Found

DATA = Path(__file__).resolve().parents[1]
_READING = ("reading", "form")


@lru_cache(maxsize=1)
def reader_version() -> str:
    """Hash of the reader's own code: a changed reader reads every document again."""
    return _hash(path for folder in _READING for path in (DATA / folder).rglob("*.py"))


@lru_cache(maxsize=1)
def builder_version() -> str:
    """Hash of all code and SQL that a snapshot is made by."""
    return _hash(path for pattern in ("*.py", "*.sql") for path in DATA.rglob(pattern))


def configuration_hash(folder: Path = DATA / "config") -> str:
    """Hash of the table of causes, the thresholds and whatever else is configured."""
    return _hash(folder.rglob("*.toml"))


def fingerprint(documents: Sequence[Found], configuration: str) -> str:
    """Hash of everything that a snapshot is made from; where it is equal there is nothing to build."""
    digest = sha256(f"{builder_version()} {configuration}\n".encode())
    for found in documents:
        digest.update(f"{found.digest} {found.name}\n".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:16]


def _hash(paths: Iterable[Path]) -> str:
    digest = sha256()
    for path in sorted(paths):
        digest.update(f"{path.relative_to(DATA) if path.is_relative_to(DATA) else path.name}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
