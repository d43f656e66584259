"""Tabs fit into any width: closer together, or on more lines, and never cut."""

from itertools import pairwise

import pytest

from explorer.views.tab_row import TabRow
from explorer.views.theme import apply

TABS = tuple(
    (name, f"About {name}.") for name in ("Net", "Examples", "Checks", "Curvature", "Groups")
)


@pytest.fixture(params=[False, True], ids=["plain", "presenter"])
def row(request, qtbot, qapp):
    """Show a row of tabs with letters as large as they get in the window."""
    before = qapp.style().name(), qapp.palette(), qapp.font()
    apply(qapp, "dark", large=request.param)
    made = TabRow(TABS)
    qtbot.addWidget(made)
    yield made
    apply(qapp, "dark", large=False)
    qapp.setStyleSheet("")
    qapp.setStyle(before[0])
    qapp.setPalette(before[1])
    qapp.setFont(before[2])


@pytest.mark.parametrize("width", [600, 400, 320, 280, 200, 120])
@pytest.mark.parametrize("offered", [{1}, {0, 1, 2, 3}, {0, 1, 2, 3, 4}])
def test_every_tab_is_whole_and_none_lies_on_another(row, qapp, width, offered):
    row.offer(offered)
    row.resize(width, 40)
    row.show()
    qapp.processEvents()
    shown = [row.button(index) for index in sorted(offered)]
    assert [row.button(k).isVisible() for k in range(5)] == [k in offered for k in range(5)]
    for button in shown:
        assert row.rect().contains(button.geometry())
        assert button.width() >= button.sizeHint().width()
    for one, other in pairwise(shown):
        assert not one.geometry().intersects(other.geometry())
        is_beside = one.y() == other.y() and one.x() < other.x()
        assert is_beside or one.y() < other.y()


def test_a_wide_row_is_one_line_and_a_narrow_one_more(row, qapp):
    row.show()
    heights = []
    for width in (900, 150):
        row.resize(width, 40)
        qapp.processEvents()
        heights.append(row.height())
    assert heights[1] >= 2 * heights[0] - 8


def test_only_the_hand_announces_a_choice(row):
    told = []
    row.chosen.connect(told.append)
    row.show_tab(2)
    assert (row.button(2).isChecked(), told) == (True, [])
    row.button(3).click()
    assert (row.button(3).isChecked(), row.button(2).isChecked(), told) == (True, False, [3])
