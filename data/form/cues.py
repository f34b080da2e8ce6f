"""What a row's words say about its level 1 and level 2: costs of putting it into each block.

Costs are in the unit of READING's cost model; a row that says nothing costs nothing anywhere.
"""

import re
from dataclasses import dataclass

from data.form.clean import key

_UNIT = (
    r"[万千百亿]?(?:人次|人份|人|次|份|本|套|项|个|张|篇|台|家|场|期|册|件|处|条|名|户|批|盒|辆|座|部|组|块|幅|支|"
    r"所|间|天|小时|课时|公里|千米|米|亩|公顷|吨|公斤|平方米|平方公里|立方米|㎡|m2|km|类|种|段|例|头|棵|株|点位|点|轮|卷|页|字|站|路|宗|起|科|门|位|班|吨)"
)
_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
_MONEY = re.compile(rf"{_NUMBER}(?:±\d+%)?(?:万|亿|千|百)?元|预算(?:控制)?数?(?:内|以内)|不超(?:过)?预算|预算批复")
_COST_NAME = re.compile(r"成本|控制数|费$|预算|费用|经费|资金|单价|造价|支出|节约率|金额|标准$|价格|总额|投资")
_DATE = re.compile(
    r"\d{4}年|\d{1,2}月|\d{4}[-/.]\d{1,2}|\d{1,2}日|[一二三四五六七八九十]+月|年底|年末|年内|季度|月底|月末|全年$|"
    r"考试前|会前|节前|开学前|汛期前|前完成|日前|[一二三四]季|上半年|下半年|当年|年度内|期限内|第[一二三四]季"
)
_DURATION = re.compile(
    rf"(?:前|提前){_NUMBER}(?:个工作日|天|周|日|个月)|前[一两三四五]?[天周日]|{_NUMBER}个?(?:工作日|天|周|个月|月)(?:内|以内|之内)"
)
_TIMELY = re.compile(r"定期|按期|及时|期次|按时|如期|准时|进度|时间节点|按计划|计划时间|随时|期前")
_TIMELY_NAME = re.compile(r"进度|及时|时限|时效|按时|按期|如期|准时|工期|周期|(?:完成|实施|办结|交付|编制|到位)时间")
_COUNT_NAME = re.compile(
    r"数量|人数|次数|份数|人次|个数|台数|套数|册数|户数|场次|批次|件数|篇数|面积|里程|长度|规模|总量|(?<!质)量$|数$"
)
_QUALITY_NAME = re.compile(r"质量|率$|完整性|准确性|合格|达标|规范|精度|完好|有效性|科学性|准确|标准化|通过")
_SURE_QUALITY_NAME = re.compile(
    r"(?:合格|及格|达标|完好|准确|优良|优质|通过|验收|差错|错误|故障|正确|一致)率$|验收$|质量(?:达标|合格|情况)?$"
)
_COUNT_TARGET = re.compile(
    rf"^(?:[≥≤><=~≧≦约近超不少于低过大小等至]|>=|<=)*{_NUMBER}(?:[-~至—]{_NUMBER})?(?:余|多)?{_UNIT}"
)
_QUALITY_TARGET = re.compile(r"合格|验收|符合|达到|%|达标|通过|优良|良好|规范|准确|标准|完整|优秀|满足|可靠|稳定")
_SATISFACTION = re.compile(r"满意|认可|好评|投诉")
_BENEFIT = re.compile(r"效益|显著|提升|促进|改善|保障|增强|带动|持续|长期|长效|影响|提高|推动")
_ECONOMIC = re.compile(
    r"经济|收入|增收|收益|税收|产值|利润|节约|节省|成本|支出|营收|销售|投资|损失|负担|费用|消费(?!者)|资金|元$|元/|万元|GDP|产业"
)
_ECOLOGY = re.compile(
    r"生态|(?<!就医|营商|市场|工作|教学|学习|办公|居住|发展|投资|社会|网络|法治|政务|服务|安全|出行|通行|购物|旅游|候诊|就餐|育人|校园)环境|环保|污染|绿|节能|减排|碳|空气|水质|能耗|能源|植被|垃圾|排放|扬尘|降尘|噪声|节水|资源消耗|纸|土壤|生物|水土|固废|废物"
)
_LASTING = re.compile(
    r"持续|长期|长效|年限|今后|未来|后续|机制|长远|寿命|后备|使用年|期限|稳定运行|人才培养|中长期|[≥不少于]\d+年"
)

_SOCIAL = re.compile(
    r"社会|居民|群众|公众|市民|民生|就业|公共|安全|知晓率|获得感|幸福感|满意|矛盾|纠纷|事故|健康|文明|素质|参与度|影响力|认知"
)

_BENEFIT_KINDS = (("经济", _ECONOMIC), ("生态", _ECOLOGY), ("可持续", _LASTING), ("社会", _SOCIAL))
_OTHER_KIND, _NO_KIND, _NOT_SOCIAL = 2.3, 1.2, 1.8


@dataclass(frozen=True, slots=True)
class Cues:
    """One row per indicator row: what it costs in each 产出 slot, in each group, and by benefit label."""

    name: str
    output: tuple[float, float, float, float]
    group: tuple[float, float, float]
    benefit: frozenset[str]

    def in_benefit(self, label: str) -> float:
        """The cost of a row in a block of 效益 with this label: its words may be those of another kind."""
        kind = benefit_kind(label)
        if kind is None or kind in self.benefit:
            return 0.0
        if kind == "社会":
            return _NOT_SOCIAL if self.benefit else 0.0
        return _OTHER_KIND if self.benefit else _NO_KIND


def benefit_kind(label: str) -> str | None:
    """The kind of benefit that a label names, as `Cues.benefit` has it; None for 效益指标 itself."""
    return "生态" if "环境" in label else next((word for word, _ in _BENEFIT_KINDS if word in label), None)


def read_cues(name: str | None, target: str | None) -> Cues:
    """The cues of one row from its name and its target."""
    name, target = key(name or ""), key(target or "")
    money = _MONEY.search(target) is not None
    date = _DATE.search(target) is not None or _DURATION.search(target) is not None
    timely = _TIMELY.search(target) is not None and len(target) <= 20
    words = name + target
    return Cues(
        name,
        _output(name, target, money, date, timely),
        _group(name, target, money, date),
        frozenset(kind for kind, pattern in _BENEFIT_KINDS if pattern.search(words)),
    )


def _output(name: str, target: str, money: bool, date: bool, timely: bool) -> tuple[float, float, float, float]:
    """READING, 'Level 2': money, dates, then the first of four cues that applies."""
    count, quality, progress, cost = 0.0, 0.0, 0.0, 0.0
    if money:
        count, quality, progress = 4.3, 4.3, 4.3
    elif not _COST_NAME.search(name):
        cost += 3.0
    if date and not money:
        count, quality, cost = count + 4.3, quality + 4.3, cost + 2.5
    elif _TIMELY_NAME.search(name):
        count, quality = count + 3.0, quality + 2.5
    elif len(target) <= 20:
        if timely:
            count, quality = count + 1.5, quality + 1.5
        else:
            progress += 2.0
    elif not date and not _TIMELY.search(target):
        progress += 0.7
    if _TIMELY_NAME.search(name) and not money:
        pass  # 及时率, 按期完成率: what is timely is no quality, though a rate tells it
    elif _COUNT_NAME.search(name):
        quality, progress = quality + 2.5, progress + 2.5
    elif _SURE_QUALITY_NAME.search(name):
        count, progress = count + 3.5, progress + 1.5
    elif _QUALITY_NAME.search(name):
        count += 2.0
    elif _COUNT_TARGET.search(target) and not date:
        quality, progress = quality + 2.0, progress + 1.5
    elif _QUALITY_TARGET.search(target):
        count, progress = count + 1.5, progress + 0.5
    return count, quality, progress, cost


def _group(name: str, target: str, money: bool, date: bool) -> tuple[float, float, float]:
    if _SATISFACTION.search(name) or "满意" in target:
        return 1.5, 1.5, 0.0
    if money or date:
        return 0.0, 1.0, 2.0
    if _BENEFIT.search(target) or _BENEFIT.search(name):
        return 1.0, 0.0, 2.5
    return 0.0, 0.0, 1.0
