"""The build's command line: what it says, and that what it cannot do is code 2 with a sentence."""

import subprocess
import sys
from pathlib import Path

import pytest

from data.intake.command import ALL_WELL, NOTHING, main
from tests.build.filing import REAL, arguments, form_text, write


def test_the_module_runs_and_says_what_it_built(tmp_path: Path):
    command = [sys.executable, "-m", "data.build", *arguments([REAL], "--output", tmp_path / "a.duckdb")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=REAL.parents[1])
    assert (done.returncode, done.stderr) == (ALL_WELL, "")
    assert "自评表 13 张，指标 172 条" in done.stdout
    assert "合得上 13 张，合不上 0 张" in done.stdout
    assert "未读 0" in done.stdout


def test_help_is_in_chinese(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    out = capsys.readouterr().out
    assert "自评表文件所在的文件夹" in out
    assert not {"usage", "options", "show", "required"} & set(out.replace(":", " ").split())


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--documents", "a"], "须给出 --output --store 之一"),
        (["--output", "a"], "缺少 --documents"),
        (["--documents", "a", "--output", "b", "--store", "c"], "--store 不能与 --output 同时使用"),
        (["--documents", "a", "--output", "b", "--proc", "1"], "不认识的参数 --proc 1"),
        (["--documents", "a", "--output", "b", "--processes", "x"], "--processes 须是整数"),
        (["--documents"], "--documents 后面缺少值"),
    ],
)
def test_a_wrong_command_line_is_code_2_with_a_sentence(
    given: list[str], said: str, capsys: pytest.CaptureFixture[str]
):
    with pytest.raises(SystemExit) as ended:
        main(given)
    assert ended.value.code == NOTHING
    assert said in capsys.readouterr().err


def test_nothing_to_build_is_code_2_with_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "in").mkdir()
    output = tmp_path / "a.duckdb"
    assert main(arguments([tmp_path / "gone"], "--output", output)) == NOTHING
    assert "找不到文件夹" in capsys.readouterr().err
    assert main(arguments([tmp_path / "in"], "--output", output)) == NOTHING
    assert "没有找到任何文件" in capsys.readouterr().err
    write(tmp_path / "in", "a.txt", "")
    assert main(arguments([tmp_path / "in"], "--output", output)) == NOTHING
    assert "a.txt" in capsys.readouterr().err
    assert not output.exists()


def test_a_target_that_cannot_be_written_is_code_2_with_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    blocked = write(tmp_path, "file", "x")
    assert main(arguments([REAL], "--store", blocked)) == NOTHING
    assert main(arguments([REAL], "--output", blocked / "a.duckdb")) == NOTHING
    assert capsys.readouterr().err.count("没有构建") == 2


def test_a_folder_where_nothing_can_be_written_is_code_2_with_a_sentence(capsys: pytest.CaptureFixture[str]):
    assert main(arguments([REAL], "--output", Path("/proc/a.duckdb"))) == NOTHING
    assert "没有构建：无法写入或读取" in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--output", "--store"])
@pytest.mark.parametrize("place", ["a.txt", "new/snapshot", "."])
def test_a_snapshot_among_the_documents_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], option: str, place: str
):
    text = form_text()
    write(tmp_path / "in", "a.txt", text)
    assert main(arguments([tmp_path / "in"], option, tmp_path / "in" / place)) == NOTHING
    assert "请换一个位置" in capsys.readouterr().err
    assert [file.name for file in (tmp_path / "in").iterdir()] == ["a.txt"]
    assert (tmp_path / "in/a.txt").read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("documents", "option", "target"),
    [
        ("in/cache", "--store", "in"),  # a store drops from its cache what it does not know
        ("in/cache/c.txt", "--store", "in"),
        ("linked", "--store", "elsewhere"),
        ("linked", "--output", "elsewhere/current"),
    ],
)
def test_what_a_build_reads_it_never_writes_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], documents: str, option: str, target: str
):
    write(tmp_path, "in/cache/c.txt", form_text())
    (tmp_path / "linked").mkdir()
    (tmp_path / "linked/0.txt").symlink_to("0.txt")
    (tmp_path / "linked/a.txt").symlink_to(write(tmp_path, "elsewhere/current", form_text()))
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert main(arguments([tmp_path / documents], option, tmp_path / target)) == NOTHING
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
    assert "会覆盖或删除要读取的文件" in capsys.readouterr().err
