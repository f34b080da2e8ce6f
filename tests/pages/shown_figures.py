"""The figures that a screen shows, read from what it drew: every link with ?explain= and the text it stands on."""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import parse_qs, quote, urlsplit

from streamlit.testing.v1 import AppTest

from tests.pages.components import components, markup

ROW = "~id~"
# A number that counts things; where it is a link, the text beside it begins with the unit.
COUNT = re.compile(r"(?<!第 )\d[\d,]*\s?(?:个(?!百分点)|项|条|处|种|类|张|组)")
_PILL = re.compile(r'<a class="d-pill"[^>]*>(.*?)</a>')
_NUMBERED = re.compile(r"(.+) ([\d,]+)")
_LISTED = re.compile(r'<a href="([^"]*)"><span>(.*?)</span><strong>(.*?)</strong></a>')
_WHOLE_MARK = re.compile(r"<b>([\d,]+)</b>")
# A number that counts things; where it is a link, the text beside it begins with the unit.
COUNT = re.compile(r"(?<!第 )\d[\d,]*\s?(?:个(?!百分点)|项|条|处|种|类|张|组)")
_PILL = re.compile(r'<a class="d-pill"[^>]*>(.*?)</a>')
_NUMBERED = re.compile(r"(.+) ([\d,]+)")
_LISTED = re.compile(r'<a href="([^"]*)"><span>(.*?)</span><strong>(.*?)</strong></a>')
_WHOLE_MARK = re.compile(r"<b>([\d,]+)</b>")
# A figure in a text: points, money and rates have two decimals or a per cent sign, counts stand before their unit.
FIGURE = re.compile(r"[−+]?\d[\d,]*\.\d{2}(?!\d)|[−+]?\d[\d,]*(?:\.\d+)?\s?%")


@dataclass(frozen=True, slots=True)
class Shown:
    """One figure on a screen: the key of its explanation, the text that it stands as, where it stands."""

    key: str
    text: str
    place: str


class _Reader(HTMLParser):
    """Links with ?explain= with their texts, and all text outside of them, element by element."""

    def __init__(self) -> None:
        super().__init__()
        self.figures: list[tuple[str, str]] = []
        self.rest: list[str] = []
        self.tiles: list[tuple[str, bool]] = []
        self._key: str | None = None
        self._text = ""
        self._bold = False
        self._small = False
        self._in_value = 0
        # The facts of a finding are its explanation: printed and expected, how computed, rule and place.
        self._facts = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        if tag == "div" and known.get("class") == "d-value":
            self._in_value, self._linked, self._value = 1, False, ""
        if tag == "dl":
            self._facts = known.get("class") == "d-facts"
        if tag == "a":
            key = key_of(known.get("href") or "")
            if key:
                self._key, self._text, self._bold = key, "", False
                self._linked = True
        if tag == "strong":
            self._bold, self._text = True, ""
        if tag == "small" and self._key:  # the unit behind a tile's value
            self._small = True

    def handle_data(self, data: str) -> None:
        if self._in_value:
            self._value += data
        if self._small and self._key:
            return
        if self._key:
            self._text += data
        elif not self._facts:
            self.rest.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "dl":
            self._facts = False
        if tag == "small":
            self._small = False
        if tag == "a" and self._key:
            self.figures.append((self._key, self._text.strip()))
            self._key = None
        if tag == "div" and self._in_value:
            self.tiles.append((self._value, self._linked))
            self._in_value = 0


def key_of(href: str) -> str:
    """The key of the figure that an address explains, '' for another address."""
    return (parse_qs(urlsplit(href).query, keep_blank_values=True).get("explain") or [""])[0]


def _read(app: AppTest) -> _Reader:
    reader = _Reader()
    for body in markup(app):
        reader.feed(body)
    return reader


def _cells(app: AppTest) -> Iterator[tuple[str, str, str]]:
    """(place, key, text) of every cell of every table; key '' where it explains nothing."""
    for name, data in components(app):
        for row in data.get("rows", ()) if "columns" in data else ():
            for column, cell in zip(data["columns"], row["cells"], strict=False):
                cell = {"text": cell} if isinstance(cell, str) else cell
                link = cell.get("figure", "")
                if not link and "sort" in cell and row.get("id") and "href" not in cell and not row.get("group"):
                    link = column.get("figure", "").replace(ROW, quote(quote(row["id"], safe=""), safe=""))
                if "first" in cell:
                    yield f"{name} · {column['title']}", key_of(cell["first"][1]), cell["first"][0]
                yield f"{name} · {column['title']}", key_of(link or cell.get("href", "")), cell["text"]


def figures(app: AppTest) -> list[Shown]:
    """Every figure on the screen that can be opened, each once."""
    found = [Shown(key, text, "html") for key, text in _read(app).figures]
    found += [Shown(key, text, place) for place, key, text in _cells(app) if key]
    return list(dict.fromkeys(found))


def tiles(app: AppTest) -> list[tuple[str, bool]]:
    """(value, whether it can be opened) of every tile."""
    return _read(app).tiles


def unexplained(app: AppTest) -> list[str]:
    """Texts with a number of two decimals or a per cent sign that stand on no link to an explanation."""
    texts = list(_read(app).rest)
    texts += [f"{place}: {text}" for place, key, text in _cells(app) if not key]
    return [text for text in texts if FIGURE.search(text)]


def counts_alone(app: AppTest) -> list[str]:
    """Parts of sentences with a count that stand on no link to an explanation."""
    return [part.strip() for text in _read(app).rest for part in text.split("；") if COUNT.search(part)]


def pills(app: AppTest) -> list[tuple[str, str]]:
    """(what it says, number) of every switch that shows one."""
    said = [html.unescape(text) for element in markup(app) for text in _PILL.findall(element)]
    return [(found[1], found[2]) for text in said if (found := _NUMBERED.fullmatch(text))]


def listed(app: AppTest) -> list[tuple[str, str, str]]:
    """(name, number, key) of every figure in a list behind a card's ⓘ."""
    found = [each for element in markup(app) for each in _LISTED.findall(element)]
    return [(html.unescape(name), text, key_of(html.unescape(href))) for href, name, text in found]


def whole_marks(app: AppTest) -> dict[str, list[str]]:
    """Chart → the counts written in bold on its marks."""
    specs = {name: json.loads(data["spec"]) for name, data in components(app) if "spec" in data}
    return {name: _WHOLE_MARK.findall(" ".join(_written(spec))) for name, spec in specs.items()}


def drawn(app: AppTest) -> dict[str, set[str]]:
    """Chart → the figures written on its marks."""
    found: dict[str, set[str]] = {}
    for name, data in components(app):
        if "spec" in data:
            written = " ".join(_written(json.loads(data["spec"])))
            found[name] = {text.replace(" ", "") for text in FIGURE.findall(written)}
    return found


def _written(spec: dict) -> Iterator[str]:
    for trace in spec["data"]:
        text = trace.get("text", ())
        yield from [text] if isinstance(text, str) else [str(one) for one in text]
    for note in spec["layout"].get("annotations", ()):
        yield str(note.get("text", ""))
