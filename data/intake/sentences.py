"""The Chinese sentence of every finding that the build itself reports: a template per rule, filled by its parameters.

As in data/form/sentences.py a sentence is made from rule and parameters alone, so that another language needs no
second truth.
"""

import errno
from collections.abc import Mapping

from data.form.record import Severity
from data.intake.assessed import FindingRow

TEMPLATES: Mapping[str, str] = {
    "reading.conflict": (
        "项目“{form}”{year}的自评表报送了不止一份，内容不同：「{older}」与「{newer}」；"
        "各份均已保存，汇总只计较新的一份（「{newer}」第{line}行起）。请核对并确认以哪一份为准。"
    ),
    "reading.repeated": "「{again}」中项目“{form}”{year}的自评表与「{first}」中的内容完全相同，只计一次。",
    "reading.restored": (
        "「{again}」中项目“{form}”{year}的自评表与「{first}」中的内容完全相同，只计一次；"
        "其间「{other}」报送过另一版本，汇总改计较新的这一份。请核对并确认以哪一份为准。"
    ),
    "reading.number_range": (
        "表“{form}”中有数字超出可保存的范围或小数位数（金额6位小数、分值2位小数），已四舍五入或留空；请核对原表。"
    ),
    "reading.unbalanced_form": "表“{form}”的分值或得分合不上（或有缺失），未能确认每一格都读对；请对照原表核对。",
    "reading.empty_result": "文件里没有找到项目支出绩效自评表；请核对是否传错文件。",
    "reading.too_large": "文件有{size}MB，超过{limit}MB，没有读取；请拆分后重新提交。",
    "reading.unopened": "文件打不开（{why}），没有读取；{next}。",
    "reading.unlisted": "文件夹打不开（{why}），其中的文件都没有读取；{next}。",
    "reading.linked_folder": (
        "这个文件夹是指向别处的链接，没有跟随，其中的文件都没有读取；"
        "请把文件放进来，或用 --documents 直接给出它指向的文件夹。"
    ),
    "reading.failed": (
        "读取这份文件时程序出错（{why}），没有读到任何自评表；其余文件不受影响。请检查文件，或联系维护人员。"
    ),
}

SPECIAL = "是管道、设备或套接字，不是普通文件"
MISSING = "不存在，或是失效的链接"
WHYS: Mapping[int, str] = {
    errno.ENOENT: MISSING,
    errno.ENOTDIR: MISSING,
    errno.ELOOP: "链接绕回了自身",
    errno.EACCES: "没有读取的权限",
    errno.EPERM: "没有读取的权限",
    errno.EISDIR: "是文件夹，不是文件",
    errno.ENAMETOOLONG: "名称或路径过长",
}
"""Why something could not be opened, by the system's number."""
NEXT_STEPS: Mapping[str, str] = {
    MISSING: "请补上文件，或删去失效的链接，再重新构建",
    "链接绕回了自身": "请改正或删去这个链接后重新构建",
    "没有读取的权限": "请检查权限后重新构建",
    "是文件夹，不是文件": "请核对这个位置应放的文件后重新构建",
    "名称或路径过长": "请改短名称后重新构建",
    SPECIAL: "请换成普通文件，或把它移走，再重新构建",
}
OTHER_STEP = "请检查这个位置能否读取后重新构建"
PHRASES = (*NEXT_STEPS, *NEXT_STEPS.values(), OTHER_STEP)
"""What `why` and `next` of the sentences above may say in words of the program, so that they can be translated."""


def why_unopened(error: OSError) -> str:
    """Why a file or folder could not be opened; what is unusual is in the system's own words."""
    return WHYS.get(error.errno or 0) or error.strerror or type(error).__name__


def report(rule: str, severity: Severity, line: int | None = None, /, **parameters: str) -> FindingRow:
    """A finding of one of the rules above, with its sentence."""
    message = TEMPLATES[rule].format_map(parameters)
    place = None if line is None else f"第{line}行"
    return FindingRow(rule, severity, message, parameters, source_line=line, source_place=place)
