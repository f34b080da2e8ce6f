"""The one scope of all screens: which projects and which indicator rows are looked at."""

from dataclasses import dataclass
from decimal import Decimal


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
