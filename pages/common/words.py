"""The words of the screens: Chinese in the code, other languages from gettext catalogues.

Catalogues are read as text at the start (pages/locale/<language>/LC_MESSAGES/*.po), so nothing compiled is
kept beside them that could be stale. `_` marks and translates; `translator()` gives the same function to
layers that know nothing of screens (figures).
"""

import gettext
from collections.abc import Callable
from contextvars import ContextVar
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

_FOLDER = Path(__file__).parents[1] / "locale"
LANGUAGES: Final = ("zh", "en")

# One script thread serves one session, one run after the other; main.py sets this at the start of each.
_language: ContextVar[str] = ContextVar("language", default="zh")


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """The translations of a language, all its files together; Chinese is what the code says."""
    if language == "zh":
        return gettext.NullTranslations()
    whole = Catalog(locale=language)
    for file in sorted((_FOLDER / language / "LC_MESSAGES").glob("*.po")):
        with file.open("rb") as opened:
            for message in read_po(opened, locale=language):
                if message.id and not message.fuzzy:
                    whole[message.id] = message
    compiled = BytesIO()
    write_mo(compiled, whole)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def use_language(asked: str | None) -> str:
    """Sets the language of this run; an unknown one is Chinese. Returns the language set."""
    language = asked if asked in LANGUAGES else "zh"
    _language.set(language)
    return language


def language() -> str:
    """The language of this run: 'zh' or 'en'."""
    return _language.get()


def _(text: str) -> str:
    """The text in the reader's language."""
    return catalogue(_language.get()).gettext(text)


def counted(text: str, number: int, *, keep: bool = False) -> str:
    """A text with `{n}` and a number of things; other languages may have forms for one and many.

    keep: leaves `{n}` in it, for a number that is a link.
    """
    translations = catalogue(_language.get())
    said = translations.ngettext(text, text, number)
    return said if keep else said.replace("{n}", f"{number:,}")


def translator() -> Callable[[str], str]:
    """The `_` of this run's language as a value, for pure functions."""
    return catalogue(_language.get()).gettext
