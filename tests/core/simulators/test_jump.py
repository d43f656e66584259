"""One jump: what is drawn is what the landscape scored."""

import numpy as np
import pytest

from explorer.core.landscapes import LANDSCAPES
from explorer.core.param import SettingError
from explorer.core.simulators.jump import design, jump, real_jump
from explorer.core.simulators.jumping_robot import CEILING

SIMULATED, REAL = LANDSCAPES["robot-simulator"], LANDSCAPES["robot-real"]
DESIGNS = [(1.0, 1.0), (1.8, 4.25), (2.5, 4.4), (4.0, 4.43), (3.0, 8.0), (1.0, 8.0)]

every_design = pytest.mark.parametrize("point", DESIGNS)


@every_design
@pytest.mark.parametrize("time_step", [0.1, 0.05, 0.01])
def test_the_simulated_jump_is_as_long_as_its_score(point, time_step) -> None:
    found = jump(*design(point), time_step)
    score = SIMULATED.with_constant("time_step", time_step).value(np.array([point]))[0]
    assert found.distance == pytest.approx(-score, rel=1e-12)
    assert found.flight[-1] == pytest.approx([found.distance, 0.0], abs=1e-9)
    assert np.diff(found.times) == pytest.approx(np.full(len(found.times) - 1, time_step))


@every_design
def test_the_real_jump_is_as_long_as_the_closed_form(point) -> None:
    found = real_jump(*design(point))
    assert found.distance == pytest.approx(-REAL.value(np.array([point]))[0], rel=1e-9)
    assert found.energy == pytest.approx(1.0, rel=1e-12)
    assert found.distance < CEILING
    assert found.push[-1] == pytest.approx([0.0, 0.0], abs=1e-12)


@every_design
def test_short_time_steps_push_as_the_real_leg_does(point) -> None:
    real, found = real_jump(*design(point)), jump(*design(point), 1e-5)
    assert found.energy == pytest.approx(1.0, abs=1e-3)
    assert found.times[-1] == pytest.approx(real.times[-1], rel=1e-3)
    along = np.hypot(*found.push.T)
    wanted = np.interp(found.times, real.times, np.hypot(*real.push.T))
    assert along == pytest.approx(wanted, abs=2e-3 * along[0] + 1e-4)


@every_design
@pytest.mark.parametrize("make", [real_jump, lambda k, angle: jump(k, angle, 0.05)])
def test_push_and_flight_hang_together(point, make) -> None:
    stiffness, angle = design(point)
    found = make(stiffness, angle)
    assert len(found.times) == len(found.push) == len(found.speeds)
    assert np.hypot(*found.push[0]) == pytest.approx(np.sqrt(200 / stiffness))
    assert found.speeds[0] == 0
    assert found.flight[0] == pytest.approx([0.0, 0.0])
    ahead = found.flight[1] - found.flight[0]
    assert np.degrees(np.arctan2(ahead[1], ahead[0])) == pytest.approx(angle, abs=1.5)
    assert (found.flight[:, 1] >= -1e-9).all()
    assert found.speed == found.speeds[-1]


@pytest.mark.parametrize("make", [real_jump, lambda k, angle: jump(k, angle, 0.05)])
def test_a_robot_too_weak_to_lift_itself_stays_where_it_is(make) -> None:
    found = make(0.2, 80.0)
    assert found.distance == 0
    assert found.speed == 0
    assert len(found.flight) == 1
    assert np.isfinite(found.push).all()


def test_a_place_on_the_map_is_a_robot() -> None:
    assert design((2.0, 4.5)) == (100.0, 45.0)
    assert design((1e5, 4.5)) == (1e300, 45.0)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ((0.0, 45.0, 0.05), "stiffness"),
        ((float("inf"), 45.0, 0.05), "stiffness"),
        ((100.0, float("nan"), 0.05), "angle"),
        ((100.0, 45.0, 0.0), "time step"),
        ((100.0, 45.0, float("nan")), "time step"),
    ],
)
def test_what_makes_no_robot_is_refused(settings, words) -> None:
    with pytest.raises(SettingError, match=rf"{words}.*\.$"):
        jump(*settings)
