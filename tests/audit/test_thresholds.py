"""The threshold file: what it holds, what it may hold, and the words in which it complains."""

import re
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


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_file_saved_with_or_without_a_byte_order_mark_is_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "audit.toml"
    path.write_text("# 阈值\r\n[money]\r\nbudget_swing_pct = 30", encoding)
    assert load_thresholds(path).budget_swing_pct == Decimal(30)


_TWICE = "前面已经写过；请只保留一处"
_WRITE = "不是有效的 TOML 写法；请写成“键 = 数字”"
_SAVE = "不是 UTF-8 编码的文字（可能存成了 GB18030 或 UTF-16）；请用文本编辑器打开，另存为 UTF-8 编码后再构建"
BROKEN = [
    (None, "找不到核验阈值文件 audit.toml，请恢复该文件"),
    ("[money", f"audit.toml 第1行“[money”：{_WRITE}"),
    ("[money]\nbudget_swing_pct = 20 %\n", f"audit.toml 第2行“budget_swing_pct = 20 %”：{_WRITE}"),
    ("[money]\r\nbudget_swing_pct = ２０\r\n", f"audit.toml 第2行“budget_swing_pct = ２０”：{_WRITE}"),
    ("[money]\nbudget_swing_pct =", f"audit.toml 第2行“budget_swing_pct =”：{_WRITE}"),
    ("[money]\n金额 = 20", f"audit.toml 第2行“金额 = 20”：{_WRITE}"),
    ("[money]\nbudget_swing_pct = 1\nbudget_swing_pct = 2", f"第3行“budget_swing_pct = 2”：这个键或小节{_TWICE}"),
    ("[money]\n\n[money]\n", f"audit.toml 第3行“[money]”：这个键或小节{_TWICE}"),
    ("money = {a = 1, a = 2}", f"audit.toml 第1行“money = {{a = 1, a = 2}}”：这个键或小节{_TWICE}"),
    ('[money]\na = """1\n', "audit.toml：到文件末尾仍有引号或括号没有闭合；请补上"),
    ("a = " + "[" * 5_000, f"audit.toml：{_WRITE}"),
    ("a = " + "1" * 5_000, f"audit.toml：{_WRITE}"),
    ("# 阈值\n[money]\n".encode("gb18030"), f"audit.toml 第1行：{_SAVE}"),
    ("[money]\n# 阈值\n".encode("gb18030"), f"audit.toml 第2行：{_SAVE}"),
    ("[money]\n".encode("utf-16"), f"audit.toml 第1行：{_SAVE}"),
    ("[money]\n".encode("utf-16-le"), f"audit.toml 第1行：{_SAVE}"),
]


@pytest.mark.parametrize(("content", "words"), BROKEN, ids=lambda given: ascii(given)[:30])
def test_a_missing_or_broken_file_is_told_by_line_and_in_chinese(
    tmp_path: Path, content: str | bytes | None, words: str
) -> None:
    path = tmp_path / "audit.toml"
    if content is not None:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(ThresholdError) as error:
        load_thresholds(path)
    said = str(error.value)
    assert words in said
    assert not re.search(r"line|column|value|key|document|expected|invalid|codec|byte", said, re.IGNORECASE)


def test_every_threshold_named_by_a_rule_exists_and_every_one_is_named() -> None:
    named = {name for rule in RULES for name in rule.thresholds}
    assert named == set(Thresholds.__dataclass_fields__)
    assert [rule.number for rule in RULES] == list(range(1, 22))
    assert set(BY_ID) == {f"audit.{number:02d}" for number in range(1, 22)}
