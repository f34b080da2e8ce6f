"""What is taken for a document in the folders given, and what is said of the rest."""

import errno
import os
from pathlib import Path

import pytest

from data.intake.command import MARKED, main
from tests.build.answers import answers
from tests.build.filing import arguments, form_text, write


def test_a_link_to_a_folder_elsewhere_is_named_and_not_followed(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    folder = tmp_path / "in"
    write(folder, "a.txt", form_text())
    write(folder, "2021/b.txt", form_text("乙项目"))
    write(tmp_path / "elsewhere", "c.txt", form_text("丙项目"))
    (folder / "linked").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    (folder / "again").symlink_to(folder / "2021", target_is_directory=True)  # its files are read where they are
    (folder / "round").symlink_to(folder, target_is_directory=True)
    (folder / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    (folder / "d.txt").symlink_to(write(tmp_path, "d.txt", form_text("丁项目")))
    output = tmp_path / "a.duckdb"
    assert main(arguments([folder], "--output", output)) == MARKED
    assert answers(output, "SELECT name FROM project ORDER BY 1") == [("丁项目",), ("乙项目",), ("甲项目",)]
    assert answers(
        output, "SELECT file_name, rule FROM finding JOIN document USING (document_id) WHERE project_id IS NULL"
    ) == [("gone.txt", "reading.unopened"), ("linked/", "reading.linked_folder")]
    assert "linked/：这个文件夹是指向别处的链接" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("pipe.txt", "是管道、设备或套接字，不是普通文件），没有读取；请换成普通文件"),
        ("linked-pipe.txt", "是管道、设备或套接字，不是普通文件），没有读取；请换成普通文件"),
        ("gone.txt", "不存在，或是失效的链接），没有读取；请补上文件，或删去失效的链接"),
        ("round.txt", "链接绕回了自身），没有读取；请改正或删去这个链接"),
        ("long.txt", "名称或路径过长），没有读取；请改短名称"),
    ],
)
def test_what_cannot_be_opened_is_named_with_its_cause_and_the_next_step(
    name: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    folder = tmp_path / "in"
    write(folder, "a.txt", form_text())
    os.mkfifo(folder / "pipe.txt")
    links = {"linked-pipe": "pipe.txt", "gone": "nowhere.txt", "round": "round.txt", "long": "x" * 300}
    for link, to in links.items():
        (folder / f"{link}.txt").symlink_to(to)
    assert main(arguments([folder], "--output", tmp_path / "a.duckdb")) == MARKED
    assert f"  ! {name}：文件打不开（{said}" in capsys.readouterr().out
    assert answers(tmp_path / "a.duckdb", "SELECT name FROM project") == [("甲项目",)]


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.EACCES, "没有读取的权限），没有读取；请检查权限后重新构建"),
        (errno.EISDIR, "是文件夹，不是文件），没有读取；请核对这个位置应放的文件"),
        (errno.EIO, "Input/output error），没有读取；请检查这个位置能否读取"),  # unusual: the system's own words
    ],
)
def test_a_file_that_the_system_refuses_says_why(
    number: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    write(tmp_path / "in", "a.txt", form_text())
    write(tmp_path / "in", "b.txt", form_text("乙项目"))
    opened = Path.open

    def refused(path: Path, *given: str, **more: str) -> object:
        if path.name == "b.txt":
            raise OSError(number, os.strerror(number), str(path))
        return opened(path, *given, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refused)
    assert main(arguments([tmp_path / "in"], "--output", tmp_path / "a.duckdb")) == MARKED
    assert f"  ! b.txt：文件打不开（{said}" in capsys.readouterr().out
