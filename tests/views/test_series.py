"""What the charts draw of a race."""

import math
from dataclasses import replace

import numpy as np
import pytest

from explorer.core.landscape import typed
from explorer.core.landscapes import LANDSCAPES
from explorer.core.run import Stretch
from explorer.session.document import Entrant
from explorer.session.timing import Paces
from explorer.views.plot import Axes
from explorer.views.series import distance, gap, loss
from explorer.views.step_series import angle, slope, step_length
from tests.views.by_hand import HILL, KIND, paced, race_of, towards, trace_of

QUANTITIES = [loss, gap, slope, step_length, angle, lambda r, a: distance(r, a, HILL.minima)]


@pytest.mark.parametrize("across", ["steps", "evaluations", "milliseconds"])
@pytest.mark.parametrize("logs", [(False, False), (True, False), (True, True)])
@pytest.mark.parametrize("measure", QUANTITIES)
def test_every_quantity_has_a_line_a_path_and_a_range_that_can_be_drawn(measure, logs, across):
    race = race_of(HILL, trace_of(HILL, towards((3, 2))), trace_of(HILL, towards((-3, -3), 12)))
    plot = measure(race, Axes(logs[0], across, logs[1], paces=paced(race)))
    assert [line.key for line in plot.lines] == [(0, 0), (0, 1)]
    assert all(len(line.x) == len(line.y) for line in plot.lines)
    assert all((np.diff(line.x) >= 0).all() for line in plot.lines)
    assert plot.goal[0] < plot.goal[1]
    last = {"steps": 29, "evaluations": 87, "milliseconds": 0.5 * 87}[across]
    assert plot.plain(plot.width) == pytest.approx(last)
    assert plot.first < plot.width


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


def value_of(x, y):
    return (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2


def test_the_gap_is_the_value_less_the_lowest_that_is_known():
    points = np.random.default_rng(1).uniform(-4, 4, (20, 2))
    plot = gap(race_of(HILL, trace_of(HILL, points)), Axes(log=False))
    assert plot.lines[0].y == pytest.approx([value_of(x, y) for x, y in points])
    assert plot.label == "above the lowest known"
    wells = LANDSCAPES["tilted-double-well"]
    path = trace_of(wells, [[1.0], [0.5], [-1.0]])
    best = wells.value(np.linspace(-2, 2, 400_001)[:, None]).min()
    found = gap(race_of(wells, path), Axes(log=False)).lines[0].y
    assert found == pytest.approx(path.values - best, abs=1e-8)


def test_a_gap_where_nothing_is_known_says_above_what_it_is():
    slope_for_ever = typed("x + 2*y")
    path = trace_of(slope_for_ever, [[3, 1], [1, 1], [2, 0]])
    plot = gap(race_of(slope_for_ever, path), Axes(log=False))
    assert plot.label == "above the lowest seen in this race"
    assert plot.lines[0].y == pytest.approx([3, 1, 0])


def test_a_path_below_the_known_minimum_is_measured_from_the_lowest_seen():
    claims_too_much = replace(HILL, lowest=5.0)
    path = trace_of(claims_too_much, [[0, 0], [3, 2]])
    plot = gap(race_of(claims_too_much, path), Axes(log=False))
    assert plot.label == "above the lowest seen in this race"
    assert plot.lines[0].y == pytest.approx([170, 0])


def test_step_0_has_a_place_of_its_own_on_a_logarithmic_width():
    plot = loss(race_of(HILL, trace_of(HILL, towards((3, 2)))), Axes(log_across=True))
    (line,) = plot.lines
    assert line.x[0] == plot.first == plot.zero < 0
    assert line.x[1:] == pytest.approx([math.log10(k) for k in range(1, 30)])
    assert (np.diff(line.x) > 0).all()
    assert [plot.plain(plot.place(k)) for k in (0, 1, 10)] == pytest.approx([0, 1, 10])


def test_milliseconds_are_those_that_were_measured():
    race = race_of(HILL, trace_of(HILL, towards((3, 2), 5)))
    assert loss(race, Axes(across="milliseconds")).lines == ()
    assert loss(race, Axes(across="milliseconds", paces=Paces({}))).lines == ()
    plot = loss(race, Axes(across="milliseconds", paces=paced(race, 0.25)))
    assert plot.lines[0].x == pytest.approx([0, 0.75, 1.5, 2.25, 3])  # three evaluations a step
    assert (plot.width, plot.is_counted) == (3, False)


def test_a_forked_run_takes_each_stretch_at_its_own_pace():
    first, then = KIND(learning_rate=0.1), KIND(learning_rate=0.2)
    race = race_of(HILL, trace_of(HILL, towards((3, 2), 6)))
    fork = Entrant(then, 0, past=(Stretch(first, 2),))
    race = replace(race, document=replace(race.document, entrants=(fork,)))
    axes = Axes(across="milliseconds", paces=Paces({first: 1.0, then: 0.1}))
    assert loss(race, axes).lines[0].x == pytest.approx([0, 3, 6, 6.3, 6.6, 6.9])
    unknown = Axes(across="milliseconds", paces=Paces({then: 0.1}))
    assert loss(race, unknown).lines == ()


BAD = {
    "flat": (typed("0*x + 0*y + 3"), towards((1, 1))),
    "huge": (typed("1e300*(x^2 + y^2)"), towards((1, 1))),
    "beyond all numbers": (typed("1e300*(x^2 + y^2)*1e10"), towards((1, 1))),
    "undefined": (typed("sqrt(-1 - x^2 - y^2)"), towards((1, 1))),
    "in part undefined": (typed("log(x) + y"), towards((-1, 1))),
    "one point": (HILL, [[1, 1]]),
    "a point more": (HILL, [[1, 1], [1, 2]]),
    "no minimum": (typed("x + y"), towards((1, 1))),
    "standing still": (HILL, [[1, 1]] * 5),
}


@pytest.mark.parametrize("logs", [(False, False), (True, False), (True, True)])
@pytest.mark.parametrize("measure", QUANTITIES)
@pytest.mark.parametrize("bad", BAD)
def test_bad_paths_give_plots_that_can_be_drawn(bad, measure, logs, recwarn):
    landscape, points = BAD[bad]
    race = race_of(landscape, trace_of(landscape, points))
    for across in ("steps", "evaluations", "milliseconds"):
        plot = measure(race, Axes(logs[0], across, logs[1], paces=paced(race)))
        assert plot.first < plot.width
        assert all((np.diff(line.x) >= 0).all() for line in plot.lines)
        assert plot.goal is None or (np.isfinite(plot.goal).all() and plot.goal[0] < plot.goal[1])
    assert not recwarn.list


def test_a_race_without_paths_has_plots_without_lines():
    race = replace(race_of(HILL, trace_of(HILL, towards((3, 2)))), traces=((None,),))
    for measure in QUANTITIES:
        assert measure(race, Axes(log_across=True)).lines == ()
