"""Why a decision is not taken down, by name: Chinese, and the message ids of other languages."""

from collections.abc import Mapping
from types import MappingProxyType

TEMPLATES: Mapping[str, str] = MappingProxyType(
    {
        "undone_by_nobody": "请填写撤销人。",
        "no_entry": "没有编号为 {entry} 的记录。",
        "undone_before": "编号为 {entry} 的记录已经撤销过。",
        "log_unreadable": "决定没有保存，记录文件 {file} 打不开：{why}",
        "log_busy": "决定没有保存，请稍后再试：{why}",
        "unknown_kind": "不认识的决定种类“{kind}”；可用的是 {known}。",
        "unknown_field": "“{kind}”没有“{field}”这一项；可用的是 {known}。",
        "no_subject": "没有说明是对哪一条作出的决定。",
        "decided_by_nobody": "请填写作出决定的人。",
        "unknown_state": "核验意见的状态“{state}”不在 {known} 之中。",
        "no_cause": "请选择更正后的原因。",
        "decided_meanwhile": "{who} 已在此期间对同一条作出决定（编号 {entry}），请看过后再提交。",
    }
)
