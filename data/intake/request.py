"""What the build's command line asks for; help and errors are in Chinese."""

import argparse
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

# argparse has no setting for its words: pattern of its error → ours
_ERRORS = (
    (re.compile(r"the following arguments are required: (.*)"), r"缺少 \1"),
    (re.compile(r"one of the arguments (.*) is required"), r"须给出 \1 之一"),
    (re.compile(r"argument (.*): not allowed with argument (.*)"), r"\1 不能与 \2 同时使用"),
    (re.compile(r"argument ([^:]*): expected one argument"), r"\1 后面缺少值"),
    (re.compile(r"argument ([^:]*): invalid int value: (.*)"), r"\1 须是整数，现为 \2"),
    (re.compile(r"unrecognized arguments: (.*)"), r"不认识的参数 \1"),
)


@dataclass(frozen=True, slots=True)
class Request:
    """What the command line asks for: exactly one of `output` and `store`."""

    documents: tuple[Path, ...]
    output: Path | None
    store: Path | None
    if_stale: bool
    processes: int | None


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        for pattern, words in _ERRORS:
            message = pattern.sub(words, message)
        self.exit(2, f"命令行有误：{message}。用 {self.prog} --help 查看说明。\n")

    def format_help(self) -> str:
        return super().format_help().replace("usage: ", "用法：", 1)


def parse(arguments: Sequence[str]) -> Request:
    """The request on the command line; a wrong one ends the program with code 2 and a sentence."""
    parser = _Parser(
        prog="python -m data.build",
        description="把项目支出绩效自评表文件构建成 DuckDB 快照。",
        epilog="退出码：0 每张表都读出且合得上；1 有文件或表没有读出或合不上，已标注；2 没有构建（原有快照不受影响）。",
        add_help=False,
        allow_abbrev=False,
    )
    options = parser.add_argument_group("选项")
    options.add_argument("-h", "--help", action="help", help="显示这份说明")
    options.add_argument(
        "--documents",
        metavar="DIR",
        type=Path,
        action="append",
        required=True,
        help="自评表文件所在的文件夹，可多次给出",
    )
    target = options.add_mutually_exclusive_group(required=True)
    target.add_argument("--output", metavar="FILE.duckdb", type=Path, help="写成一个快照文件")
    target.add_argument(
        "--store", metavar="DIR", type=Path, help="发布到快照库（看板读取的位置），没有变化的文件不再重读"
    )
    options.add_argument("--if-stale", action="store_true", help="文件、配置和程序都没有变化时不重新构建")
    options.add_argument("--processes", metavar="N", type=int, help="并行的进程数，默认为处理器个数")
    given = parser.parse_args(arguments)
    return Request(tuple(given.documents), given.output, given.store, given.if_stale, given.processes)
