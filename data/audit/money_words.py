"""What the texts of a form say about money that was left: explanations (13), credited savings (21)."""

import re
from collections.abc import Iterable

from data.measures import plain

_COST = r"(?<![完达形建组])成本"  # not 完成本市
_FUNDS = r"(?:资金|经费|预算|额度|款项?|支出|费用|开支|指标)"
_CUT = r"(?:收回|退回|上缴|缴回|核减|调减|压减|压缩|减少|缩减|未发生|未产生)"
# What was left and why: the words of reviewers for money not spent.
_EXPLAINS = re.compile(
    r"结余|余款|尾款|质保金|质量保证金|(?<!上年)(?<!以前年度)结转|余额|"
    r"未(?:能)?(?:及时|全部|完全)?(?:支付|付款|付清|结算|报销|拨付|支出|使用|执行完|列支|下达|到位)|待支付|(?:尚在|尚未|正在|待)[^,;。]{0,10}(?:支付|付款|结算|拨付)|"
    r"剩余(?:的)?(?:部分|资金|经费|款|预算)|(?:下达|到位|批复)[^,;。]{0,4}(?:晚|迟|滞后)|"
    rf"(?:{_FUNDS}|费)[^,;。]{{0,6}}{_CUT}|{_CUT}[^,;。]{{0,6}}(?:{_FUNDS}|费)|"
    r"低于预算|预算[^,;。]{0,6}(?:偏高|过高|偏大|过大|偏多|不准|不精准|不够精准)|低于控制价|中标[^,;。]{0,8}(?:低于|节|下浮)|下浮|"
    r"(?:次年|下年度?|下一年度?|明年|跨年|延期|延后|推迟)[^,;。]{0,6}(?:支付|付款|结算|拨付|支出)"
)
_PAID_IN = re.compile(r"(20\d\d)年[^,;。]{0,8}(?:支付|付款|结算|拨付)")
_DENIED = re.compile(
    r"(?:无|没有|未形成|不存在|未产生)(?:任何)?(?:资金|经费)?(?:的)?(?:结余|余款|尾款|结转|余额|剩余资金)"
    r"|(?:尾款|余款|质保金)[^,;。]{0,4}(?:已|均|全部)[^,;。]{0,4}(?:支付|付清|结清)"
)
_SAVED = re.compile(
    rf"(?:节约|节省|节支)了?[^,;。]{{0,8}}(?:资金|经费|预算|支出|费用|{_COST}|开支|万元|\d元)|厉行节约|"
    rf"(?:资金|经费|预算|{_COST}|费用|支出|采购|招标|比价|议价|谈判)[^,;。]{{0,10}}(?:节约|节省|节支)"
)
_OTHERS_SAVE = re.compile(r"(?:企业|群众|居民|用户|社会|市民|百姓|农户|单位职工)[^,;。]{0,6}(?:节约|节省)")
_NAMES_MONEY = re.compile(rf"资金|经费|支付|{_COST}|费用|预算|拨付|支出|万元")
_CLAUSE = re.compile(r"[,;。!\n]")
_WORK = re.compile(
    r"跨年|(?:实施|建设|合同|研究)(?:周期|期限)|疫情|延期|推迟|延后|取消|调整|变更|未(?:能)?(?:开展|实施|完成|报名)"
)
_SURVEYS = re.compile(r"满意|问卷|调查")
_PURE = re.compile(r"[\d.,%≤≥<>\s]*(?:万|亿)?元?")


def clauses(texts: Iterable[str | None]) -> list[str]:
    """The distinct clauses of texts, in order, as printed."""
    seen: dict[str, None] = {}
    for text in texts:
        if text:
            flat, start = plain(text), 0
            for cut in (*_CLAUSE.finditer(flat), None):
                end = cut.start() if cut else len(flat)
                seen.setdefault(text[start:end].strip(), None)
                start = cut.end() if cut else end
    return [clause for clause in seen if clause]


def credits_saving(clause: str) -> bool:
    """Whether a clause says that the project's own money was saved (not the citizens' time)."""
    return _SAVED.search(clause) is not None and _OTHERS_SAVE.search(clause) is None


def leaves_balance(clause: str) -> bool:
    """Whether a clause speaks of a balance (结余) without denying one."""
    return "结余" in _DENIED.sub("", clause)


def explains_rest(clause: str, fiscal_year: int | None) -> bool:
    """Whether a clause says why money was left; naming money otherwise (按合同支付, 未超预算) is no explanation."""
    if credits_saving(clause) or _EXPLAINS.search(_DENIED.sub("", clause)):
        return True
    paid = _PAID_IN.search(clause)
    return paid is not None and fiscal_year is not None and int(paid[1]) > fiscal_year


def names_work(clause: str) -> bool:
    """Whether a clause says why work was late, less or other (跨年, 疫情, 推迟): money may be left for it, or not."""
    return _WORK.search(clause) is not None and _SURVEYS.search(clause) is None


def names_money(clause: str) -> bool:
    """Whether a clause speaks of money in words, more than a bare amount."""
    return _NAMES_MONEY.search(clause) is not None and _PURE.fullmatch(plain(clause)) is None
