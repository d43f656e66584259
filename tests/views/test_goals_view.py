"""Promises of the view of two goals: dots lie where their goals are, and follow everything."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from explorer.core.landscapes import LANDSCAPES
from explorer.core.optimizers.gradient_descent import GradientDescent
from explorer.core.optimizers.momentum import Momentum
from explorer.session import edits
from explorer.session.document import Document, Entrant
from explorer.views.goals_cloud import GoalsCloud
from explorer.views.goals_view import GoalsView
from explorer.views.theme import apply, theme

TWO_GOALS = [one for one in LANDSCAPES.values() if one.beside == "goals"]
SUM, WORST = LANDSCAPES["two-goals-sum"], LANDSCAPES["two-goals-worst"]


def dents(points):
    """Return the two goals of Fonseca and Fleming, written anew: rows (n, 2)."""
    at = np.array([[1.0, 1.0], [-1.0, -1.0]]) / np.sqrt(2.0)
    away = ((points[:, None, :] - at) ** 2).sum(axis=2)
    return -np.expm1(-away)


def race(landscape, rate=0.1, steps=40):
    entrants = (Entrant(GradientDescent(learning_rate=rate), 0), Entrant(Momentum(rate / 4), 1))
    return Document(landscape, entrants, (landscape.suggested_start,), steps=steps)


@pytest.fixture
def shown(session, qtbot):
    """Show the view of a race: `shown(landscape)` is the session and the view."""

    def make(landscape=SUM, size=(300, 400), **settings):
        opened = session(race(landscape, **settings))
        view = GoalsView(opened)
        qtbot.addWidget(view)
        view.resize(*size)
        view.show()
        return opened, view

    return make


@pytest.fixture
def styled(qapp):
    """Give the application a look: `styled("light", large=True)`; it gets its own back."""
    before = qapp.style().name(), qapp.palette(), qapp.font(), theme().name
    yield lambda name, large=False: apply(qapp, name, large)
    apply(qapp, before[3], False)
    qapp.setStyleSheet("")
    qapp.setStyle(before[0])
    qapp.setPalette(before[1])
    qapp.setFont(before[2])


@pytest.mark.parametrize("landscape", TWO_GOALS, ids=lambda one: one.key)
def test_a_score_is_made_of_the_goals_of_its_landscape(landscape):
    for weight in (0.0, 0.3, 1.0) if landscape.constants else (None,):
        moved = landscape if weight is None else landscape.with_constant("weight", weight)
        cloud = GoalsCloud(moved)
        assert cloud.weighing is not None
        assert np.allclose(cloud.weighing.score(cloud.goals), moved.value(cloud.points))


@pytest.mark.parametrize("landscape", TWO_GOALS, ids=lambda one: one.key)
def test_the_whole_front_and_every_run_are_in_view(shown, landscape):
    session, view = shown(landscape)
    cloud, (left, right), (low, high) = view.plane.cloud, *view.plane.cloud.box
    front = cloud.goals[cloud.front]
    ends = np.array([path.points[-1] for path in view.plane.shown_paths])
    for rows in (front, ends):
        assert ((rows > (left, low)) & (rows < (right, high))).all()
    assert len(view.plane.shown_paths) == len(session.document.entrants)


def test_paths_lie_where_the_goals_of_their_points_are(shown):
    session, view = shown()
    for path, trace in zip(view.plane.shown_paths, session.race.traces[0], strict=True):
        assert np.allclose(path.points, dents(trace.points))


def test_the_cloud_is_the_whole_box():
    cloud = GoalsCloud(SUM)
    assert np.allclose(cloud.goals, dents(cloud.points))
    assert [tuple(end) for end in (cloud.points.min(axis=0), cloud.points.max(axis=0))] == [
        (-2.0, -2.0), (2.0, 2.0)
    ]  # fmt: skip
    # The best compromises of these goals lie on the line between their dents.
    x, y = cloud.points[cloud.front].T
    assert np.allclose(x, y, atol=0.05)
    assert np.abs(x).max() < 1 / np.sqrt(2) + 0.05


def test_what_another_weight_leaves_as_it_is_is_kept():
    before = GoalsCloud(SUM)
    heavier = GoalsCloud(SUM.with_constant("weight", 0.9), before)
    assert heavier.goals is before.goals
    assert heavier.front is before.front
    assert heavier.weighing != before.weighing
    other = GoalsCloud(SUM.with_box(((-1, 1), (-1, 1))), before)
    assert other.goals is not before.goals
    assert np.allclose(other.goals, dents(other.points))


def test_the_share_that_is_better_counts_points_better_in_both():
    cloud = GoalsCloud(SUM)
    goals = dents(np.array([[0.2, 0.9]]))[0]
    wins = [row for row in cloud.goals if row[0] < goals[0] and row[1] < goals[1]]
    assert cloud.better(goals) == pytest.approx(len(wins) / len(cloud.goals))
    assert cloud.better(cloud.goals[cloud.front[3]]) == 0.0


def test_it_follows_the_play_head(shown):
    session, view = shown()
    told = []
    for step in (0, 7, 40):
        session.playback.seek(step)
        trace = session.race.traces[0][0]
        goals = dents(trace.points[step : step + 1])[0]
        assert f"step {step}" in view.words()
        assert f"goal 1 {goals[0]:.3g}" in view.words()
        assert view.plane.score == pytest.approx(trace.values[step])
        told.append(view.words())
    assert len(set(told)) == 3


def test_it_follows_a_dragged_start_and_the_weight(shown):
    session, view = shown()
    session.playback.seek(40)
    before = view.words(), view.plane.shown_paths[0].points[-1].tolist()
    session.edit(lambda d: edits.move_start(d, 0, (1.2, 1.0)), "Move", key="start")
    after = view.words(), view.plane.shown_paths[0].points[-1].tolist()
    assert after[0] != before[0]
    assert after[1] != before[1]
    session.edit(lambda d: replace(d, landscape=d.landscape.with_constant("weight", 0.9)), "Weigh")
    assert view.plane.cloud.weighing.first == pytest.approx(0.9)
    assert view.plane.shown_paths[0].points[-1].tolist() != after[1]


def test_it_follows_the_choice_of_a_run(shown):
    session, view = shown()
    assert "Gradient descent" in view.words()
    session.select((0, 1))
    assert "Momentum" in view.words()


def test_another_pair_of_goals_takes_over(shown):
    session, view = shown()
    session.edit(lambda d: edits.pick_landscape(d, LANDSCAPES["approval"]), "Pick")
    session.finish()
    assert "true use" in view.words()
    assert view.plane.cloud.landscape.key == "approval"
    session.edit(lambda d: edits.pick_landscape(d, LANDSCAPES["himmelblau"]), "Pick")
    assert view.plane.cloud is None
    assert view.plane.shown_paths == ()


def test_the_pointer_reads_the_point_under_it(shown, pointer):
    session, view = shown()
    seen = []
    session.pointed.connect(seen.append)
    row = int(np.abs(view.plane.cloud.points - (1.0, -0.5)).sum(axis=1).argmin())
    hand = pointer(view.plane, None)
    hand.hover(view.plane.place(row))
    found = view.plane.cloud.goals[view.plane.picked]
    apart = view.plane.place(view.plane.picked) - view.plane.place(row)
    assert apart.manhattanLength() < 2.0
    assert f"{found[0]:.3g}" in view.tip
    assert seen[-1].point == tuple(view.plane.cloud.points[view.plane.picked].tolist())
    hand.hover(QPointF(2.0, 2.0))
    assert view.tip == ""
    assert seen[-1] is None


def test_keys_walk_along_the_best_compromises(shown):
    _, view = shown()
    view.plane.setFocus()
    walked = []
    for _ in range(5):
        QTest.keyClick(view.plane, Qt.Key.Key_Right)
        walked.append(view.plane.cloud.goals[view.plane.picked])
    first, second = np.array(walked).T
    assert (np.diff(first) > 0).all()
    assert (np.diff(second) < 0).all()
    QTest.keyClick(view.plane, Qt.Key.Key_Left)
    assert view.plane.cloud.goals[view.plane.picked].tolist() == walked[-2].tolist()
    QTest.keyClick(view.plane, Qt.Key.Key_Escape)
    assert view.plane.picked is None


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("name", ["dark", "light"])
def test_front_and_cloud_can_be_seen(shown, styled, name, large):
    styled(name, large)
    _, view = shown()
    picture = view.plane.grab().toImage()
    cloud = view.plane.cloud
    middle = view.plane.place(int(cloud.front[len(cloud.front) // 2])).toPoint()
    good = theme().ink("good")
    colours = [picture.pixelColor(middle.x() + k, middle.y()) for k in range(-2, 3)]
    assert min(_apart(colour, good) for colour in colours) < 30
    dense = view.plane.plot.topRight().toPoint()
    seen = {picture.pixel(dense.x() - k, dense.y() + 20) for k in range(20, 60)}
    assert len(seen) > 1


def _apart(one: QColor, other: QColor) -> int:
    return sum(abs(a - b) for a, b in zip(one.getRgb(), other.getRgb(), strict=True))


def test_it_says_what_to_do_where_there_is_nothing(shown):
    session, view = shown()
    for entrant in (1, 0):
        session.edit(lambda d, entrant=entrant: edits.remove_entrant(d, entrant), "Remove")
    assert "Add one" in view._empty.text()
    assert view._empty.isVisible()
    assert view.words() == "\n"
    assert not view.grab().isNull()


def test_a_run_that_flew_away_does_no_harm(shown):
    session, view = shown(LANDSCAPES["two-goals-bowls"], rate=5.0)
    session.playback.seek(session.playback.length)
    assert "100.0 %" in view.words() or "flown" in view.words()
    assert not view.grab().isNull()


def test_it_works_only_while_it_is_seen(shown):
    session, view = shown()
    view.hide()
    before = view.plane.cloud
    session.edit(lambda d: edits.pick_landscape(d, WORST), "Pick")
    assert view.plane.cloud is before
    view.show()
    assert view.plane.cloud.landscape == session.document.landscape


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("size", [(280, 400), (300, 400), (600, 700)])
def test_it_fits_where_it_stands_and_names_itself(shown, styled, size, large):
    styled("dark", large)
    _, view = shown(size=size)
    assert (view.width(), view.height()) == size
    assert view.plane.plot.height() > 40
    assert view.plane.toolTip()
    assert view.plane.accessibleName()
    assert view.words().split("\n")[0] in view.plane.accessibleDescription()


@pytest.mark.parametrize("large", [False, True])
def test_the_plane_keeps_its_size_while_it_plays(shown, styled, qapp, large):
    styled("dark", large=large)
    session, view = shown(size=(282, 400))
    session.playback.seek(0)
    qapp.processEvents()
    sizes = set()
    for step in (0, 5, 20, 40, 3, 0):
        session.playback.seek(step)
        qapp.processEvents()
        sizes.add((view.plane.width(), view.plane.height()))
    assert len(sizes) == 1
