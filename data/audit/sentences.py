"""The sentences of findings: one template per rule and variant, filled from the finding's parameters.

A template is plain text for str.format. Another language translates the template (it is the message id)
and fills in the same parameters, so there is no second truth.
"""

# ruff: noqa: E501 - a sentence is one message id and stays in one piece

from data.audit.finding import Finding

SENTENCES: dict[tuple[str, str], str] = {
    ("audit.01", ""): "按金额重算（全年执行数{executed}万元 ÷ 全年预算数{budget}万元），{figures}不符，应为：{right}。请更正。",
    ("audit.02", ""): "合计不符：{figures}；应为：{right}。请核对各行分值与得分。",
    ("audit.03", "above"): "「{name}」得分{score}分，超过分值{weight}分。请更正。",
    ("audit.03", "negative"): "「{name}」得分{score}分，低于0分。请更正。",
    ("audit.03", "weight"): "「{name}」分值为{weight}分，分值应大于0。请更正。",
    ("audit.04", ""): "「{name}」扣{lost}分，未填写偏差原因。请补充原因及改进措施。",
    ("audit.04", "placeholder"): "「{name}」扣{lost}分，偏差原因仅填“{cell}”。请补充原因及改进措施。",
    ("audit.05", "over_more"): "「{name}」目标{target}、实际{actual}，自评{score}分；按填报规则2（B÷A×分值）{formula} = {expected}分，多计{difference}分。请说明或更正。",
    ("audit.05", "over_less"): "「{name}」目标{target}、实际{actual}，自评{score}分；按填报规则2反向指标（A÷B×分值）{formula} = {expected}分，多计{difference}分。请说明或更正。",
    ("audit.05", "over_nothing"): "「{name}」目标{target}、实际{actual}，自评{score}分；按填报规则2应为{expected}分，多计{difference}分。请说明或更正。",
    ("audit.05", "over_met"): "「{name}」目标{target}、实际{actual}，自评{score}分，超过按填报规则2计算的{expected}分，多计{difference}分。请更正。",
    ("audit.05", "over_several"): "「{name}」目标{target}、实际{actual}，自评{score}分，超过按填报规则2计算的{expected}分，多计{difference}分。请更正。",
    ("audit.05", "over_zero_target"): "「{name}」目标{target}、实际{actual}，自评{score}分，超过按填报规则2计算的{expected}分，多计{difference}分。请更正。",
    ("audit.05", "over_missed"): "「{name}」目标{target}、实际{actual}，其中{missed}没有达到，自评满分{weight}分。请说明满分依据或更正。",
    ("audit.05", "under_more"): "「{name}」目标{target}、实际{actual}，自评{score}分；按填报规则2（B÷A×分值）{formula} = {expected}分，少计{difference}分。请说明扣分依据。",
    ("audit.05", "under_less"): "「{name}」目标{target}、实际{actual}，自评{score}分；按填报规则2反向指标（A÷B×分值）{formula} = {expected}分，少计{difference}分。请说明扣分依据。",
    ("audit.05", "under_met"): "「{name}」目标{target}、实际{actual}，目标已达到，按填报规则2应得{expected}分，自评{score}分，少计{difference}分。请说明扣分依据或计分方向。",
    ("audit.05", "under_several"): "「{name}」目标{target}、实际{actual}，各项均已达到，按填报规则2应得{expected}分，自评{score}分，少计{difference}分。请说明扣分依据。",
    ("audit.05", "under_zero_target"): "「{name}」目标{target}、实际{actual}，目标已达到，应得{expected}分，自评{score}分，少计{difference}分。请说明扣分依据。",
    ("audit.06", ""): "「{name}」目标{target}、实际{actual}，未开展即不应得分；自评{score}分，应为0.00分。请说明得分依据。",
    ("audit.07", "wrong"): "「{name}」目标{target}、实际{actual}，超额{excess}%；若年初目标偏低，按填报规则2应扣分值的{band}%：{formula} = {expected}分，自评{score}分。请说明目标设定依据或更正得分。",
    ("audit.07", "right"): "「{name}」目标{target}、实际{actual}，超额{excess}%，已按填报规则2扣分值的{band}%，自评{score}分无误；目标设定偏低，供以后年度参考。",
    ("audit.08", ""): "「{name}」目标为“{wanted}”、实际为“{given}”，自评满分{weight}分。请说明满分依据。",
    ("audit.09", "words"): "「{name}」目标{target}，实际值仅为“{actual}”，没有调查数据，自评{score}分。请提供满意度调查结果。",
    ("audit.09", "admitted"): "「{name}」目标{target}，实际值“{actual}”，但填报说明未开展满意度调查，自评{score}分。请说明数据来源。",
    ("audit.09", "unmade"): "「{name}」目标{target}，实际值写明“{actual}”，自评仍得{score}分。请说明得分依据。",
    ("audit.09", "words_admitted"): "「{name}」目标{target}，实际值仅为“{actual}”，且填报说明未开展满意度调查，自评{score}分。请说明得分依据。",
    ("audit.10", ""): "「{name}」列在满意度指标下，指标名称和目标（{target}）均未衡量满意度。请核对指标设置。",
    ("audit.11", ""): "「{name}」实际完成值“{actual}”只是重复目标值，没有可核验的内容，自评满分{weight}分。请补充效益的依据或数据。",
    ("audit.12", ""): "绩效指标缺少{missing}。请说明未设置的原因。",
    ("audit.13", "silent"): "预算执行率{rate}%，低于{limit}%，未执行{left}万元，全表没有说明资金未使用的原因。请补充。",
    ("audit.13", "said"): "预算执行率{rate}%，低于{limit}%，未执行{left}万元；表中涉及资金的表述为“{said}”，未说明资金未使用的原因。请补充。",
    ("audit.13", "work"): "预算执行率{rate}%，低于{limit}%，未执行{left}万元；表中提到“{said}”，但未说明资金是否因此未使用。请补充。",
    ("audit.14", "swing"): "年初预算数{initial}万元，全年预算数{full_year}万元，变动{change}%，超过{limit}%。请说明预算调整原因。",
    ("audit.14", "cap"): "「{name}」的控制目标{cap}万元与全年预算数{full_year}万元不一致。请说明。",
    ("audit.14", "cap_initial"): "「{name}」的控制目标{cap}万元仍为年初预算数，与全年预算数{full_year}万元不一致。请说明目标是否随预算调整。",
    ("audit.15", "deducted"): "「{name}」应于{deadline}完成，实际{done}，晚{days}天，已扣{lost}分。",
    ("audit.15", "full"): "「{name}」应于{deadline}完成，实际{done}，晚{days}天，未扣分（分值{weight}分）。请说明。",
    ("audit.16", ""): "「{name}」没有实际完成值，自评{score}分。该单元格也可能在收到的文本中丢失，请核对原件。",
    ("audit.16", "dash"): "「{name}」实际完成值为横线或斜线，自评{score}分。请补充实际完成值，或核对原件。",
    ("audit.17", "rows"): "「{name}」的偏差原因与{others}各自填写的原因相同（共{count}处）：“{reason}”。请分别说明各指标的具体原因。",
    ("audit.17", "projects"): "本项目有{count}条偏差原因与其他项目相同，其中“{reason}”另见于{projects}个项目（如{others}）。请说明本项目的具体原因。",
    ("audit.18", ""): "{count}个项目的自评总分集中在高分段：优{excellent}个（{excellent_pct}%）、良{good}个、中{fair}个、差{poor}个，平均{mean}分，标准差{sigma}分；{full_pct}%的指标得满分。自评的区分度有限。",
    ("audit.19", "reason"): "「{name}」自评满分{weight}分，却填写了偏差原因“{reason}”。请说明是否存在偏差。",
    ("audit.19", "row"): "「{name}」实际“{actual}”、自评{score}分，与「{other}」实际“{other_actual}”（{other_place}）不一致。请核实。",
    ("audit.19", "both"): "「{name}」实际“{actual}”、自评满分{weight}分，与「{other}」实际“{other_actual}”（{other_place}）不一致，且填写了偏差原因“{reason}”。请核实。",
    ("audit.19", "reason_row"): "「{name}」的偏差原因“{reason}”，与「{other}」目标{other_target}、实际{other_actual}（{other_place}）不一致。请说明减少的是哪一部分。",
    ("audit.20", ""): "「{name}」分值{weight}分，目标“{target}”没有数量、时间或可核验的状态，无法衡量。请说明评分依据。",
    ("audit.21", "complete"): "「{name}」目标{target}、实际{actual}，自评满分{score}分；预算执行率仅{rate}%，没有说明节约来自何处。请说明是节约还是资金未支出。",
    ("audit.21", "incomplete"): "「{name}」目标{target}、实际{actual}，自评满分{score}分；预算执行率仅{rate}%，且有产出指标未完成，少支出不等于节约成本。请说明。",
}  # fmt: skip


def template(finding: Finding) -> str:
    """The untranslated sentence of a finding, still with its placeholders. KeyError for an unknown rule or variant."""
    return SENTENCES[finding.rule, finding.parameters.get("variant", "")]


def message(finding: Finding) -> str:
    """The finding in one Chinese sentence that a department can answer."""
    return template(finding).format_map(finding.parameters)
