"""What a page of a lesson points out is brought up, and nothing of another page stays."""

import pytest
from PySide6.QtWidgets import QApplication

from explorer.session.lesson import LOOKS
from explorer.views.net_panel import CHECKS, NET
from explorer.views.workbench import Workbench


@pytest.fixture
def bench(qtbot, session):
    running = session(begun=False)
    made = Workbench(running)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    qtbot.waitExposed(made)
    running.changed.connect(made.show_document)
    yield running, made
    running.lessons.leave()


def test_the_tab_of_one_page_does_not_stay_on_the_next(bench):
    running, made = bench
    assert running.lessons.open("cost-of-a-step")
    QApplication.processEvents()
    assert running.lessons.step.look == "checks"
    panel = made.beside.currentWidget()
    assert panel.tab == CHECKS
    running.lessons.go(2)
    QApplication.processEvents()
    assert running.lessons.step.look == "charts"
    assert panel.tab == NET


def test_every_part_that_a_lesson_may_point_out_is_somewhere(bench):
    _, made = bench
    of_nets = {"answers", "net", "examples", "checks", "curvature", "groups", "dream"}
    for name in set(LOOKS) - of_nets:
        assert made.show_part(name) is not None, name
    assert made.show_part("nowhere") is None
