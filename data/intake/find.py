"""Which files of the given folders are documents, in the order in which they count as filed."""

import os
import re
import stat
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from data.intake.sentences import SPECIAL, why_unopened

_CHUNK = 1 << 20
# Left by systems and office programs beside documents.
_LITTER = re.compile(
    r"README(\..*)?|Thumbs\.db|desktop\.ini|~\$.*|.*~|.*\.(tmp|swp|lock|part|crdownload)", re.IGNORECASE
)


class FolderMissing(ValueError):
    """A folder of documents is not there or cannot be listed; the message (Chinese) names it."""


@dataclass(frozen=True, slots=True)
class Found:
    """One row per distinct document: the same bytes under several names count once, under the first name.

    `name` is the path below its folder. `modified_s` is whole seconds; of several names the earliest.
    `digest` is None when the file could not be opened, `error` then says why. A folder that could not be listed, or
    that is a link, is one too; its name ends in "/".
    """

    path: Path
    name: str
    size: int
    modified_s: int
    digest: str | None
    error: str | None = None
    other_names: tuple[str, ...] = ()


def find_documents(folders: Sequence[Path]) -> list[Found]:
    """The distinct documents of the folders, oldest first: by the second of their last change, then by folder and name.

    So of two documents that file the same project and year differently the later changed one is the newer, and where
    both came at once (a fresh copy of the folder) the one that comes later by name, numbers in it read as numbers.
    Raises FolderMissing.
    """
    distinct: dict[str, Found] = {}
    ranks: dict[str, tuple[int, tuple[tuple[int, str], ...]]] = {}
    for rank, folder in enumerate(folders):
        for path in document_paths(folder):
            found = _look(path, folder)
            key = found.digest or f"unread:{path}"
            if key in distinct:
                distinct[key] = _merged(distinct[key], found)
            else:
                distinct[key] = found
                ranks[key] = (rank, _natural(found.name))
    return [distinct[key] for key in sorted(distinct, key=lambda key: (distinct[key].modified_s, *ranks[key]))]


def document_paths(folder: Path) -> list[Path]:
    """Files below the folder, hidden ones, README and litter left out; the folder may itself be one file.

    What is no regular file (a pipe, a device) is given too, to be named. A folder below it that cannot be listed is
    given in place of its files, and so is a link to a folder elsewhere, which is not followed: it may lead round in a
    circle or to the whole disk.
    """
    if folder.is_file():
        return [folder]
    if not folder.is_dir():
        raise FolderMissing(f"找不到文件夹 {folder}。请检查 --documents 的路径。")
    closed: list[OSError] = []
    below: list[Path] = []
    linked: list[Path] = []
    inside = folder.resolve()
    for at, folders, names in os.walk(folder, onerror=closed.append):
        below += [Path(at, name) for name in names]
        linked += [Path(at, name) for name in folders if _leads_out(Path(at, name), inside)]
    for error in closed:
        if Path(error.filename) == folder:
            raise FolderMissing(f"文件夹 {folder} 无法读取：{why_unopened(error)}。") from error
    wanted = [path for path in (*below, *linked) if _counts(path.relative_to(folder))]
    wanted += [Path(error.filename) for error in closed]
    return sorted(wanted, key=lambda path: _natural(str(path.relative_to(folder))))


def _leads_out(path: Path, folder: Path) -> bool:
    """Whether a link leads out of the folder; what it leads to inside is read there."""
    return path.is_symlink() and not path.resolve().is_relative_to(folder)


def _counts(relative: Path) -> bool:
    return not any(part.startswith(".") for part in relative.parts) and not _LITTER.fullmatch(relative.name)


def _look(path: Path, folder: Path) -> Found:
    name = path.name if path == folder else path.relative_to(folder).as_posix()
    name = name.encode("utf-8", "replace").decode("utf-8")  # a name that is no UTF-8 must not break the snapshot
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode) and not stat.S_ISDIR(status.st_mode):  # opening a pipe would wait for ever
            return Found(path, name, 0, 0, None, SPECIAL)
        return Found(path, name, status.st_size, int(status.st_mtime), _digest(path))
    except OSError as error:
        return Found(path, name + "/" * _is_folder(path), 0, 0, None, why_unopened(error))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # in a folder whose names can be listed but not followed
        return False


def _digest(path: Path) -> str:
    digest = sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _merged(first: Found, again: Found) -> Found:
    earliest = min(first.modified_s, again.modified_s)
    names = (*first.other_names, again.name)
    return Found(first.path, first.name, first.size, earliest, first.digest, first.error, names)


def _natural(name: str) -> tuple[tuple[int, str], ...]:
    """Sort key in which 2 comes before 10."""
    parts = re.split(r"(\d+)", unicodedata.normalize("NFKC", name))
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in parts)
