"""Wordings of one indicator: (name, target, actual when met, actual when missed), one function per level 2."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from tests.generated.words import LASTING, SATISFACTION_OTHERS, Domain

Random = Callable[[], float]
Wording = tuple[str, str, str, str]
_T = TypeVar("_T")

_RATES = ("合格率", "验收合格率", "准确率", "完好率", "达标率", "及格率")
_STANDARDS = ("符合国家相关标准", "达到设计要求", "符合行业规范", "符合合同约定", "满足使用需求")
_SHARES = ("90%", "95%", "98%", "85%", "100%", "99%")
_EFFECTS = ("效益显著", "显著提升", "有效改善", "效果明显", "成效显著")
_LESS_EFFECTS = ("效益较显著", "有所提升", "有一定改善", "效果较明显", "较显著")
_SILENT = ("达到预期标准", "达到预期", "按要求完成", "完成")


def pick(random: Random, options: Sequence[_T]) -> _T:
    """One of the options, each as likely."""
    return options[int(random() * len(options))]


def quantity(random: Random, domain: Domain, budget: str) -> Wording:
    """A counted output; one in twelve only says that it is done."""
    what, counter, size = pick(random, domain.objects)
    number = int(size * (0.5 + random() * 1.5)) or 1
    if size >= 100:
        number -= number % 10
    more, less = number + int(number * random() * 0.2), int(number * (0.4 + random() * 0.5))
    form = int(random() * 12)
    met, missed = f"{more}{counter}", f"{less}{counter}"
    if form == 0:
        return f"{what}，形成工作台账", "完成", "完成", f"完成{less}{counter}"
    if form == 1:
        return what, f"{number}{counter}±10%", met, missed
    if form < 5:
        return f"{what}{'人数' if counter[0] == '人' else '数量'}", f"≥{number}{counter}", met, missed
    if form == 5:
        return what, f"不少于{number}{counter}", str(more), missed
    if form == 6:
        return f"年度{what}任务量", f"近{number}{counter}", met, missed
    if form == 7:
        return what, f">{number}{counter}", f"{more + 1}{counter}", missed
    return what, f"{number}{counter}", f"{number}{counter}", missed


def quality(random: Random, domain: Domain, budget: str) -> Wording:
    """A rate, a standard met, an acceptance, or words that say little."""
    work = pick(random, domain.works)
    form = int(random() * 10)
    if form < 4:
        return f"{work}{pick(random, _RATES)}", f"≥{pick(random, _SHARES)}", "100%", f"{80 + int(random() * 9)}.5%"
    if form < 7:
        standard = pick(random, _STANDARDS)
        return f"{work}质量" if form < 6 else work, standard, standard, f"基本{standard}"
    if form < 9:
        return f"{work}验收", "通过验收", "验收合格" if form == 7 else "通过验收", "部分通过验收"
    silent = pick(random, _SILENT[:3])
    return f"{work}规范有序，服务保障到位，各环节衔接顺畅", silent, silent, f"基本{silent}"


def _deadline(random: Random, month: int) -> str:
    form = int(random() * 8)
    if form == 0:
        return f"{month}月，完成整体计划工作量的{pick(random, ('15%', '50%', '80%', '100%'))}"
    if form == 1:
        return f"{max(1, month - 3)}-{month}月"
    if form == 2:
        return f"{month}月30日前" if month != 2 else "2月28日前"
    if form == 3:
        return f"第{'一二三四'[(month - 1) // 3]}季度完成"
    return pick(random, (f"{month}月底前", f"{month}月底前完成", f"{month}月完成"))


def progress(random: Random, domain: Domain, budget: str) -> Wording:
    """A step with its date; one in ten is only due in time."""
    step = pick(random, domain.steps)
    month = 2 + int(random() * 10)
    if random() < 0.1:
        target = pick(random, ("按期完成", "及时完成", "根据工作需要，定期拨付"))
        return step, target, "按期完成", "有所滞后"
    day = 1 + int(random() * 27)
    met = pick(random, (f"{month}月{day}日", f"{month}月{day}日完成", f"2021/{month}/{day}", f"2021-{month}-{day}"))
    return step, _deadline(random, month), met, f"{month + 1}月{day}日"


def cost(random: Random, domain: Domain, budget: str) -> Wording:
    """The budget as a cap, a part of it, a price, or just the promise to keep within it."""
    form = int(random() * 10)
    if form < 4:
        return pick(random, ("项目预算控制数", "项目总成本", "费用成本")), f"{budget}万元", f"{budget}万元", "超出预算"
    item = pick(random, domain.costs)
    if form < 8:
        amount = f"{int(random() * 400 + 10) / 10:g}"
        return item, f"{'≤' if form < 6 else ''}{amount}万元", f"{amount}万元", "超出预算"
    if form == 8:
        price = 5 * (1 + int(random() * 100))
        return f"{item}标准", f"{price}元/人次", f"{price}元/人次", f"{price + 10}元/人次"
    return "项目成本控制情况", "不超过预算批复数", "未超预算", "超出预算"


def _effect(random: Random, name: str) -> Wording:
    kind = int(random() * 5)
    return name, _EFFECTS[kind], _EFFECTS[kind], _LESS_EFFECTS[kind]


def benefit(random: Random, domain: Domain, budget: str) -> Wording:
    """A benefit of no stated kind."""
    return _effect(random, pick(random, domain.social))


def economic(random: Random, domain: Domain, budget: str) -> Wording:
    """An economic benefit, one in five in money."""
    name = pick(random, domain.economic)
    if random() < 0.2:
        amount = 10 * (1 + int(random() * 50))
        return name, f"≥{amount}万元", f"{amount}万元", f"{amount - 5}万元"
    return _effect(random, name)


def social(random: Random, domain: Domain, budget: str) -> Wording:
    """A social benefit."""
    name = pick(random, domain.social)
    return _effect(random, f"{name}，社会影响良好" if random() < 0.2 else name)


def ecological(random: Random, domain: Domain, budget: str) -> Wording:
    """A benefit to the environment."""
    return _effect(random, pick(random, domain.ecological))


def lasting(random: Random, domain: Domain, budget: str) -> Wording:
    """A benefit that lasts."""
    name = pick(random, LASTING)
    if random() < 0.5:
        return name, pick(random, ("长期", "≥3年", "长期发挥作用", "中长期")), "长期发挥作用", "作用尚待观察"
    return name, "机制健全", "机制健全", "机制较健全"


def satisfaction(random: Random, domain: Domain, budget: str) -> Wording:
    """How content those served are, in percent; half of the answers are only words."""
    name = f"{pick(random, domain.people)}满意度" if random() < 0.75 else pick(random, SATISFACTION_OTHERS)
    met = f"{95 + int(random() * 5)}%" if random() < 0.6 else "满意度达到预期"
    return name, f"≥{pick(random, _SHARES[:4])}", met, pick(random, ("满意", "较满意", "82%", "总体满意"))


WORDINGS: dict[str, Callable[[Random, Domain, str], Wording]] = {
    "数量指标": quantity,
    "质量指标": quality,
    "进度指标": progress,
    "时效指标": progress,
    "成本指标": cost,
    "效益指标": benefit,
    "经济效益指标": economic,
    "社会效益指标": social,
    "生态效益指标": ecological,
    "可持续影响指标": lasting,
    "服务对象满意度指标": satisfaction,
}
