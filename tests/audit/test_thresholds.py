"""The threshold file: what it holds, what it may hold, and the words in which it complains."""

from decimal import Decimal
from pathlib import Path

import pytest

from data.audit import BY_ID, RULES, ThresholdError, Thresholds, load_thresholds, parse_thresholds


def test_the_shipped_file_holds_the_defaults() -> None:
    assert load_thresholds() == Thresholds()


def test_keys_left_out_keep_their_defaults() -> None:
    changed = parse_thresholds({"money": {"budget_swing_pct": 30}})
    assert changed.budget_swing_pct == Decimal(30)
    assert changed.explain_below_pct == Thresholds().explain_below_pct


WRONG = [
    ({"moneys": {}}, "未知的小节 [moneys]"),
    ({"money": {"swing": 3}}, "未知的键 swing"),
    ({"money": 3}, "应为小节"),
    ({"money": {"budget_swing_pct": "20"}}, "应为数字"),
    ({"money": {"budget_swing_pct": True}}, "应为数字"),
    ({"money": {"budget_swing_pct": -1}}, "不小于0"),
    ({"money": {"explain_below_pct": 101}}, "不能大于 100"),
    ({"money": {"budget_swing_pct": Decimal("nan")}}, "不小于0"),
    ({"indicators": {"reason_min_characters": Decimal("1.5")}}, "应为整数"),
    ({"money": {"check_below_pct": 95}}, "must_fix_below_pct ≤ check_below_pct ≤ explain_below_pct"),
]


@pytest.mark.parametrize(("content", "words"), WRONG)
def test_a_wrong_file_is_told_in_chinese_what_to_mend(content: dict[str, object], words: str) -> None:
    with pytest.raises(ThresholdError) as error:
        parse_thresholds(content)
    assert words in str(error.value)
    assert "audit.toml" in str(error.value)


@pytest.mark.parametrize(("text", "words"), [("[money", "不是有效的 TOML"), (None, "找不到")])
def test_a_missing_or_broken_file(tmp_path: Path, text: str | None, words: str) -> None:
    path = tmp_path / "audit.toml"
    if text is not None:
        path.write_text(text, "utf-8")
    with pytest.raises(ThresholdError, match=words):
        load_thresholds(path)


def test_every_threshold_named_by_a_rule_exists_and_every_one_is_named() -> None:
    named = {name for rule in RULES for name in rule.thresholds}
    assert named == set(Thresholds.__dataclass_fields__)
    assert [rule.number for rule in RULES] == list(range(1, 22))
    assert set(BY_ID) == {f"audit.{number:02d}" for number in range(1, 22)}
