"""Words that can be compared: degrees on an ordered scale, states that can be checked, and absence."""

import re
from functools import lru_cache

from data.measures.values import Degree, State

_LEVELS = (
    (5, r"非常|十分|极其|极为|特别"),
    (1, r"不够|不太|尚不|不"),
    (3, r"较为|比较|较|基本|大体上?|大致"),
    (2, r"有所|略有|稍有|小幅|微幅|一定程度|一定|部分|初步|稍"),
    (4, r"全部|全面|圆满|显著|明显|大幅"),
)
_LEVEL_OF = [(level, re.compile(rf"(?:{words})(?:地|上|的)?$")) for level, words in _LEVELS]
# Stem → scale: a plain stem is level 4 of its scale.
_STEMS = {
    "显著": "显著",
    "明显": "显著",
    "满意": "满意",
    "完成": "完成",
    "合格": "合格",
    "达标": "达标",
    "符合": "符合",
    "覆盖": "覆盖",
    "实现": "实现",
    **{stem: stem for stem in ("达到", "满足", "稳定", "健全", "完善", "正常", "落实", "到位", "解决", "消除", "畅通")},
}
_REACHED = ("完成", "达标", "合格", "实现", "达到", "满足", "落实", "到位", "解决", "消除")
# Verbs of change: only a printed degree before them makes a level.
_CHANGES = ("提升", "提高", "增强", "改善", "下降", "降低", "减少", "好转", "增长")
_GRADED = {"优秀": 5, "优良": 4, "良好": 4, "较好": 3, "一般": 2, "较差": 1}
_STEM = re.compile("|".join((*_STEMS, *_CHANGES)))
_GRADE = re.compile("优秀|优良|良好|较好|较差|一般(?=$|[,;。，；])")
_NOT_YET = re.compile(r"(?:未|尚未|未能)(?:按时|按期|全部)?$")

_DONE = re.compile(
    r"完成|通过(?=验收|评审|审[核查批定]|检[查测]|考核|鉴定|认证|备案|测评|答辩|结题|竣工|开题|[,;。，；]|$)|验收|建成|(?<![^,;。，；、已全完成])建立(?!的)|建立(?:了|完成|健全)|出具|印发|发布|上线|"
    r"投入使用|交付|全覆盖|合格|达标|签订|获批|开通|启用|竣工|移交|出台|颁布|批复|(?<![^,;。，；、已])(?:制定|编制|修订)|备案|公示|归档|开工|"
    r"形成(?![^,;。，；]{0,10}(?:氛围|影响|局面|格局|合力|效应|机制))|"
    r"(?:取得|获得)(?![^,;。，；]{0,10}(?:效果|成效|效益|进展|实效|好评|认可|肯定|提升|支持|感))|"
    r"符合[^,，;；。]{0,12}(?:标准|规范|要求|规定|需求)|"
    r"(?:无|零|不发生|未发生|杜绝)[^,;。，；]{0,8}(?:事故|投诉|事件|差错|故障|案件|上访|舆情|伤亡|错误)"
)
_NOTHING = re.compile(
    r"(?:(?:因|由于|受)[^,，;；。]{0,24}[,，]?)?(?:本年度?|当年|全年|年内|今年)?(?:该|此|本)?(?:项目|活动|工作|任务|培训|会议|指标)?"
    r"(?:均|尚|暂|并)?(?:(?:未(?:能)?|没有|没能)(?:开展|实施|举办|组织|启动|进行|执行|召开|采购|购置|购买|建设|安排)"
    r"(?!完|到位|结束)[^,，;；。、]{0,14}|"
    r"(?:已|被|全部|予以)?取消(?:了|举办|开展|实施)?[^,，;；。、]{0,8}|(?:活动|项目|会议|培训|比赛|[\u4e00-\u9fff]{2,6})(?:已|被)取消)[。.]?"
)
_REPLACED = re.compile(r"改为|调整为|转为|改成|改在|替代|线上|部分|全面|完全|全部开展|但|仅|只")
_ABSENT = re.compile(
    r"(?:全年|均|目前|经查|累计)?(?:无|零|未发生|未出现|没有|没发生|未产生|未收到|未接到)[^,，;；。]{0,14}[。.]?"
)


@lru_cache(maxsize=8192)
def degrees(text: str) -> tuple[Degree, ...]:
    """Every degree word of a cell, the highest level of each scale only."""
    best: dict[str, Degree] = {}
    for found in _STEM.finditer(text):
        degree = _degree(text, found)
        if degree and (degree.scale not in best or degree.level > best[degree.scale].level):
            best[degree.scale] = degree
    for found in _GRADE.finditer(text):
        level = _GRADED[found[0]]
        if "良好" not in best or level > best["良好"].level:
            best["良好"] = Degree("良好", level, found[0])
    return tuple(best.values())


def _degree(text: str, found: re.Match[str]) -> Degree | None:
    stem = found[0]
    before = text[max(0, found.start() - 6) : found.start()]
    scale = _STEMS.get(stem)
    not_yet = _NOT_YET.search(before) if scale in _REACHED else None
    if scale and not_yet:
        return Degree(scale, 1, not_yet[0] + stem)
    if text[found.start() - 1 : found.start()] == "无":
        return None  # 无明显变化 says nothing about a degree of success
    for level, pattern in _LEVEL_OF:
        modifier = pattern.search(before)
        if modifier:
            return Degree(scale or stem, level, modifier[0] + stem)
    return Degree(scale, 4, stem) if scale else None


@lru_cache(maxsize=8192)
def state(text: str) -> State | None:
    """A state that can be checked (完成, 通过验收 …), or the statement that nothing was done; None without one."""
    if says_nothing_done(text):
        return State("not_done", text)
    found = _DONE.search(text)
    return State("done", found[0]) if found else None


@lru_cache(maxsize=8192)
def says_nothing_done(text: str) -> bool:
    """Whether the whole cell says that nothing was done: 未开展, 未实施, 已取消; not 未完成, not a replacement."""
    if "未" not in text and "取消" not in text and "没" not in text:
        return False
    return _NOTHING.fullmatch(text.strip()) is not None and not _REPLACED.search(text)


def says_absent(text: str) -> bool:
    """Whether the whole cell says that something did not occur (无印刷错误, 未发生事故)."""
    return _ABSENT.fullmatch(text.strip()) is not None
