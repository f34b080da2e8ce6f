"""Would a build write over its own input: the snapshot over a document, or a store over documents that lie in it."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from data.intake.find import document_paths
from data.intake.request import Request

# What a store writes over or deletes, by path below it (data/store/publish, data/intake/cache).
_TOUCHED = re.compile(r"current|snapshot-.*\.(duckdb|tmp.*)|cache/.*", re.DOTALL)


class TargetRefused(ValueError):
    """The build would destroy what it reads, or read what it wrote; the message (Chinese) names both."""


def check_target(request: Request) -> None:
    """Raises TargetRefused, and FolderMissing; nothing is touched."""
    given = request.output or request.store
    assert given is not None
    target = given.resolve()
    for folder in request.documents:
        if target.is_relative_to(folder.resolve()):
            raise TargetRefused(f"{given} 在自评表文件夹 {folder} 里，会覆盖原文件或被当作自评表读入；请换一个位置。")
        for path in document_paths(folder):
            if any(place == target or (request.store and _touches(target, place)) for place in _places(path)):
                raise TargetRefused(f"写入 {given} 会覆盖或删除要读取的文件 {path}；请换一个位置。")


def _places(path: Path) -> Iterator[Path]:
    """Where a document lies, and for a link what it leads to."""
    yield path.parent.resolve() / path.name
    yield Path(os.path.realpath(path))  # Path.resolve raises where a link leads to itself


def _touches(store: Path, path: Path) -> bool:
    return path.is_relative_to(store) and _TOUCHED.fullmatch(path.relative_to(store).as_posix()) is not None
