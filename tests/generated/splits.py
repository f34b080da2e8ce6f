"""How the points of a form are split: over level 1, over level 2, and over the rows of a block. Points in cents."""

from tests.generated.phrases import Random, pick

OUTPUT, BENEFIT, SATISFACTION = "产出指标", "效益指标", "满意度指标"
OUTPUT_KINDS = ("数量指标", "质量指标", "进度指标", "成本指标")
BENEFIT_KINDS = ("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标")

USUAL_GROUPS = (50, 30, 10)
OTHER_GROUPS = ((60, 30, 0), (80, 0, 10), (50, 40, 0), (40, 40, 10), (60, 20, 10), (40, 30, 20), (50, 30, 10))

_USUAL_OUTPUTS: dict[int, tuple[int, ...]] = {
    5000: (1500, 1500, 1000, 1000),
    6000: (2000, 2000, 1000, 1000),
    8000: (2000, 2000, 2000, 2000),
    4000: (1000, 1000, 1000, 1000),
}
_OTHER_OUTPUTS: dict[int, tuple[tuple[int, ...], ...]] = {
    5000: (
        *((2000, 1000, 1000, 1000), (1000, 2000, 1000, 1000), (1500, 1000, 1500, 1000), (2000, 1500, 1000, 500)),
        *((2000, 0, 2000, 1000), (3000, 2000, 0, 0), (2500, 1500, 1000, 0), (1000, 1000, 1000, 2000)),
    ),
    6000: ((2000, 1500, 1500, 1000), (1500, 1500, 1500, 1500), (3000, 1000, 1000, 1000), (2500, 2000, 0, 1500)),
    8000: ((2000, 3000, 1500, 1500), (3000, 2000, 1500, 1500), (4000, 2000, 2000, 0)),
    4000: ((1500, 1000, 1000, 500), (1000, 1000, 1500, 500), (2000, 1000, 0, 1000)),
}
_ODD_OUTPUTS: dict[int, tuple[tuple[int, ...], ...]] = {
    5000: ((1250, 1250, 1250, 1250), (1400, 1400, 1200, 1000), (1800, 1200, 1000, 1000), (1300, 1300, 1200, 1200)),
    6000: ((1600, 1600, 1400, 1400), (1800, 1700, 1500, 1000)),
    8000: ((2400, 2400, 1600, 1600),),
    4000: ((1200, 1200, 800, 800), (1100, 900, 1000, 1000)),
}
_BENEFITS: dict[int, tuple[tuple[int, ...], ...]] = {
    3000: (
        *((3000,), (3000,), (3000,), (1500, 1500), (1500, 1500), (2000, 1000), (1000, 2000)),
        *((1000, 1000, 1000), (1500, 1000, 500), (1000, 1000, 500, 500), (750, 750, 750, 750)),
    ),
    4000: ((4000,), (4000,), (2000, 2000), (2500, 1500), (1500, 1500, 1000), (1000, 1000, 1000, 1000)),
    2000: ((2000,), (1000, 1000), (1500, 500), (1000, 500, 500), (500, 500, 500, 500)),
}
_ODD_BENEFITS: dict[int, tuple[tuple[int, ...], ...]] = {
    3000: ((1800, 1200), (800, 700, 1500), (900, 700, 700, 700)),
    4000: ((2200, 1800), (1400, 1300, 1300)),
    2000: ((1200, 800), (700, 700, 600)),
}
_ROWS = (1, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 4, 5, 6)


def output_blocks(random: Random, cents: int, usual: float, odd: float) -> list[tuple[str, int]]:
    """The level-2 blocks under 产出, in their order: usual splits, other multiples of 5 points, odd ones."""
    draw = random()
    if draw < usual:
        split = _USUAL_OUTPUTS[cents]
    else:
        split = pick(random, (_ODD_OUTPUTS if draw < usual + odd else _OTHER_OUTPUTS)[cents])
    timely = "时效指标" if random() < 0.3 else "进度指标"
    return [(timely if k == 2 else OUTPUT_KINDS[k], points) for k, points in enumerate(split) if points]


def benefit_blocks(random: Random, cents: int, odd: float) -> list[tuple[str, int]]:
    """The level-2 blocks under 效益: one of no stated kind, or one to four kinds, now and then out of order."""
    points = pick(random, (_ODD_BENEFITS if random() < odd else _BENEFITS)[cents])
    if len(points) == 1:
        return [("效益指标" if random() < 0.5 else pick(random, BENEFIT_KINDS), cents)]
    kinds = list(BENEFIT_KINDS)
    while len(kinds) > len(points):
        del kinds[int(random() * len(kinds))]
    if random() < 0.1:
        kinds.reverse()
    return list(zip(kinds, points, strict=True))


def row_count(random: Random, cents: int, scale: float) -> int:
    """How many rows share a block's points; `scale` multiplies the usual number."""
    count = pick(random, _ROWS)
    if scale != 1.0:
        count = max(1, int(count * scale))
    return min(count, cents // 50)


def split_points(random: Random, cents: int, rows: int) -> list[int]:
    """Weights of a block's rows: even where that prints as half points, else as near as that, now and then uneven."""
    if rows == 1:
        return [cents]
    unit = 100 if cents >= 100 * rows and cents % 100 == 0 else 50
    if cents % rows == 0 and cents // rows % 50 == 0 and random() < 0.8:
        return [cents // rows] * rows
    units, rest = divmod(cents, unit)
    base, more = divmod(units, rows)
    weights = [(base + (row < more)) * unit for row in range(rows)]
    weights[0] += rest
    if random() < 0.25:
        taken = int(random() * (weights[-1] // unit)) * unit
        weights[-1] -= taken
        weights[0] += taken
    return weights
