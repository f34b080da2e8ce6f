"""Identifiers that are the same at every rebuild, because they are made from what the document says."""

import unicodedata
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256

PORTFOLIO = "portfolio"


def _hex(parts: Sequence[object], length: int) -> str:
    """Hash of the parts, NFKC without blanks, so that a width or a blank in a title makes no other project of it."""
    text = "|".join(["" if part is None else str(part) for part in parts])
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return sha256("".join(plain.split()).encode("utf-8", "surrogatepass")).hexdigest()[:length]


def document_id(digest: str | None, file_name: str) -> str:
    """Identifier of a document from the sha256 (hex) of its bytes; from its name where it could not be opened."""
    return "d" + (digest[:12] if digest else _hex((file_name,), 12))


def project_id(fiscal_year: int | None, department: str | None, unit: str | None, name: str | None) -> str:
    """Identifier of a project in one year; forms that conflict get a suffix (`numbered`)."""
    return "p" + _hex((fiscal_year, department, unit, name), 12)


def project_key(department: str | None, unit: str | None, name: str | None) -> str:
    """Identifier of a project over the years."""
    return "k" + _hex((department, unit, name), 12)


def indicator_ids(project: str, rows: Sequence[tuple[str | None, str | None]]) -> list[str]:
    """Identifiers of a form's indicators from their (name, target), in printed order.

    A pair that a form prints twice is told apart by its number, so a moved row keeps its identifier.
    """
    seen: Counter[tuple[str | None, str | None]] = Counter()
    found: dict[str, None] = {}
    for name, target in rows:
        # the second turn is for two pairs whose eight digits agree by chance
        while (identifier := f"{project}-{_hex((name, target, seen[name, target]), 8)}") in found:
            seen[name, target] += 1
        found[identifier] = None
        seen[name, target] += 1
    return list(found)


def promise_id(indicator: str, text: str) -> str:
    """Identifier of a promised measure from its row and its words."""
    return f"{indicator}-{_hex((text,), 8)}"


def finding_id(subject: str, rule: str, indicator: str | None = None) -> str:
    """Identifier of a finding: its project, document or `portfolio`, the rule, and the row if it has one."""
    return f"{subject}-{rule}" + (f"-{indicator[-8:]}" if indicator else "")


def numbered(identifier: str, number: int) -> str:
    """The identifier of the `number`-th (from 1) bearer: itself, then with -2, -3 …"""
    return identifier if number == 1 else f"{identifier}-{number}"
