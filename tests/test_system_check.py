"""The start-up check names what is missing, in one line, as packages that can be installed."""

import sys

import pytest

from explorer import system_check
from explorer.system_check import DRAWING, WINDOW, has_display, missing_libraries


@pytest.fixture
def bare(monkeypatch):
    """A Linux with an X display and none of the libraries."""
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(system_check, "_loads", lambda library: False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)


@pytest.mark.parametrize("window", [False, True])
def test_every_missing_package_is_named_in_one_line(bare, window):
    sentence = missing_libraries(window=window)
    assert sentence is not None
    assert "\n" not in sentence
    named = set(sentence.split())
    assert set(DRAWING.values()) <= named
    assert (set(WINDOW.values()) <= named) is window


def test_a_window_on_wayland_needs_no_x_libraries(bare, monkeypatch):
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    sentence = missing_libraries(window=True)
    assert sentence is not None
    assert not set(WINDOW.values()) & set(sentence.split())


def test_only_what_is_missing_is_named(bare, monkeypatch):
    monkeypatch.setattr(system_check, "_loads", lambda library: library != "libEGL.so.1")
    assert str(missing_libraries(window=True)).endswith("install libegl1")


def test_nothing_is_asked_where_the_wheels_bring_everything(bare, monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")
    assert missing_libraries(window=True) is None


def test_a_library_that_is_not_there_does_not_load():
    assert not system_check._loads("libno-such-thing.so.77")


@pytest.mark.parametrize(
    ("variable", "seen"),
    [("DISPLAY", True), ("WAYLAND_DISPLAY", True), ("QT_QPA_PLATFORM", True), ("HOME", False)],
)
def test_a_display_is_told_by_the_environment(monkeypatch, variable, seen):
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(system_check, "_x_answers", lambda: True)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(variable, "some")
    assert has_display() is seen


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X displays are asked on Linux")
def test_a_display_that_does_not_answer_is_none(monkeypatch):
    for name in ("WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", ":12345")
    assert not has_display()
