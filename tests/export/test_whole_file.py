"""A file is written whole or not at all."""

import pytest

from explorer.export.whole_file import whole_file


def test_the_file_appears_when_the_block_ends(tmp_path):
    path = tmp_path / "new.txt"
    with whole_file(path) as draft:
        draft.write_text("all of it")
        assert not path.exists()
    assert path.read_text() == "all of it"
    assert list(tmp_path.iterdir()) == [path]


def test_a_new_file_may_be_read_like_any_other(tmp_path):
    plain, whole = tmp_path / "plain.txt", tmp_path / "whole.txt"
    plain.touch()
    with whole_file(whole):
        pass
    assert whole.stat().st_mode == plain.stat().st_mode


def test_a_fault_leaves_what_was_there(tmp_path):
    path = tmp_path / "old.txt"
    path.write_text("old")

    def half_write() -> None:
        with whole_file(path) as draft:
            draft.write_text("half")
            raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        half_write()
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there_is_an_os_error(tmp_path):
    with pytest.raises(OSError, match="no-folder"), whole_file(tmp_path / "no-folder" / "a.txt"):
        pass
