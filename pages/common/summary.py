"""A scope and its totals in words: for chips, file names and the first sheet of a workbook."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from analytics.choices import project_names
from analytics.kpis import kpis
from analytics.labels import cause_label, grade_label, level_label
from analytics.scope import NO_YEAR, NOT_STATED, Scope
from data.store import Snapshot
from pages.common import formats
from pages.common.sheets import Fact
from pages.common.words import _, translator

FACETS: Final = ("years", "departments", "units", "projects", "grades", "causes", "level1", "level2")
# A band that ends before a whole bound is kept in the address as 59.9999: ranges include their bounds.
_JUST_UNDER: Final = Decimal("0.0001")
_LONGEST_IN_FILE_NAME: Final = 40
RANGES: Final[Mapping[str, tuple[str, str]]] = {
    "rate": ("rate_min_pct", "rate_max_pct"),
    "score": ("score_min", "score_max"),
}


def facet_titles() -> dict[str, str]:
    """The fields one chooses values of, in the order of the bar, with their titles."""
    return {
        "years": _("年度"),
        "departments": _("主管部门"),
        "units": _("实施单位"),
        "projects": _("项目"),
        "grades": _("等级"),
        "causes": _("扣分原因"),
        "level1": _("一级指标"),
        "level2": _("二级指标"),
    }


def value_word(field: str, value: str | int, names: Mapping[str, str | None] | None = None) -> str:
    """One chosen value of a field as the screen writes it."""
    if value in (NOT_STATED, NO_YEAR):
        return formats.not_stated()
    if field == "grades":
        return grade_label(str(value), translator())
    if field == "causes":
        return cause_label(str(value), translator())
    if field in ("level1", "level2"):
        return level_label(str(value), translator())
    if field == "projects":
        return (names or {}).get(str(value)) or str(value)
    return str(value)


def range_words(scope: Scope, name: str) -> str:
    """A range of the scope: '≥ 90', '80–95 %'; '' when it is open on both sides."""
    low, high = (getattr(scope, field) for field in RANGES[name])
    unit = "%" if name == "rate" else ""
    if low is None and high is None:
        return ""
    if high is not None and (under := high + _JUST_UNDER) == under.to_integral_value():
        least = _("不足 {high}") if low is None else _("{low} 至不足 {high}")
        return least.format(low=f"{number(low)}{unit}", high=f"{under:.0f}{unit}")
    if low is None:
        return f"≤ {number(high)}{unit}"
    if high is None:
        return f"≥ {number(low)}{unit}"
    return f"{number(low)}–{number(high)}{unit}"


def number(value: Decimal | None) -> str:
    """A bound as it is typed; '' for none."""
    return "" if value is None else f"{value:f}"


def chips(snapshot: Snapshot, scope: Scope, longest: int = 20) -> list[tuple[str, str, str]]:
    """What narrows the scope, one by one: (field, value, text to show). Removing one leaves the others."""
    found: list[tuple[str, str, str]] = []
    names = project_names(snapshot, scope.projects)
    for field, title in facet_titles().items():
        for value in getattr(scope, field):
            shown = formats.middle_cut(value_word(field, value, names), longest)
            found.append((field, str(value), f"{title}：{shown}" if value in (NOT_STATED, NO_YEAR) else shown))
    for name, title in (("rate", _("执行率")), ("score", _("总分"))):
        if words := range_words(scope, name):
            found.append((name, "", f"{title} {words}"))
    if scope.words:
        found.append(("words", "", f"“{scope.words}”"))
    return found


def scope_words(snapshot: Snapshot, scope: Scope) -> list[str]:
    """The scope for a file name: at most four parts, then how many more there are."""
    parts = [text for _field, _value, text in chips(snapshot, scope, _LONGEST_IN_FILE_NAME)]
    return [*parts[:4], f"+{len(parts) - 4}"] if len(parts) > 4 else parts


def scope_sentence(snapshot: Snapshot, scope: Scope) -> str:
    """The scope for a reader: '年度 2021；等级 优、良'; without filters, '全部'."""
    names = project_names(snapshot, scope.projects)
    parts = []
    for field, title in facet_titles().items():
        values = [value_word(field, value, names) for value in getattr(scope, field)]
        if values:
            parts.append(f"{title} {'、'.join(values)}")
    for name, title in (("rate", _("执行率")), ("score", _("总分"))):
        if words := range_words(scope, name):
            parts.append(f"{title} {words}")
    if scope.words:
        parts.append(" ".join((_("关键词"), scope.words)))
    return "；".join(parts) or _("全部")


def workbook_about(snapshot: Snapshot, scope: Scope) -> list[Fact]:
    """What the first sheet says: which data, and its totals under the names of the columns that add up to them."""
    now = kpis(snapshot, scope)
    return [
        Fact(_("数据快照"), snapshot.path.stem),
        Fact(_("构建时间"), f"{snapshot.info.built_at:%Y-%m-%d %H:%M}"),
        Fact(_("项目数"), now.projects, "count"),
        Fact(_("筛选内指标数"), now.indicators, "count"),
        Fact(_("平均总分"), now.mean_score, "points"),
        Fact(_("按预算加权的平均总分"), now.weighted_mean_score, "points"),
        Fact(_("全年预算数（万元）"), now.budget_wan, "money"),
        Fact(_("全年执行数（万元）"), now.executed_wan, "money"),
        Fact(_("执行率（%）"), now.rate_pct, "percent"),
        Fact(_("扣分合计"), now.project_points_lost, "points"),
        Fact(_("筛选内扣分"), now.points_lost, "points"),
    ]
