"""The top bar."""

from dataclasses import replace

import pytest

from explorer.core.landscapes import LANDSCAPES
from explorer.session.edits import pick_landscape
from explorer.views.theme import apply
from explorer.views.top_bar import TopBar


@pytest.fixture
def opened(session, qtbot):
    owner = session()
    bar = TopBar(owner)
    qtbot.addWidget(bar)
    bar.resize(1200, 48)
    bar.show()
    return owner, bar


def test_it_says_what_is_open_and_whether_it_was_edited(opened):
    owner, bar = opened
    assert owner.document.name in bar.title()
    assert "edited" not in bar.title()
    owner.edit(owner.document.with_start(0, (1.0, 1.0)), "Move start")
    assert "edited" in bar.title()


def test_undo_and_redo_say_what_and_do_it(opened):
    owner, bar = opened
    before = owner.document
    assert not bar.undo.isEnabled()
    owner.edit(before.with_start(0, (1.0, 1.0)), "Move start")
    assert "Move start" in bar.undo.toolTip()
    bar.undo.click()
    assert owner.document == before
    bar.redo.click()
    assert owner.document != before


def test_choosing_a_layout_edits_the_document(opened):
    owner, bar = opened
    for index, layout in ((1, "surface"), (2, "side-by-side")):
        bar.layouts.chosen.emit(index)
        assert owner.document.layout == layout
        assert bar.layouts.index == index
        owner.undo()
        assert bar.layouts.index == 0


def test_one_variable_has_a_curve_instead_of_a_map(opened):
    owner, bar = opened
    owner.edit(pick_landscape(owner.document, LANDSCAPES["double-well"]), "Pick landscape")
    assert bar.layouts.labels() == ("Curve", "Side by side")


def test_what_has_no_surface_is_shown_as_it_is(opened):
    owner, bar = opened
    assert bar.layouts.labels() == ("Map", "Surface", "Side by side")
    curve = pick_landscape(owner.document, LANDSCAPES["double-well"])
    owner.edit(replace(curve, layout="surface"), "Pick landscape")
    assert bar.layouts.labels() == ("Curve", "Side by side")
    assert bar.layouts.index == 0


def test_a_long_name_is_cut_and_told_in_full_on_hover(opened):
    owner, bar = opened
    name = "A very long name " * 8
    owner.edit(replace(owner.document, name=name), "Rename")
    assert "…" in bar.title()
    assert name in bar.tip()


@pytest.mark.parametrize("what", ["open", "save", "export", "theme", "lessons"])
def test_what_needs_the_window_is_asked_of_it(opened, qtbot, what):
    _, bar = opened
    with qtbot.waitSignal(getattr(bar, f"{what}_asked")):
        getattr(bar, f"{what}_button").click()


def test_in_a_lesson_its_title_is_said(opened, own_lesson):
    owner, bar = opened
    owner.lessons.open(own_lesson)
    assert bar.title() == "Lesson: Two pages"
    owner.edit(owner.document.with_start(0, (1.0,)), "Drag")
    assert "edited" not in bar.title()  # nothing of a lesson can be lost
    owner.lessons.leave()
    assert bar.title() == owner.document.name


def test_a_narrow_bar_cuts_the_name_and_nothing_else(opened, qapp):
    _, bar = opened
    apply(qapp, "dark")
    bar.resize(bar.minimumSizeHint().width(), 48)
    for button in (bar.open_button, bar.export_button, bar.lessons_button, bar.teach_button):
        assert button.width() >= button.sizeHint().width()
    assert bar.minimumSizeHint().width() <= 900
