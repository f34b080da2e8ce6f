"""`python -m tests.bench [part …]`: what speed and memory are on this machine. All parts when none is named."""

import argparse
import os
import platform
import time
from collections.abc import Callable, Iterable

from tests.bench import browser, portfolio, queries, reading, screens
from tests.bench.report import Figure, lines

Part = Callable[[argparse.Namespace], Iterable[Figure]]
PARTS: dict[str, tuple[str, Part]] = {
    "reading": ("读表 Reading", lambda given: reading.measure(given.forms)),
    "portfolio": ("生成的组合 Generated portfolio", lambda given: portfolio.measure(given.projects)),
    "queries": ("分析查询 Analytics queries", lambda given: queries.measure(given.projects, given.rounds)),
    "screens": ("页面脚本 Page scripts", lambda given: screens.measure(given.projects, given.rounds)),
    "browser": ("浏览器 Browser", lambda given: browser.measure(given.projects, given.clicks)),
}


def parse(arguments: list[str] | None = None) -> argparse.Namespace:
    """What is asked for; sizes can be made small to try things out."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="part", help=f"{', '.join(PARTS)}; all when none is named")
    parser.add_argument("--forms", type=int, default=10_000, help="forms to read (default 10,000)")
    parser.add_argument("--projects", type=int, default=100_000, help="size of the large portfolio (default 100,000)")
    parser.add_argument("--clicks", type=int, default=30, help="filter changes a page in the browser (default 30)")
    parser.add_argument("--rounds", type=int, default=24, help="runs of each question and page (default 24)")
    given = parser.parse_args(arguments)
    if unknown := [part for part in given.parts if part not in PARTS]:
        parser.error(f"no such part: {', '.join(unknown)}; there are {', '.join(PARTS)}")
    return given


def main(arguments: list[str] | None = None) -> None:
    """Measure and print, a part at a time."""
    given = parse(arguments)
    print(f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores", flush=True)
    print(_pace(), flush=True)
    for name in given.parts or PARTS:
        title, measure = PARTS[name]
        print(f"{title}\n{'─' * 120}", flush=True)
        for line in lines(measure(given)):
            print(line, flush=True)
        print(_busy() + _pace(), flush=True)


def _pace() -> str:
    """How fast the machine is at this moment: without it, milliseconds of two machines or hours cannot be compared."""
    started, total = time.perf_counter(), 0
    for number in range(10_000_000):
        total += number
    return f"此刻的机器 The machine now: 1,000 万次加法 10 M additions {time.perf_counter() - started:.2f} s\n"


def _busy() -> str:
    """A word of caution where others use the machine too."""
    load, cores = os.getloadavg()[0], os.cpu_count() or 1
    return (
        f"机器繁忙,数字偏大 The machine is busy (load {load:.1f}), figures are too high\n" if load > cores * 1.5 else ""
    )


if __name__ == "__main__":
    main()
