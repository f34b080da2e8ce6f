"""Hypothesis strategies over the generator: a seed for the contents, knobs for the layout."""

import random
from dataclasses import fields, replace

from hypothesis import strategies as st

from data.form.record import FormRecord
from tests.generated.forms import FormStyle, make_form
from tests.generated.layout import CLEAN, LIKE_FILING, Layout
from tests.generated.render import Rendered, render

KNOBS = tuple(field.name for field in fields(Layout))
# Labels move only around breaks with these; alone they would change nothing.
_AROUND_BREAKS = frozenset(
    (
        *("label_runs_on", "label_drawn_up", "label_repeated", "level1_after_break", "label_orphaned"),
        *("form_feed", "page_number", "header_repeated", "head_repeated", "row_cut", "page_break_again"),
    )
)
# At 1.0 these would leave no evidence: a form whose every label is lost is nobody's to read.
_SOMETIMES = {
    "label_lost": 0.2,
    "label_orphaned": 0.2,
    "level1_lost": 0.3,
    "score_gap": 0.05,
    "name_left": 0.3,
    "blank_lines_between": 1.0,
}
_SEEDS = st.integers(0, 2**32 - 1)


def layout_with(knob: str, base: Layout = CLEAN) -> Layout:
    """The base layout with one knob turned up, and a page break where the knob needs one."""
    turned = replace(base, **{knob: _SOMETIMES.get(knob, 1.0)})
    return replace(turned, page_break=1.0) if knob in _AROUND_BREAKS else turned


def single_knob_layouts(base: Layout = CLEAN) -> st.SearchStrategy[Layout]:
    """Layouts with one irregularity each."""
    return st.sampled_from(KNOBS).map(lambda knob: layout_with(knob, base))


def forms(style: FormStyle | None = None) -> st.SearchStrategy[FormRecord]:
    """Forms that balance, not written down yet."""
    return _SEEDS.map(lambda seed: make_form(random.Random(seed), style=style))


def documents(
    layouts: st.SearchStrategy[Layout] | Layout = LIKE_FILING, *, most_forms: int = 2, style: FormStyle | None = None
) -> st.SearchStrategy[Rendered]:
    """Documents of one form to `most_forms`, with their truth."""
    drawn = st.just(layouts) if isinstance(layouts, Layout) else layouts
    return st.builds(_document, _SEEDS, st.integers(1, most_forms), drawn, st.just(style))


def _document(seed: int, count: int, layout: Layout, style: FormStyle | None) -> Rendered:
    rng = random.Random(seed)
    return render([make_form(rng, style=style) for _ in range(count)], rng, layout)
