"""What is taken for a document in the folders given, and what is said of the rest."""

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
