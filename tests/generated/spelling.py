"""How texts, numbers and labels of one form are spelled: what is printed, and what a right reader keeps of it."""

import re
from dataclasses import dataclass
from decimal import Decimal

from tests.generated.layout import Layout
from tests.generated.phrases import Random, pick

_HALF = (
    str.maketrans({"，": ",", "；": ";", "：": ":", "（": "(", "）": ")"}),
    str.maketrans({"，": ", ", "；": "; ", "：": ": ", "（": " (", "）": ") "}),
)
_FULL_DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")
_COMPARISON = re.compile(r"([≥≤±])(\d+(?:\.\d+)?)(%?)")
_LATEX_NAMES = {"≥": ("geq", "ge"), "≤": ("leq", "le"), "±": ("pm", "pm")}
_SPELLINGS = {"≥": (">=", "≧", "大于等于", "≥ "), "≤": ("<=", "≦", "小于等于", "≤ ")}
_THOUSANDS = re.compile(r"(?<![\d.])(\d{1,3})(\d{3})(?=[一-鿿])(?!年)")
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Spelling:
    """One form's habits. `comparison` picks one of four spellings; points are printed in four ways."""

    half: int | None
    latex: bool
    comparison: int | None
    full_digits: bool
    thousands: bool
    short_decimals: bool
    paragraphs: bool
    points_printed: bool
    points_form: int
    level2_points: bool
    dash: str


def draw_spelling(random: Random, layout: Layout) -> Spelling:
    """The habits of one form; LaTeX, spelled comparisons and full-width digits exclude each other."""
    latex = random() < layout.latex
    return Spelling(
        half=int(random() * 2) if random() < layout.half_width else None,
        latex=latex,
        comparison=int(random() * 4) if not latex and random() < layout.comparison_spelled else None,
        full_digits=not latex and random() < layout.full_width_digits,
        thousands=random() < layout.thousands,
        short_decimals=random() < layout.short_decimals,
        paragraphs=random() < layout.paragraphs,
        points_printed=random() >= layout.points_unprinted,
        points_form=int(random() * 4) if layout.label_short > 0.05 else int(random() * 2),
        level2_points=random() < layout.level2_points,
        dash=pick(random, ("——", "---", "——", "---", "-", "/")),
    )


def spell(text: str, habits: Spelling, random: Random, layout: Layout, *, number: bool = False) -> tuple[str, str]:
    """(as the OCR prints it, as a right reader keeps it); `number` for targets and actual values."""
    if habits.half is not None:
        text = _BLANKS.sub(" ", text.translate(_HALF[habits.half])).strip()
    if habits.comparison is not None:
        for sign, spellings in _SPELLINGS.items():
            text = text.replace(sign, spellings[habits.comparison])
    if habits.thousands and number:
        text = _THOUSANDS.sub(r"\1,\2", text)
    if habits.full_digits and number:
        text = text.translate(_FULL_DIGITS)
    printed = text
    if layout.text_blank and random() < layout.text_blank and len(text) > 4:
        at = 1 + int(random() * (len(text) - 2))
        if "一" <= text[at - 1] <= "鿿" and "一" <= text[at] <= "鿿":
            printed = f"{text[:at]}{pick(random, ('  ', ' ', '   '))}{text[at:]}"
            text = f"{text[:at]} {text[at:]}"
    if habits.latex:
        printed = _COMPARISON.sub(lambda found: _latex(found, random), printed)
    return printed, text


def _latex(found: re.Match[str], random: Random) -> str:
    name = pick(random, _LATEX_NAMES[found[1]])
    percent = r"\%" if found[3] else ""
    return rf"$\{name} {found[2]}{percent}$"


def spell_paragraphs(text: str, habits: Spelling, random: Random, layout: Layout) -> tuple[str, str]:
    """A goal, as plain text or as one or two paragraphs with their tags."""
    printed, clean = spell(text, habits, random, layout)
    if not habits.paragraphs:
        return printed, clean
    first, mark, rest = clean.partition("；" if "；" in clean else ";")
    if rest and not habits.latex and printed == clean and random() < 0.5:
        rest = rest.strip()
        return f"<p>{first}{mark}</p> <p>{rest}</p>", f"{first}{mark} {rest}"
    return f"<p>{printed}</p>", clean


def points_text(points: Decimal, habits: Spelling, random: Random) -> str:
    """Weight or score as the table prints it."""
    text = f"{points:.2f}"
    if habits.full_digits and random() < 0.5:
        return text.translate(_FULL_DIGITS).replace(".", pick(random, (".", "．")))
    return text


def money_text(amount: Decimal, habits: Spelling) -> str:
    """An amount in 万元: six decimals, or two where that loses nothing."""
    if habits.short_decimals and amount == amount.quantize(Decimal("0.01")):
        return f"{amount:,.2f}" if habits.thousands else f"{amount:.2f}"
    return f"{amount:,f}" if habits.thousands else f"{amount:f}"


def label_text(label: str, points: Decimal | None, habits: Spelling, random: Random, layout: Layout) -> str:
    """A label as printed: with or without 指标, a blank inside, its points in one of four ways."""
    if random() < layout.label_short and label != "效益指标":
        label = label.removesuffix("指标")
    if random() < layout.label_blank:
        at = len(label) - 2 if random() < 0.6 else len(label) // 2
        label = f"{label[:at]} {label[at:]}"
    if points is None:
        return label
    number = f"{points.normalize():f}"
    return label + (f" ({number}分)", f"（{number}分）", f"({number}分)", f"（{number} 分）")[habits.points_form]
