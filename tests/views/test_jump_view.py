"""Promises of the jumping robot beside the map: it is the design of the run, and it lands."""

from dataclasses import replace
from math import cos, radians, sin, sqrt

import numpy as np
import pytest

from explorer.core.landscapes import LANDSCAPES
from explorer.core.optimizers.gradient_descent import GradientDescent
from explorer.core.optimizers.momentum import Momentum
from explorer.session import edits
from explorer.session.document import Document, Entrant
from explorer.views.jump_clock import JumpClock
from explorer.views.jump_drawing import scene
from explorer.views.jump_pair import jump_pair
from explorer.views.jump_view import JumpView
from explorer.views.theme import apply, theme

SIMULATOR, REAL = LANDSCAPES["robot-simulator"], LANDSCAPES["robot-real"]
CHEAT, HONEST = (4.0, 4.5), (1.8, 4.25)  # log10 of the stiffness, angle in units of 10 degrees
DESIGNS = [CHEAT, HONEST, (1.0, 1.0), (1.0, 8.0), (4.0, 8.0), (2.6, 4.5)]


def true_distance(x, y):
    """Return how far the real robot jumps, from the balance of energy, written anew."""
    stiffness, angle = 10.0**x, radians(10.0 * y)
    mass, bent = 1.0 + 0.02 * sqrt(stiffness), sqrt(200.0 / stiffness)
    squared = (200.0 - 2.0 * mass * 9.81 * bent * sin(angle)) / mass
    return max(squared, 0.0) * 2.0 * sin(angle) * cos(angle) / 9.81


def race(landscape=SIMULATOR, start=HONEST, steps=30):
    entrants = (Entrant(GradientDescent(learning_rate=0.001), 3), Entrant(Momentum(0.001), 1))
    return Document(landscape, entrants, (start,), steps=steps)


@pytest.fixture
def shown(session, qtbot):
    """Show the robot: `shown(landscape, start)` is the session and the view."""

    def make(landscape=SIMULATOR, start=HONEST, size=(300, 400)):
        opened = session(race(landscape, start))
        view = JumpView(opened)
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


@pytest.mark.parametrize("point", DESIGNS)
@pytest.mark.parametrize("landscape", [SIMULATOR, REAL], ids=lambda one: one.key)
def test_the_jumps_are_those_that_the_landscapes_score(landscape, point):
    pair = jump_pair(landscape, point)
    assert pair.simulated.distance == pytest.approx(-SIMULATOR.value(np.array([point]))[0])
    assert pair.real.distance == pytest.approx(true_distance(*point))
    assert -REAL.value(np.array([point]))[0] == pytest.approx(pair.real.distance)


@pytest.mark.parametrize("point", DESIGNS)
def test_flights_begin_and_end_on_the_ground_and_are_in_the_picture(point):
    pair = jump_pair(SIMULATOR, point)
    for width, height in ((282, 200), (600, 300), (200, 500)):
        view = scene(width, height, theme(), pair)
        for one in (pair.simulated, pair.real):
            spots = view.to_pixels(one.flight)
            assert spots[0] == view.foot
            assert spots[-1].y() == pytest.approx(view.foot.y(), abs=1e-6)
            landed = (spots[-1].x() - view.foot.x()) / view.scale
            assert landed == pytest.approx(one.distance)
            assert all(view.rect.contains(spot) for spot in spots)


def test_the_cheat_is_told_in_numbers(shown):
    session, view = shown(start=CHEAT)
    session.playback.seek(0)
    told = view.words()
    assert "8.1 times the energy that was put in" in told[2]
    assert "no robot can jump that far" in told[2]
    assert "10000 N/m · 45°" in told[1]
    for words in ("55.0 metres", "6.6 metres", "20.39 metres", "of 100 joules"):
        assert words in view.scene.accessibleDescription()


def test_an_honest_design_is_called_about_right(shown):
    _, view = shown(start=HONEST)
    assert "about right" in view.words()[2]


def test_what_the_audit_refuses_is_said(shown):
    _, view = shown(SIMULATOR.with_constant("audit", 1.1), start=CHEAT)
    assert "audit refuses" in view.words()[2]


def test_a_smaller_time_step_takes_the_free_energy_away():
    before, after = (
        jump_pair(SIMULATOR.with_constant("time_step", step), CHEAT) for step in (0.05, 0.001)
    )
    assert before.simulated.energy > 8
    assert after.simulated.energy == pytest.approx(1.0, abs=0.05)
    assert after.simulated.distance == pytest.approx(after.real.distance, rel=0.05)


def test_it_follows_the_play_head_and_the_choice_of_a_run(shown):
    session, view = shown()
    for entrant in (0, 1):
        session.select((0, entrant))
        for step in (0, 10, 30):
            session.playback.seek(step)
            x, y = session.race.traces[0][entrant].points[step].tolist()
            assert view.scene.pair.stiffness == pytest.approx(10.0**x)
            assert view.scene.pair.angle == pytest.approx(10.0 * y)
            assert f"step {step}" in view.words()[0]


def test_it_follows_a_dragged_start_and_the_settings_of_the_simulator(shown):
    session, view = shown()
    session.playback.seek(0)
    session.edit(lambda d: edits.move_start(d, 0, CHEAT), "Move", key="start")
    session.finish()
    session.playback.seek(0)
    assert view.scene.pair.stiffness == pytest.approx(1e4)
    finer = SIMULATOR.with_constant("time_step", 0.01)
    session.edit(lambda d: replace(d, landscape=finer), "Step")
    session.finish()
    session.playback.seek(0)
    expected = jump_pair(finer, CHEAT)
    assert view.scene.pair.simulated.distance == expected.simulated.distance


def test_without_a_run_it_shows_the_start(shown):
    session, view = shown(start=CHEAT)
    for entrant in (1, 0):
        session.edit(lambda d, entrant=entrant: edits.remove_entrant(d, entrant), "Remove")
    assert view.words()[0] == "Start point"
    assert view.scene.pair.stiffness == pytest.approx(1e4)
    assert not view.grab().isNull()


@pytest.mark.parametrize(
    "point", [(400.0, 4.0), (300.0, 4.5), (-400.0, 4.0), (2.0, -3.0), (2.0, 1e9), (-9.0, 4.5)]
)
def test_designs_from_far_outside_the_box_do_no_harm(shown, point):
    session, view = shown()
    session.edit(lambda d: edits.move_start(d, 0, point), "Move")
    session.finish()
    assert not view.grab().isNull()
    assert view.scene.isVisible() is (view.scene.pair is not None)


def test_a_leg_too_soft_to_take_off_is_not_said_to_give_out_energy():
    pair = jump_pair(SIMULATOR, (-2.0, 4.5))
    assert not pair.takes_off
    assert "times" not in pair.energy_words()


def test_a_played_jump_pushes_flies_and_stops_by_itself(shown):
    _, view = shown(start=CHEAT)
    view.button.click()
    assert view.clock.is_running
    seen = []
    while view.clock.is_running:
        simulated, real = view.clock.poses()
        seen.append((simulated.bend, *simulated.foot, real.bend, *real.foot))
        view.grab()
        view.clock.advance(0.05)
        assert len(seen) < 200
    bend, x, height, true_bend, true_x, true_height = np.array(seen).T
    assert (bend[0], true_bend[0]) == (1.0, 1.0)
    for bends in (bend, true_bend):
        assert (np.diff(bends) <= 0).all()
        assert bends[-1] == 0.0
    assert x[-1] == pytest.approx(view.scene.pair.simulated.distance, rel=1e-6)
    assert true_x[-1] == pytest.approx(view.scene.pair.real.distance, rel=1e-6)
    assert height.max() > true_height.max() > 0
    assert view.clock.poses() is None


@pytest.mark.parametrize("point", DESIGNS)
def test_every_jump_comes_to_an_end(qapp, point):
    clock, ticks = JumpClock(), 0
    clock.start(jump_pair(SIMULATOR, point))
    while clock.is_running:
        clock.advance(0.05)
        ticks += 1
        assert ticks < 80


def test_another_robot_does_not_finish_the_jump(shown):
    session, view = shown(start=CHEAT)
    view.jump()
    session.edit(lambda d: edits.move_start(d, 0, HONEST), "Move")
    assert not view.clock.is_running
    view.jump()
    view.hide()
    assert not view.clock.is_running


def test_another_landscape_has_no_robot(shown):
    session, view = shown()
    session.edit(lambda d: edits.pick_landscape(d, LANDSCAPES["himmelblau"]), "Pick")
    assert view.scene.pair is None
    assert "Simulated robot" in view._empty.text()
    assert not view.button.isEnabled()
    view.jump()
    assert not view.clock.is_running


@pytest.mark.parametrize("name", ["dark", "light"])
def test_flights_ceiling_and_robot_can_be_seen(shown, styled, name):
    styled(name)
    _, view = shown(start=(3.5, 4.5))
    picture = view.scene.grab().toImage()
    seen = {
        picture.pixelColor(x, y).name()
        for x in range(picture.width())
        for y in range(picture.height())
    }
    look = theme()
    for ink in (look.ink("good"), look.ink("fair"), look.ink("bad"), look.colour(3)):
        assert ink.name() in seen


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("size", [(282, 400), (600, 700)])
def test_it_fits_where_it_stands_and_names_itself(shown, styled, size, large):
    styled("dark", large)
    _, view = shown(size=size)
    assert (view.width(), view.height()) == size
    assert view.scene.height() >= view.scene.minimumSizeHint().height()
    for widget in (view.scene, view.button, view._who):
        assert widget.toolTip()
    assert view.scene.accessibleName()


def test_a_robot_thrown_backwards_is_drawn_backwards():
    pair = jump_pair(SIMULATOR, (2.0, 13.5))
    assert pair.real.distance == pytest.approx(true_distance(2.0, 13.5))
    assert pair.real.distance < 0
    assert pair.angle == 135.0


def test_the_scene_keeps_its_size_whatever_is_said(shown, qapp):
    session, view = shown(size=(282, 400))
    sizes = set()
    for point in DESIGNS:
        session.edit(lambda d, point=point: edits.move_start(d, 0, point), "Move")
        session.finish()
        session.playback.seek(0)
        qapp.processEvents()
        sizes.add((view.scene.width(), view.scene.height()))
    assert len(sizes) == 1
