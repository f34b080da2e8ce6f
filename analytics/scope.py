"""The one scope of all screens: which projects and which indicator rows are looked at.

How a question gets it: analytics/scoped.
"""

from dataclasses import dataclass, replace
from decimal import Decimal

NOT_STATED = ""  # chosen in a filter on texts: the projects or rows that do not state it
NO_YEAR = 0  # the same for years


@dataclass(frozen=True, slots=True)
class Scope:
    """What the reader has narrowed the screens to; empty tuples, None and '' mean "all".

    Project filters (years … score) select projects. Row filters (level1, level2, causes, words) select
    indicator rows and keep the projects that have one; a project's totals stay those of the whole project.
    `words`: blank-separated, each must occur in name, target, actual or reason of the row.
    """

    years: tuple[int, ...] = ()
    departments: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()  # project_id
    grades: tuple[str, ...] = ()
    rate_min_pct: Decimal | None = None
    rate_max_pct: Decimal | None = None
    score_min: Decimal | None = None
    score_max: Decimal | None = None
    level1: tuple[str, ...] = ()
    level2: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    words: str = ""

    @property
    def filters_rows(self) -> bool:
        """True when rows are selected: sums over rows may then be less than the projects' totals."""
        return bool(self.level1 or self.level2 or self.causes or self.words.strip())

    @property
    def peers(self) -> "Scope":
        """The same without its filters on single projects and on rows: the whole projects that one is ranked with."""
        return replace(self, projects=(), level1=(), level2=(), causes=(), words="")


# As search_text of derived.sql is made: letters, digits and the signs that these forms print in both widths.
_SIGNS = "%+-./<=>~(),:;"
_HALF_WIDTH = {
    0xFF01 + i: 0x21 + i for i in range(94) if (sign := chr(0x21 + i)) in _SIGNS or (sign.isascii() and sign.isalnum())
}


def folded(text: str) -> str:
    """A text as words are looked up in it: half-width, lower case, letter for letter (same length, same places)."""
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text.translate(_HALF_WIDTH))


def search_words(words: str) -> tuple[str, ...]:
    """The words of a search box as they are looked up: folded, each once, in order.

    >>> search_words("疫情　Ａ级  疫情")
    ('疫情', 'a级')
    """
    return tuple(dict.fromkeys(folded(words).split()))
