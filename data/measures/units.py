"""Units of count, money, share and time: how they are written and which of them agree."""

import re
from decimal import Decimal

# Written unit → (base unit, factor to it). Money's base is 万元, as everywhere in the project.
_SCALED: dict[str, tuple[str, str]] = {
    "元": ("万元", "0.0001"),
    "%": ("%", "1"),
    "‰": ("%", "0.1"),
    "个百分点": ("%", "1"),
    "百分点": ("%", "1"),
    "毫秒": ("秒", "0.001"),
    "ms": ("秒", "0.001"),
    "秒": ("秒", "1"),
    "分钟": ("秒", "60"),
    "小时": ("秒", "3600"),
    "天": ("天", "1"),
    "日": ("天", "1"),
    "周": ("天", "7"),
    "星期": ("天", "7"),
    "公里": ("米", "1000"),
    "千米": ("米", "1000"),
    "km": ("米", "1000"),
    "米": ("米", "1"),
    "吨": ("千克", "1000"),
    "公斤": ("千克", "1"),
    "千克": ("千克", "1"),
    "kg": ("千克", "1"),
    "克": ("千克", "0.001"),
    "公顷": ("亩", "15"),
    "个月": ("月", "1"),
    "个工作日": ("工作日", "1"),
    "平米": ("平方米", "1"),
    "m2": ("平方米", "1"),
    "㎡": ("平方米", "1"),
}
_COUNTED = """
    人次 人天 人日 学时 课时 工作日 年 次 场次 场 期次 期 批次 批 轮 个 张 份 套 本
    册 篇 件次 件 项次 项 条次 条 台套 台(套) 台次 台 部 辆次 辆 艘 架 家次 家
    户次 户 处 座 所 间 栋 幢 块 枚 支 只 头 棵 株 根 盒 箱 袋 瓶 桶 卷 包 组
    队 班 名 人 位 种 类 起 例 宗 笔 门 节 首 幅 集 倍 分 度 平方米 平方公里
    立方米 亩 升 千瓦时 千瓦 路 对 副 面 眼 口 村 镇 校 车次 班次 航班 站 点位 点
    页 字 条目 款 mb gb tb kw mw kwh mm cm db ℃
"""
# Words for the same thing that filers mix freely within one row.
_SAME = (
    ("人", "名", "位"),
    ("次", "场", "场次", "期次"),
    ("天", "日"),
    ("台", "台套", "台(套)", "套", "部"),
    ("家", "户"),
    ("份", "本", "册", "篇", "套"),
    ("批", "批次"),
    ("起", "例", "宗", "件"),
    ("座", "处", "所"),
)
_GENERIC = """
    个 张 份 套 件 条 项 台 家 本 册 篇 种 类 处 座 所 款 支 块
    枚 只 组 起 例 宗 部 辆 户 棵 株 门 间 栋 节 集 点位
"""
# Latin units are written in either case.
_CASES = {case for unit in (*_SCALED, *_COUNTED.split()) for case in (unit, unit.upper(), unit.capitalize())}
_WRITTEN = sorted({*_CASES, "kW", "kWh", "dB"}, key=lambda unit: (-len(unit), unit))
UNIT_PATTERN = "|".join(re.escape(unit) for unit in _WRITTEN)
MONEY = "万元"
_ONE = Decimal(1)
_BASES = {written: (base, Decimal(factor)) for written, (base, factor) in _SCALED.items()}


def base_unit(written: str, denominator: str = "") -> tuple[str, Decimal]:
    """The base unit of a unit as written (lower case) and the factor to it; a denominator (/科/人次) stays text."""
    base, factor = _BASES.get(written, (written, _ONE))
    return base + denominator, factor


def _agreeing() -> frozenset[tuple[str, str]]:
    pairs = {(a, b) for group in _SAME for a in group for b in group}
    pairs |= {(generic, "个") for generic in _GENERIC.split()} | {("个", generic) for generic in _GENERIC.split()}
    return frozenset(pairs)


_AGREE = _agreeing()


def units_agree(target: str, actual: str) -> bool:
    """Whether two base units count the same thing. A missing unit agrees with any count, not with money, % or time."""
    if target == actual or (target, actual) in _AGREE:
        return True
    if not target or not actual:
        other = target or actual
        return "/" not in other and other not in (MONEY, "%", "秒", "天")
    # 1人/份 answers 1份: the filer wrote who gets each
    return actual.startswith("人/") and actual[2:] == target
