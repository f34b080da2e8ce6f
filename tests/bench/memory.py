"""Memory and processor time of a process, and memory of all that it started."""

import os
import resource
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_PROC = Path("/proc")
_EVERY_S = 0.05


@dataclass(frozen=True, slots=True)
class Finished:
    """A program that ended well: what it printed, how long it ran, and the most memory its processes held together."""

    output: str
    seconds: float
    peak_mb: float


def run_measured(arguments: Sequence[str], environment: dict[str, str] | None = None) -> Finished:
    """Run this Python with the arguments and watch its memory; raises CalledProcessError where it fails."""
    started = time.perf_counter()
    with subprocess.Popen([sys.executable, *arguments], stdout=subprocess.PIPE, text=True, env=environment) as process:
        peak = 0.0
        while process.poll() is None:
            peak = max(peak, tree_mb(process.pid))
            time.sleep(_EVERY_S)
        seconds = time.perf_counter() - started
        output = process.stdout.read() if process.stdout else ""
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, process.args, output)
    if not peak:  # no /proc here: the largest single process is the best there is
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
    return Finished(output, seconds, peak)


def tree_mb(pid: int) -> float:
    """Resident memory of a process and its descendants in MB (2**20 bytes); shared pages count once a process."""
    children: dict[int, list[int]] = defaultdict(list)
    resident: dict[int, int] = {}
    for folder in _PROC.glob("[0-9]*"):
        try:
            text = (folder / "stat").read_text(encoding="ascii", errors="replace")
        except OSError:
            continue
        fields = text.rpartition(")")[2].split()
        children[int(fields[1])].append(int(folder.name))
        resident[int(folder.name)] = int(fields[21])
    waiting, pages = [pid], 0
    while waiting:
        each = waiting.pop()
        pages += resident.get(each, 0)
        waiting += children[each]
    return pages * resource.getpagesize() / 2**20


def cpu_ms(pid: int) -> float:
    """Processor time that a process has used in all its threads, in milliseconds; 0 where /proc cannot say."""
    try:
        text = (_PROC / str(pid) / "stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0.0
    user, system = text.rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) * 1000 / os.sysconf("SC_CLK_TCK")
