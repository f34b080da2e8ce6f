"""What the wording of a row says: which direction is good, is it about satisfaction, was a survey made."""

import re
from functools import lru_cache

from data.form.record import IndicatorRecord
from data.measures import Quantity

# Names of what should stay low, when a target prints no comparator.
_ADVERSE = re.compile(
    r"(?:错误|差错|失误|误差|投诉|事故|故障|死亡|伤亡|亡人|缺陷|违规|违法|违约|超期|逾期|流失|失败|不合格|漏报|误报|"
    r"返修|返工|退货|损坏|中断|宕机|延误|舆情|泄露|泄漏|污染|排放|能耗|空置|闲置|发病|受伤|响应|等待|延迟|时延|上访|破损|丢失|偏差|漏损|损耗|工期|用时|耗时|感染|复发|辍学|失业|拥堵|流标|超限)"
    r"(?:发生|反应)?(?:率|数|数量|次数|起数|件数|人数|量|时间|时长|时限|比例)?$"
)
# Words that turn such a name round: 投诉处理率, 事故下降率, 隐患排查数.
_HANDLED = re.compile(
    r"处理|整改|修复|处置|办结|回访|响应率|下降|降低|减少|排查|调查|演练|及时|消除|解决|查处|上报率|控制|治理|监测|"
    r"宣传|培训|预防|救援|减排|节约"
)
_SAVING = re.compile(r"节约|节省|降低|压缩|下降|减少|执行率|利用率|完成率|支付率")
_BRACKET = re.compile(r"[(（][^)）]*[)）]\s*$")
_BLANK = re.compile(r"\s")
_SATISFACTION = re.compile(r"满意|认可|好评")
_OF = r"(?:的)?(?:服务对象|相关|专门|问卷|书面|专项|有关|群众|公众|社会|用户|受益对象)*(?:满意[度率])?(?:的)?(?:问卷)?"
_SURVEY = _OF + r"(?:调查|问卷|测评|调研|评价)"
_NO_SURVEY = re.compile(
    r"(?:未|没有?|尚未|未能|没能)(?:能)?(?:及时|单独|专门|正式|组织|有效)?"
    rf"(?:开展|进行|组织|实施|做|安排|完成|设计|发放)(?:过|开展|进行)?{_SURVEY}"
    rf"|(?:没有|缺少|缺乏|无)(?:进行|开展)?{_SURVEY}"
    r"|满意[度率](?:问卷)?(?:调查|测评)(?:问卷)?(?:工作)?(?:尚|均|暂)?未(?:能)?(?:开展|进行|组织|实施|做)"
)


@lru_cache(maxsize=8192)
def admits_no_survey(text: str | None) -> bool:
    """Whether a text says that no survey was made (未开展满意度调查)."""
    return text is not None and _NO_SURVEY.search(text) is not None


@lru_cache(maxsize=8192)
def measures_satisfaction(name: str | None, target: str | None) -> bool:
    """满意, 认可 or 好评 in name or target measures satisfaction (DOMAIN audit rule 10)."""
    return _is_about_satisfaction(name) or _is_about_satisfaction(target)


@lru_cache(maxsize=8192)
def _is_about_satisfaction(text: str | None) -> bool:
    if not text:
        return False
    return _SATISFACTION.search(_BLANK.sub("", text) if " " in text else text) is not None


def about_satisfaction(indicator: IndicatorRecord) -> bool:
    """Whether the row stands under 满意度 or measures satisfaction by name or target."""
    return "满意" in (indicator.level1 or "") or measures_satisfaction(indicator.name, indicator.target)


def is_cost(indicator: IndicatorRecord) -> bool:
    """Whether the row is a cost indicator, by its label."""
    return "成本" in (indicator.level2 or "") or "成本" in (indicator.level1 or "")


def wants_less(indicator: IndicatorRecord, target: Quantity) -> bool:
    """Whether the less the better: by comparator, a cost row's cap, a zero target, or an adverse name."""
    if target.comparator in ("<=", "<"):
        return True
    if target.comparator in (">=", ">"):
        return False
    if target.value == 0:
        return True
    return _wants_less_by_name(indicator.name or "", target.before, is_cost(indicator))


@lru_cache(maxsize=8192)
def _wants_less_by_name(name: str, before: str, cost: bool) -> bool:
    if cost:
        return _SAVING.search(name) is None and _SAVING.search(before) is None
    core = _BRACKET.sub("", name).strip()
    if _HANDLED.search(core) or _HANDLED.search(before):
        return False
    return _ADVERSE.search(core) is not None or _ADVERSE.search(before) is not None
