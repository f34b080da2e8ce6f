"""Every word of the screens stands in English too, with the same places to fill."""

import ast
import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from analytics.messages import templates
from pages.common.words import catalogue, counted, use_language

ROOT = Path(__file__).parents[2]
KEYWORDS = {"_": None, "counted": None}
PLACES = re.compile(r"\{\w*\}")


def sources() -> list[Path]:
    return sorted(file for folder in ("pages", "analytics") for file in (ROOT / folder).rglob("*.py"))


def messages() -> set[str]:
    """What the code marks, and the sentences of findings, whose templates stand in the data layer."""
    found = set(templates())
    for folder in ("pages", "analytics"):
        for _file, _line, message, _comments, _context in extract_from_dir(
            ROOT / folder, method_map=[("**.py", "python")], keywords=KEYWORDS
        ):
            found.add(message if isinstance(message, str) else message[0])
    return found


@pytest.mark.parametrize("file", sources(), ids=lambda file: str(file.relative_to(ROOT)))
def test_no_word_hides_in_an_f_string(file: Path):
    """Catalogue tools do not look into f-strings before Python 3.12."""
    strings = [
        node for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(node, ast.JoinedStr)
    ]
    calls = [call for node in strings for call in ast.walk(node) if isinstance(call, ast.Call)]
    assert [call.lineno for call in calls if isinstance(call.func, ast.Name) and call.func.id in KEYWORDS] == []


def test_every_word_is_in_the_english_catalogue():
    english = catalogue("en")
    missing = sorted(word for word in messages() if english.gettext(word) == word and not word.isascii())
    assert missing == []


def test_translations_fill_the_same_places():
    english = catalogue("en")
    different = {word for word in messages() if set(PLACES.findall(word)) != set(PLACES.findall(english.gettext(word)))}
    assert different == set()


@pytest.mark.parametrize("file", sorted((ROOT / "pages/locale").rglob("*.po")), ids=lambda file: file.name)
def test_catalogues_hold_no_leftovers(file: Path):
    with file.open("rb") as opened:
        ids = {
            message.id if isinstance(message.id, str) else message.id[0] for message in read_po(opened) if message.id
        }
    assert sorted(ids - messages()) == []


def test_one_and_many_differ_in_english_only():
    use_language("en")
    one, many = counted("{n} 个项目", 1), counted("{n} 个项目", 1234)
    use_language("zh")
    assert (one, many) == ("1 project", "1,234 projects")
    assert counted("{n} 个项目", 1) == "1 个项目"


def test_an_unknown_language_is_chinese():
    assert use_language("xx") == "zh"
    assert use_language(None) == "zh"
