"""The shape of a snapshot: which tables and columns it has."""

from functools import lru_cache
from hashlib import sha256
from pathlib import Path

_FOLDER = Path(__file__).parent


@lru_cache(maxsize=1)
def shape() -> str:
    """Hash of schema.sql and derived.sql. Of another shape, a snapshot cannot be asked."""
    return sha256(b"".join((_FOLDER / name).read_bytes() for name in ("schema.sql", "derived.sql"))).hexdigest()[:16]
