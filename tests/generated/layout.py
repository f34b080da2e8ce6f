"""How irregular the written text is: one probability a knob, so that a test can move a single one."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Layout:
    """Probabilities, of a form unless the comment says otherwise. All zero is a clean table."""

    # Labels: where they stand (else on the block's first row), and how they read
    centred_labels: float = 0.0
    loose_labels: float = 0.0
    label_runs_on: float = 0.0  # of a block cut by a break: its label stands only on the first row after it
    label_drawn_up: float = 0.0  # of such a block: the next block's label stands on the first row after the break
    label_repeated: float = 0.0  # of such a block: its label stands on both pages
    level1_after_break: float = 0.0  # of a group cut by a break
    level1_on_header: float = 0.0
    level2_on_header: float = 0.0
    label_lost: float = 0.0  # of a block
    label_orphaned: float = 0.0  # of a block: its label stands on a row of its own
    level1_lost: float = 0.0  # of a group
    points_unprinted: float = 0.0  # level-1 labels without their points
    level2_points: float = 0.0  # level-2 labels with theirs
    label_blank: float = 0.0  # of a label: a blank inside
    label_short: float = 0.0  # of a label: without 指标
    label_left: float = 0.0  # of a page: level-2 labels stand one column to the left
    # Page breaks, and what marks them (else a blank line)
    page_break: float = 0.0
    page_break_again: float = 0.0  # each further one, up to three
    form_feed: float = 0.0  # of a break
    page_number: float = 0.0  # of a break
    header_repeated: float = 0.0  # of a break
    head_repeated: float = 0.0  # of a break: title, 项目名称, funding and all
    blank_lines_between: float = 0.0  # a blank line after every row; breaks are then marked otherwise
    appendix: float = 0.0  # 附件1 above the title
    # Columns
    indicator_column: float = 0.0  # of a page: the column of 绩效指标 is there
    leading_dropped: float = 0.0  # of a block: its rows lose leading empty cells
    gap_column: float = 0.0  # of a page: an empty column among the texts
    name_left: float = 0.0  # of a row: the name stands one column to the left
    name_merged: float = 0.0  # one row's name cell is merged with the one above
    actual_missing: float = 0.0  # one to three rows lack their actual value
    redundant_cell: float = 0.0  # one row holds its actual value twice
    score_gap: float = 0.0  # of a row: an empty cell between weight and score
    trailing_cells: float = 0.0  # of a page: one or two empty cells more at the end
    row_cut: float = 0.0  # of a break: a row is cut in two (its place is where it begins)
    # Spelling
    half_width: float = 0.0
    latex: float = 0.0
    comparison_spelled: float = 0.0  # ≥ as >=, ≧ or 大于等于
    full_width_digits: float = 0.0
    thousands: float = 0.0
    short_decimals: float = 0.0  # amounts without trailing zeros beyond two decimals
    text_blank: float = 0.0  # of a text: a run of blanks inside
    paragraphs: float = 0.0
    notes_in_cell: float = 0.0
    notes_missing: float = 0.0


CLEAN = Layout()
# Rates as counted in the filing of 2021 (13 forms, 17 breaks in tables, some 80 level-2 blocks, 172 rows).
LIKE_FILING = Layout(
    label_runs_on=0.5,
    label_drawn_up=0.9,
    level1_after_break=0.5,
    level1_on_header=0.08,
    label_lost=0.008,
    label_orphaned=0.012,
    label_blank=0.03,
    label_short=0.02,
    label_left=0.04,
    page_break=0.92,
    page_break_again=0.3,
    indicator_column=0.6,
    leading_dropped=0.3,
    gap_column=0.07,
    name_left=0.01,
    name_merged=0.08,
    actual_missing=0.08,
    redundant_cell=0.08,
    trailing_cells=0.4,
    half_width=0.5,
    latex=0.08,
    text_blank=0.01,
    paragraphs=0.25,
    notes_in_cell=0.08,
)
HARD = replace(
    LIKE_FILING,
    centred_labels=0.25,
    loose_labels=0.15,
    label_repeated=0.2,
    level2_on_header=0.04,
    label_lost=0.04,
    label_orphaned=0.05,
    level1_lost=0.02,
    points_unprinted=0.15,
    level2_points=0.06,
    label_blank=0.06,
    label_short=0.1,
    page_break=0.97,
    page_break_again=0.45,
    form_feed=0.15,
    page_number=0.15,
    header_repeated=0.2,
    head_repeated=0.05,
    blank_lines_between=0.03,
    appendix=0.1,
    gap_column=0.12,
    name_left=0.02,
    name_merged=0.15,
    actual_missing=0.15,
    redundant_cell=0.15,
    score_gap=0.002,
    latex=0.15,
    comparison_spelled=0.25,
    full_width_digits=0.08,
    thousands=0.15,
    short_decimals=0.3,
    text_blank=0.03,
    notes_missing=0.1,
)
PRESETS = {"clean": CLEAN, "like_filing": LIKE_FILING, "hard": HARD}
