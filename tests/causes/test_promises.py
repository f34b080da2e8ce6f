import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.causes import promises

TABLE = [
    ("未出现投诉情况, 后续更加注意满意度调查收集", ["后续更加注意满意度调查收集"]),
    ("指挥处满意度较高，以后年度将多种形式相结合开展满意度调查。", ["以后年度将多种形式相结合开展满意度调查"]),
    ("导致节点数量增多，下一步将细化相关数量指标范围。", ["下一步将细化相关数量指标范围"]),
    ("进度有所滞后。后续提前预判疫情因素，调整工作方式。", ["后续提前预判疫情因素，调整工作方式"]),
    ("年中调整方案。后续加强预算编制,合理安排工作计划。", ["后续加强预算编制,合理安排工作计划"]),
    ("下一年度合理编制预算；今后加强统筹", ["下一年度合理编制预算", "今后加强统筹"]),
    ("后于7月20日完成合同签订", []),
    ("导致后续工作滞后", []),
    ("招标延误，后续工作受到影响", []),
    ("利民程度还有进一步提升空间", []),
    (None, []),
    ("", []),
]


@pytest.mark.parametrize(("reason", "expected"), TABLE)
def test_a_promise_is_taken_letter_by_letter(reason: str | None, expected: list[str]):
    assert promises(reason) == expected


@given(
    st.lists(st.sampled_from(["后续", "以后年度", "加强", "，", "。", "；", "\n", " ", "工作", "a"]), max_size=20).map(
        "".join
    )
)
def test_promises_stand_in_the_reason_in_order(reason: str):
    at = 0
    for text in promises(reason):
        assert text and text == text.strip()
        at = reason.index(text, at) + len(text)
