"""The audit's thresholds: sound defaults, read from data/config/audit.toml, checked with clear words."""

import re
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
# How the parser of the standard library says where it stopped, and that something stands there twice.
_AT_LINE = re.compile(r"at line (\d+)")
_AT_END = "at end of document"
_TWICE = ("Cannot overwrite", "Cannot declare", "Cannot mutate", "Cannot redefine", "Duplicate")
_SHOWN = 60


def load_thresholds(path: Path | None = None) -> Thresholds:
    """Read and check a threshold file; keys that it leaves out keep their defaults. Raises ThresholdError."""
    path = path or DEFAULT_PATH
    try:
        text = _text(path.read_bytes(), path.name)
    except FileNotFoundError:
        raise ThresholdError(f"找不到核验阈值文件 {path.name}，请恢复该文件") from None
    try:
        content = tomllib.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError) as error:  # not only TOMLDecodeError: a number of 5,000 digits is a ValueError
        raise ThresholdError(_unreadable(str(error), text, path.name)) from None
    return parse_thresholds(content, path.name)


def _text(content: bytes, file_name: str) -> str:
    """The file's text, ended by a line break, so that a fault on its last line has a number. Raises ThresholdError."""
    wrong = content.find(b"\x00")
    try:
        text = content.decode("utf-8-sig")  # Windows' editor puts a BOM before UTF-8
    except UnicodeDecodeError as error:
        wrong = error.start
    if wrong >= 0:
        line = content.count(b"\n", 0, wrong) + 1
        raise ThresholdError(
            f"{file_name} 第{line}行：不是 UTF-8 编码的文字（可能存成了 GB18030 或 UTF-16）；"
            "请用文本编辑器打开，另存为 UTF-8 编码后再构建"
        )
    return text.replace("\r\n", "\n") + "\n"


def _unreadable(why: str, text: str, file_name: str) -> str:
    """Where the file breaks the rules of TOML and what to do; `why` are the parser's words, which nobody is shown."""
    found = _AT_LINE.search(why)
    line = int(found[1]) if found else None
    printed = "" if line is None else text.split("\n")[line - 1].strip()
    place = f"{file_name} 第{line}行" if line is not None else file_name
    place += f"“{printed[:_SHOWN]}{'…' * (len(printed) > _SHOWN)}”" if printed else ""
    if any(word in why for word in _TWICE):
        return f"{place}：这个键或小节前面已经写过；请只保留一处"
    if _AT_END in why:
        return f"{place}：到文件末尾仍有引号或括号没有闭合；请补上"
    return (
        f"{place}：不是有效的 TOML 写法；请写成“键 = 数字”（如 budget_swing_pct = 20）或“[小节]”，"
        "数字和符号用半角，说明写在 # 之后"
    )


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
