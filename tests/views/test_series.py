"""What the charts draw of a race."""

from dataclasses import replace

import numpy as np
import pytest

from explorer.core.landscape import typed
from explorer.core.landscapes import LANDSCAPES
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.run import Stop, Trace
from explorer.core.verdict import Verdict
from explorer.session.document import Document, Entrant
from explorer.session.race import Race
from explorer.views.plot import Axes
from explorer.views.series import distance, loss
from explorer.views.step_series import step_length

HILL = LANDSCAPES["himmelblau"]
KIND = OPTIMIZERS["gradient-descent"]


def trace_of(landscape, points, kind="budget"):
    points = np.asarray(points, dtype=float)
    with np.errstate(all="ignore"):
        values, gradients = landscape.value(points), landscape.gradient(points)
    steps = np.arange(len(points))
    verdict = Verdict(kind, None, tuple(points[-1]), float(values[-1]), 0.0, (), None, kind, "")
    costs = np.stack([0 * steps, 3 * steps, 0 * steps], axis=1)
    return Trace(points, values, gradients, costs, Stop.BUDGET, verdict)


def race_of(landscape, *traces):
    entrants = tuple(Entrant(KIND(), k) for k in range(len(traces)))
    start = tuple(0.0 for _ in landscape.box)
    return Race(Document(landscape, entrants, (start,)), (tuple(traces),))


def towards(end, count=30):
    return np.linspace([0.0, 0.0], end, count)


@pytest.mark.parametrize("axes", [Axes(log, x) for log in (0, 1) for x in ("steps", "evaluations")])
@pytest.mark.parametrize("measure", [loss, step_length, lambda r, a: distance(r, a, HILL.minima)])
def test_every_quantity_has_a_line_a_path_and_a_range_that_can_be_drawn(measure, axes):
    race = race_of(HILL, trace_of(HILL, towards((3, 2))), trace_of(HILL, towards((-3, -3), 12)))
    plot = measure(race, axes)
    assert [line.key for line in plot.lines] == [(0, 0), (0, 1)]
    assert all(len(line.x) == len(line.y) for line in plot.lines)
    assert all((np.diff(line.x) >= 0).all() for line in plot.lines)
    assert plot.goal[0] < plot.goal[1]
    assert plot.width == (29 if axes.across == "steps" else 87)


def test_a_line_knows_where_the_play_head_is_and_stays_at_its_end():
    plot = loss(race_of(HILL, trace_of(HILL, towards((3, 2)))), Axes())
    assert plot.lines[0].row(12) == 12
    assert plot.lines[0].row(500) == 29
    assert (
        step_length(race_of(HILL, trace_of(HILL, towards((3, 2)))), Axes()).lines[0].row(12) == 11
    )


def test_the_label_says_what_was_taken_off_before_the_logarithm():
    deep = LANDSCAPES["tilted-double-well"]
    known = race_of(deep, trace_of(deep, [[1.0], [0.5], [-1.0]]))
    assert loss(known, Axes(log=True)).label == "loss above the lowest known"
    assert loss(known, Axes(log=False)).label == "loss"
    bowl = typed("x^2 + y^2 - 5")
    assert loss(race_of(bowl, trace_of(bowl, towards((1, 1)))), Axes()).label == (
        "loss above the lowest seen"
    )
    above = typed("x^2 + y^2 + 5")
    assert loss(race_of(above, trace_of(above, towards((1, 1)))), Axes()).label == "loss"


def test_a_minimum_reached_exactly_falls_below_the_chart_and_spoils_nothing():
    plot = loss(race_of(HILL, trace_of(HILL, towards((3, 2)))), Axes())
    assert plot.lines[0].y[-1] == -np.inf
    assert np.isfinite(plot.goal).all()


@pytest.mark.parametrize("log", [False, True])
def test_a_run_that_diverges_leaves_the_range_to_the_others(log):
    away = trace_of(HILL, towards((3, 2)) * 10.0 ** np.arange(30)[:, None], "diverged")
    calm = trace_of(HILL, towards((3, 2)))
    alone = loss(race_of(HILL, calm), Axes(log)).goal
    both = loss(race_of(HILL, calm, away), Axes(log)).goal
    assert both[1] <= (alone[1] + 3 if log else 4 * alone[1])


def test_a_run_that_falls_for_ever_does_not_wreck_the_range():
    saddle = typed("x^2 - y^2", ((-2.0, 2.0), (-2.0, 2.0)))
    out = trace_of(saddle, np.stack([np.ones(60), 1.5 ** np.arange(60)], axis=1), "left-box")
    low, high = loss(race_of(saddle, out), Axes(log=False)).goal
    assert -10 < low < high < 10


def test_steps_of_length_zero_are_left_out_of_a_logarithmic_height():
    stands = trace_of(HILL, [[0, 0], [1, 0], [1, 0], [1, 1]])
    assert np.isnan(step_length(race_of(HILL, stands), Axes(log=True)).lines[0].y[1])
    assert step_length(race_of(HILL, stands), Axes(log=False)).lines[0].y[1] == 0


def test_distance_is_to_the_nearest_minimum():
    race = race_of(HILL, trace_of(HILL, [[3, 1], [-2.5, 3]]))
    near = distance(race, Axes(log=False), ((3.0, 2.0), (-2.5, 3.5))).lines[0].y
    assert near == pytest.approx([1.0, 0.5])
    assert distance(race, Axes(), ()).lines == ()


def test_undefined_values_are_kept_out_of_the_range():
    hole = typed("log(x) + y^2")
    race = race_of(hole, trace_of(hole, [[2, 1], [1, 1], [-1, 1]]))
    assert np.isfinite(loss(race, Axes(log=False)).goal).all()


def test_hidden_and_unfinished_paths_have_no_line():
    race = race_of(HILL, trace_of(HILL, towards((3, 2))), trace_of(HILL, towards((1, 2))))
    race = replace(race, traces=((None, race.traces[0][1]),))
    assert [line.key for line in loss(race, Axes()).lines] == [(0, 1)]
