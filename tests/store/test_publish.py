import fcntl
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from data.intake.command import ALL_WELL, main
from data.store import StoreBusy, building, current_snapshot, publish, write_file
from tests.build.filing import arguments, form_text, write
from tests.contract import breaches

ROOT = Path(__file__).parents[2]


def writing(text: str):
    def write(path: Path) -> str:
        path.write_text(text)
        return text

    return write


def publish_once(store: Path, text: str) -> None:
    with building(store):
        publish(store, writing(text))


def test_each_snapshot_gets_a_new_name_and_the_pointer_follows(tmp_path: Path):
    assert current_snapshot(tmp_path / "store") is None
    for number in range(1, 7):
        publish_once(tmp_path / "store", f"content {number}")
        path = current_snapshot(tmp_path / "store")
        assert path == tmp_path / "store" / f"snapshot-{number}.duckdb"
        assert path.read_text() == f"content {number}"
    kept = sorted(path.name for path in (tmp_path / "store").glob("*.duckdb"))
    assert kept == ["snapshot-4.duckdb", "snapshot-5.duckdb", "snapshot-6.duckdb"]


def test_a_number_once_used_is_not_used_again(tmp_path: Path):
    for text in "ab":
        publish_once(tmp_path, text)
    (tmp_path / "snapshot-2.duckdb").unlink()
    assert current_snapshot(tmp_path) == tmp_path / "snapshot-1.duckdb"
    publish_once(tmp_path, "c")
    assert current_snapshot(tmp_path) == tmp_path / "snapshot-3.duckdb"


@pytest.mark.parametrize("pointer", [b"", b"\xff\xfe", b"../secret.duckdb", b"snapshot-9.duckdb", None])
def test_without_a_sound_pointer_the_newest_whole_snapshot_serves(pointer: bytes | None, tmp_path: Path):
    for text in "ab":
        publish_once(tmp_path, text)
    (tmp_path / "current").unlink() if pointer is None else (tmp_path / "current").write_bytes(pointer)
    (tmp_path / "snapshot-3.duckdb.tmp").write_text("half")
    assert current_snapshot(tmp_path) == tmp_path / "snapshot-2.duckdb"


def test_a_failing_build_leaves_the_last_one_serving_and_nothing_behind(tmp_path: Path):
    publish_once(tmp_path, "a")

    def fail(path: Path) -> None:
        path.write_text("half")
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"), building(tmp_path):
        publish(tmp_path, fail)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["build.lock", "current", "snapshot-1.duckdb"]


def test_two_builders_do_not_clash(tmp_path: Path):
    with building(tmp_path), pytest.raises(StoreBusy, match="另一个构建"), building(tmp_path):
        pytest.fail("two builders in one store")
    with building(tmp_path):
        assert fcntl  # the lock is free again


def test_a_single_file_is_replaced_whole(tmp_path: Path):
    target = tmp_path / "deep" / "a.duckdb"
    write_file(target, writing("old"))
    with target.open() as reader:
        write_file(target, writing("new"))
        assert reader.read() == "old"
    assert target.read_text() == "new"
    assert [path.name for path in target.parent.iterdir()] == ["a.duckdb"]


def hold(store: Path, ready: multiprocessing.Queue) -> None:
    def slow(path: Path) -> None:
        path.write_text("half")
        ready.put(True)
        time.sleep(60)

    with building(store):
        publish(store, slow)


def test_a_killed_writer_leaves_the_last_snapshot_and_no_lock(tmp_path: Path):
    publish_once(tmp_path, "a")
    context = multiprocessing.get_context("spawn")
    ready = context.Queue()
    process = context.Process(target=hold, args=(tmp_path, ready))
    process.start()
    assert ready.get(timeout=30)
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    assert (tmp_path / "snapshot-2.duckdb.tmp").exists()
    assert current_snapshot(tmp_path) == tmp_path / "snapshot-1.duckdb"
    publish_once(tmp_path, "b")
    path = current_snapshot(tmp_path)
    assert path is not None and path.read_text() == "b"
    assert not list(tmp_path.glob("*.tmp*"))


@pytest.mark.parametrize("delay_s", [0.4, 0.8, 1.2])
def test_a_build_killed_at_any_moment_leaves_a_whole_snapshot(delay_s: float, tmp_path: Path):
    store, folder = tmp_path / "store", tmp_path / "in"
    write(folder, "a.txt", form_text("甲项目"))
    assert main(arguments([folder], "--store", store)) == ALL_WELL
    write(folder, "b.txt", form_text("乙项目"))
    process = subprocess.Popen(
        [sys.executable, "-m", "data.build", *arguments([folder], "--store", store)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
    )
    time.sleep(delay_s)
    process.kill()
    process.wait()
    path = current_snapshot(store)
    assert path is not None and breaches(path) == []
    assert main(arguments([folder], "--store", store)) == ALL_WELL
    assert current_snapshot(store) not in (None, path)
    assert not list(store.glob("*.tmp*"))
