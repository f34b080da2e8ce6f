"""A folder of numbered snapshots with a pointer to the one that serves.

A snapshot is written beside the others under a temporary name, closed, renamed, and only then pointed to; the
pointer is replaced in one step. So a build killed at any moment leaves the last snapshot serving, and a path that
was once opened is never written again (DuckDB keeps an open file by its path).
"""

import fcntl
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

POINTER = "current"
NAME = "snapshot"
KEEP = 3
_LOCK = "build.lock"
_NUMBERED = re.compile(rf"{NAME}-(\d+)\.duckdb")
Result = TypeVar("Result")


class StoreBusy(RuntimeError):
    """Another build holds the store."""


def current_snapshot(store: Path) -> Path | None:
    """The snapshot that serves, None when none was published.

    Where the pointer is lost or damaged the newest whole snapshot serves: a numbered one is whole once it has its name.
    """
    try:
        name = (store / POINTER).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        name = ""
    if _NUMBERED.fullmatch(name) and (store / name).is_file():
        return store / name
    numbers = _numbers(store)
    return _path(store, max(numbers)) if numbers else None


@contextmanager
def building(store: Path) -> Iterator[None]:
    """Holds the store for one builder at a time, makes its folder and clears what a killed build left.

    Raises StoreBusy when another build runs, OSError when the folder cannot be written.
    """
    store.mkdir(parents=True, exist_ok=True)
    with (store / _LOCK).open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StoreBusy(f"另一个构建正在写入 {store}，请等它结束后再试。") from None
        for left in store.glob(f"{NAME}-*.tmp*"):
            _remove(left)
        yield


def publish(store: Path, write: Callable[[Path], Result]) -> Result:
    """Let `write` make a snapshot at the path it is given, then point to it and drop old ones; within `building`.

    What `write` raises is passed on, and the last snapshot goes on serving.
    """
    known = _numbers(store)
    pointed = current_snapshot(store)
    number = max([*known, _number(pointed.name) if pointed else 0, _pointed_number(store)], default=0) + 1
    target = _path(store, number)
    result = _write_whole(target, target.with_name(target.name + ".tmp"), write)
    _point(store, target.name)
    for old in sorted(_numbers(store))[:-KEEP]:
        _remove(_path(store, old))
    return result


def write_file(target: Path, write: Callable[[Path], Result]) -> Result:
    """Let `write` make a single snapshot file, renamed into place when it is whole; readers of an old one keep it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    return _write_whole(target, target.with_name(f"{target.name}.{os.getpid()}.tmp"), write)


def _write_whole(target: Path, temporary: Path, write: Callable[[Path], Result]) -> Result:
    try:
        temporary.touch()  # a folder that cannot be written says so as every other file does
        temporary.unlink()
        result = write(temporary)
        _sync(temporary)
        temporary.replace(target)
        _sync(target.parent)
    finally:
        for left in target.parent.glob(f"{temporary.name}*"):
            _remove(left)
    return result


def _point(store: Path, name: str) -> None:
    temporary = store / f"{POINTER}.tmp"
    temporary.write_text(name + "\n", encoding="utf-8")
    _sync(temporary)
    temporary.replace(store / POINTER)
    _sync(store)


def _sync(path: Path) -> None:
    """On disk before the next step, so that a power cut cannot turn their order round."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _pointed_number(store: Path) -> int:
    """Number that the pointer names, even where its file is gone: a used number is not used again."""
    try:
        return _number((store / POINTER).read_text(encoding="utf-8").strip())
    except (OSError, UnicodeDecodeError):
        return 0


def _number(name: str) -> int:
    match = _NUMBERED.fullmatch(name)
    return int(match[1]) if match else 0


def _numbers(store: Path) -> list[int]:
    return [_number(path.name) for path in store.glob(f"{NAME}-*.duckdb") if _number(path.name)]


def _path(store: Path, number: int) -> Path:
    return store / f"{NAME}-{number}.duckdb"


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
