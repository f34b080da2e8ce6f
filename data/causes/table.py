"""The table of deduction causes: data that a user edits (data/config/causes.toml), with errors that name the entry."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

NO_MATCH = "其他"
EXECUTION = "预算执行不足"
NOT_STATED = "未说明原因"
RESERVED = (NO_MATCH, EXECUTION, NOT_STATED)
DEFAULT_TABLE = Path(__file__).resolve().parents[1] / "config" / "causes.toml"
# Causes chosen are compared as bits of one number (data/store/undecided.sql): 63 with the reserved and the empty one.
MOST_CAUSES = 59
_KEYS = {"cause", "precedence", "patterns", "remark"}


class CauseTableError(ValueError):
    """The table of causes cannot be used; the message (Chinese) names file, line and entry."""


@dataclass(frozen=True, slots=True)
class Cause:
    """One row per cause of the table; `patterns` are tried on NFKC text without blanks."""

    cause: str
    precedence: int
    patterns: tuple[re.Pattern[str], ...]
    remark: str


@dataclass(frozen=True, slots=True)
class CauseTable:
    """The causes in order of precedence; the three reserved causes are not among them."""

    causes: tuple[Cause, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """All names a lost point can carry, in order of precedence, the reserved ones last."""
        return (*(entry.cause for entry in self.causes), *RESERVED)


def load_causes(path: Path = DEFAULT_TABLE) -> CauseTable:
    """The table at `path`; raises CauseTableError when it is missing or wrong."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise CauseTableError(f"找不到扣分原因表 {path.name}。请恢复该文件。") from None
    except (OSError, UnicodeDecodeError) as error:
        raise CauseTableError(f"扣分原因表 {path.name} 无法读取(须为 UTF-8 文本):{error}") from error
    return parse_causes(text, path.name)


def parse_causes(text: str, name: str = "causes.toml") -> CauseTable:
    """The table in `text` (TOML); raises CauseTableError naming line and entry."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CauseTableError(f"扣分原因表 {name} 不是有效的 TOML:{error}") from error
    if unknown := sorted(set(raw) - {"cause"}):
        raise CauseTableError(f"扣分原因表 {name}:不认识的项目 {'、'.join(unknown)};每类原因写成一个 [[cause]]。")
    entries = raw.get("cause")
    if not isinstance(entries, list) or not entries:
        raise CauseTableError(f"扣分原因表 {name} 里没有任何 [[cause]]。")
    if len(entries) > MOST_CAUSES:
        raise CauseTableError(f"扣分原因表 {name} 有{len(entries)}类原因,最多可以有{MOST_CAUSES}类;请合并一些。")
    lines = [number for number, line in enumerate(text.split("\n"), 1) if line.strip().startswith("[[cause]]")]
    places = [
        f"扣分原因表 {name} 第{lines[at] if at < len(lines) else '?'}行(第{at + 1}项)" for at in range(len(entries))
    ]
    causes = [_entry(entry, place) for entry, place in zip(entries, places, strict=True)]
    _reject_repeats(causes, places)
    return CauseTable(tuple(sorted(causes, key=lambda cause: cause.precedence)))


def _entry(entry: object, place: str) -> Cause:
    if not isinstance(entry, dict):
        raise CauseTableError(f"{place}:须写成 [[cause]]。")
    if unknown := sorted(set(entry) - _KEYS):
        raise CauseTableError(
            f"{place}:不认识的项目 {'、'.join(unknown)};可用的是 cause、precedence、patterns、remark。"
        )
    name, precedence, remark = entry.get("cause"), entry.get("precedence"), entry.get("remark", "")
    if not isinstance(name, str) or not name.strip():
        raise CauseTableError(f"{place}:缺少原因名称 cause。")
    if name.strip() in RESERVED:
        raise CauseTableError(f"{place}:“{name}”是保留名称,不能用在表里。")
    if not isinstance(precedence, int) or isinstance(precedence, bool) or precedence < 1:
        raise CauseTableError(f"{place}“{name}”:precedence 须是从 1 起的整数。")
    if not isinstance(remark, str):
        raise CauseTableError(f"{place}“{name}”:remark 须是文字。")
    return Cause(name.strip(), precedence, _patterns(entry.get("patterns"), f"{place}“{name}”"), remark)


def _patterns(raw: object, place: str) -> tuple[re.Pattern[str], ...]:
    if not isinstance(raw, list) or not raw or not all(isinstance(pattern, str) and pattern for pattern in raw):
        raise CauseTableError(f"{place}:patterns 须是至少一条正则表达式的列表。")
    compiled = []
    for number, pattern in enumerate(raw, 1):
        try:
            found = re.compile(pattern)
        except re.error as error:
            raise CauseTableError(f"{place}:第{number}条正则表达式有误:{error}。") from error
        if found.search("") is not None:
            raise CauseTableError(f"{place}:第{number}条正则表达式什么都会命中(可以匹配空文字)。")
        compiled.append(found)
    return tuple(compiled)


def _reject_repeats(causes: list[Cause], places: list[str]) -> None:
    names: dict[str, str] = {}
    ranks: dict[int, str] = {}
    for cause, place in zip(causes, places, strict=True):
        if cause.cause in names:
            raise CauseTableError(f"{place}:原因“{cause.cause}”已经在{names[cause.cause]}出现过。")
        if cause.precedence in ranks:
            raise CauseTableError(f"{place}:优先级 {cause.precedence} 已经用在{ranks[cause.precedence]}。")
        names[cause.cause] = ranks[cause.precedence] = place
