"""The audit's thresholds: sound defaults, read from data/config/audit.toml, checked with clear words."""

import tomllib
from dataclasses import dataclass, fields
from decimal import Decimal
from pathlib import Path

DEFAULT_PATH = Path(__file__).resolve().parent.parent / "config" / "audit.toml"


class ThresholdError(ValueError):
    """The threshold file cannot be used; the message says in Chinese what to mend."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """One value per key of audit.toml; points are points, _pct percentages, _wan 万元."""

    points_tolerance: Decimal = Decimal("0.01")
    approximate_pct: Decimal = Decimal(5)
    explain_below_pct: Decimal = Decimal(90)
    check_below_pct: Decimal = Decimal(80)
    must_fix_below_pct: Decimal = Decimal(60)
    budget_swing_pct: Decimal = Decimal(20)
    unmeasurable_points: Decimal = Decimal(30)
    reason_min_characters: int = 4
    min_projects: int = 5
    excellent_pct: Decimal = Decimal(80)
    sigma_points: Decimal = Decimal(5)


DEFAULT_THRESHOLDS = Thresholds()

_SECTIONS: dict[str, tuple[str, ...]] = {
    "scores": ("points_tolerance", "approximate_pct"),
    "money": ("explain_below_pct", "check_below_pct", "must_fix_below_pct", "budget_swing_pct"),
    "indicators": ("unmeasurable_points", "reason_min_characters"),
    "portfolio": ("min_projects", "excellent_pct", "sigma_points"),
}
_WHOLE = frozenset(f.name for f in fields(Thresholds) if f.type is int)
_UPPER = {
    name: Decimal(100) for name in ("points_tolerance", "approximate_pct", "explain_below_pct", "check_below_pct")
}
_UPPER |= {
    name: Decimal(100) for name in ("must_fix_below_pct", "unmeasurable_points", "excellent_pct", "sigma_points")
}


def load_thresholds(path: Path | None = None) -> Thresholds:
    """Read and check a threshold file; keys that it leaves out keep their defaults. Raises ThresholdError."""
    path = path or DEFAULT_PATH
    try:
        with path.open("rb") as file:
            content = tomllib.load(file, parse_float=Decimal)
    except FileNotFoundError:
        raise ThresholdError(f"找不到核验阈值文件 {path.name}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ThresholdError(f"{path.name} 不是有效的 TOML：{error}") from None
    return parse_thresholds(content, path.name)


def parse_thresholds(content: dict[str, object], file_name: str = "audit.toml") -> Thresholds:
    """Check the content of a threshold file. Raises ThresholdError naming section, key and what is allowed."""
    values: dict[str, Decimal | int] = {}
    for section, table in content.items():
        if section not in _SECTIONS:
            raise ThresholdError(f"{file_name}：未知的小节 [{section}]，可用的有 {'、'.join(_SECTIONS)}")
        if not isinstance(table, dict):
            raise ThresholdError(f"{file_name}：{section} 应为小节 [{section}]，不是一个值")
        for key, value in table.items():
            if key not in _SECTIONS[section]:
                allowed = "、".join(_SECTIONS[section])
                raise ThresholdError(f"{file_name} [{section}]：未知的键 {key}，可用的有 {allowed}")
            values[key] = _number(value, f"{file_name} [{section}] {key}", key)
    thresholds = Thresholds(**values)  # type: ignore[arg-type]
    if not thresholds.must_fix_below_pct <= thresholds.check_below_pct <= thresholds.explain_below_pct:
        raise ThresholdError(f"{file_name} [money]：应满足 must_fix_below_pct ≤ check_below_pct ≤ explain_below_pct")
    return thresholds


def _number(value: object, place: str, key: str) -> Decimal | int:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise ThresholdError(f"{place} 应为数字，现为 {value!r}")
    number = Decimal(str(value))
    if not number.is_finite() or number < 0:
        raise ThresholdError(f"{place} 应为不小于0的数，现为 {value}")
    if key in _UPPER and number > _UPPER[key]:
        raise ThresholdError(f"{place} 不能大于 {_UPPER[key]}，现为 {value}")
    if key in _WHOLE:
        if not isinstance(value, int):
            raise ThresholdError(f"{place} 应为整数，现为 {value}")
        return value
    return number
