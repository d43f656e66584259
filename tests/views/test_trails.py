"""Trails: the same picture, however it came to be; no path can break it."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from explorer.core import trail_compiling
from explorer.session.opening import opening_document
from explorer.views import trail_line, trail_sheet, trails
from explorer.views.camera import fitted
from explorer.views.paths import paths
from explorer.views.theme import named
from explorer.views.trails import Trails

LOOK = named("dark")


@pytest.fixture
def paint_with(monkeypatch):
    trail_compiling.compiled()

    def choose(is_compiled):
        for module in (trails, trail_line):
            monkeypatch.setattr(module, "is_compiled", lambda: is_compiled)

    return choose


@pytest.fixture(autouse=True, params=[False, True], ids=["by Qt", "compiled"])
def each_way(request, paint_with):
    paint_with(request.param)


def pixels(image):
    return np.frombuffer(image.constBits(), dtype=np.uint8).reshape(image.height(), -1).copy()


@pytest.fixture
def wandering(qapp, race_along):
    document = replace(opening_document(), entrants=opening_document().entrants[:2])
    rng = np.random.default_rng(3)
    walk = np.cumsum(rng.normal(0, 0.3, (80, 2)), axis=0)
    return document, paths(race_along(document, walk))


def drawn(document, lines, steps, selection=None, look=LOOK, ratio=1.0):
    camera = fitted(document.landscape.box, 240, 160, True)
    made = Trails()
    for step in steps:
        image = made.sheet(camera, lines, step, selection, look, ratio).image
    return pixels(image)


def test_step_by_step_gives_the_picture_of_all_at_once(wandering):
    at_once = drawn(*wandering, [79])
    grown = drawn(*wandering, range(80))
    # Joints are painted twice while a trail grows: their soft edges may be a little stronger.
    assert (np.abs(at_once.astype(int) - grown) > 60).mean() < 0.02


@pytest.mark.parametrize(("look", "ratio"), [("dark", 1.0), ("light", 1.5), ("dark", 2.0)])
@pytest.mark.parametrize("fork", [0, 40])
def test_compiled_and_by_qt_trails_look_the_same(qapp, race_along, paint_with, look, ratio, fork):
    document = replace(opening_document(), entrants=opening_document().entrants[:2])
    t = np.linspace(0, 1, 80)[:, None]
    spiral = 5 * (1 - t) * np.hstack([np.cos(9 * t), np.sin(9 * t)])
    first, second = paths(race_along(document, spiral))
    second = replace(second, points=0.8 * spiral[:, ::-1], fork=fork)
    lines = (first, second)
    both = []
    for is_compiled in (False, True):
        paint_with(is_compiled)
        both.append(drawn(document, lines, [30, 79], None, named(look), ratio).astype(int))
    inked = (both[0] > 0) | (both[1] > 0)
    apart = np.abs(both[0] - both[1])[inked]
    assert inked.mean() > 0.01
    assert apart.mean() < 15
    assert (apart > 80).mean() < 0.05


def test_trails_are_drawn_anew_when_the_kernels_are_there(wandering, paint_with):
    document, lines = wandering
    camera, kept = fitted(document.landscape.box, 240, 160, True), Trails()
    for is_compiled in (False, True):
        paint_with(is_compiled)
        picture = pixels(kept.sheet(camera, lines, 79, None, LOOK).image)
        assert np.array_equal(picture, drawn(document, lines, [79]))


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, 12),
    arrays(np.float64, st.tuples(st.integers(1, 12), st.just(2)), elements=st.floats())
    | arrays(
        np.float64, st.tuples(st.integers(1, 60), st.just(2)), elements=st.floats(-300.0, 300.0)
    ),
)
def test_compiled_or_not_a_line_has_the_same_corners_beads_and_work(fork, points):
    document = opening_document()
    path = replace(paths(_race(document, points))[0], fork=fork)
    camera = fitted(document.landscape.box, 240, 160, True)
    with pytest.MonkeyPatch.context() as patch:
        lines = []
        for is_compiled in (False, True):
            patch.setattr(trail_line, "is_compiled", lambda chosen=is_compiled: chosen)
            lines.append(trail_line.trail_line(path, camera.to_pixels(path.points), 400))
    plain, quick = lines
    assert plain.kept.tolist() == quick.kept.tolist()
    assert plain.beads.tolist() == quick.beads.tolist()
    assert plain.work == pytest.approx(quick.work)


def test_going_back_gives_the_picture_of_going_there(wandering):
    assert np.array_equal(drawn(*wandering, [79, 20]), drawn(*wandering, [20]))


def test_another_race_is_drawn_even_where_the_last_one_lay_in_memory(qapp, race_along):
    document = replace(opening_document(), entrants=opening_document().entrants[:2])
    camera, kept = fitted(document.landscape.box, 240, 160, True), Trails()
    for k in range(60):
        lines = None  # the next paths may now lie where these did
        walk = np.linspace((-5.0, -5.0), (5.0, -5.0 + k / 6), 80)
        lines = paths(race_along(document, walk))
        picture = pixels(kept.sheet(camera, lines, 79, None, LOOK).image)
        assert np.array_equal(picture, drawn(document, lines, [79]))


def test_pictures_are_put_by_and_nothing_of_them_is_wrong(wandering, monkeypatch):
    monkeypatch.setattr(trails, "EACH", 500.0)
    document, lines = wandering
    camera, kept = fitted(document.landscape.box, 240, 160, True), Trails()
    spent = []
    paint = trail_sheet.paint_trails
    monkeypatch.setattr(
        trail_sheet,
        "paint_trails",
        lambda image, lines, *rest: (
            spent.extend(len(line.corners) for line in lines),
            paint(image, lines, *rest),
        ),
    )
    for step in (79, 40, 12, 70, 3, 60):
        spent.clear()
        picture = pixels(kept.sheet(camera, lines, step, None, LOOK).image)
        drawn_now = sum(spent)
        assert np.array_equal(picture, drawn(document, lines, [step]))
        assert step == 79 or drawn_now < 2 * 25  # two paths: few of 79 steps
    assert len(kept._kept) > 3


def test_what_is_put_by_is_limited(wandering, monkeypatch):
    document, lines = wandering
    monkeypatch.setattr(trails, "EACH", 10.0)
    monkeypatch.setattr(trails, "MOST_BYTES", 5 * 240 * 160 * 4)
    kept = Trails()
    kept.sheet(fitted(document.landscape.box, 240, 160, True), lines, 79, None, LOOK)
    assert 1 <= len(kept._kept) <= 5


def test_where_nobody_could_follow_all_lines_are_fine(wandering, monkeypatch):
    wide = drawn(*wandering, [79])
    monkeypatch.setattr(trails, "CROWDED", 1000.0)
    fine = drawn(*wandering, [79])
    assert 0 < np.count_nonzero(fine) < 0.7 * np.count_nonzero(wide)


def test_a_fork_draws_its_own_part_and_what_it_shares_only_once(wandering):
    document, (_, second) = wandering
    own = drawn(document, [replace(second, fork=40, is_shared=True)], [79])
    assert not drawn(document, [replace(second, fork=40, is_shared=True)], [40]).any()
    alone = drawn(document, [replace(second, fork=40)], [40])
    whole = drawn(document, [second], [40])
    assert 0 < np.count_nonzero(alone) < 0.7 * np.count_nonzero(whole)  # thin
    assert own.any()
    late = drawn(document, [replace(second, fork=500, is_shared=True)], [79])
    assert not late.any()  # it ended before


def test_of_several_with_the_same_past_one_draws_it(qapp, race_along):
    from explorer.session.edits import fork_entrant, hide_entrant

    document = fork_entrant(fork_entrant(opening_document(), 0, 40), 0, 40, "adam")
    document = fork_entrant(document, 2, 60)  # a fork of a fork
    walk = np.zeros((80, 2))

    def shared(racing):
        return [path.is_shared for path in paths(race_along(racing, walk)) if path.fork]

    assert shared(document) == [True, True, True]
    assert shared(hide_entrant(document, 0, False)) == [False, True, True]
    assert [path.fork for path in paths(race_along(document, walk), entrant=3)] == [60]
    (alone,) = paths(race_along(document, walk), entrant=1)
    assert not alone.is_shared


def test_nothing_is_drawn_before_the_first_step(wandering):
    assert not drawn(*wandering, [0]).any()


def test_a_selected_path_stands_out(wandering):
    document, lines = wandering
    all_alike = drawn(document, lines, [79])
    picked = drawn(document, lines, [79], (0, 0))
    assert not np.array_equal(all_alike, picked)


def test_a_path_that_ends_early_waits(qapp, race_along):
    document = opening_document()
    lines = paths(race_along(document, [[0, 0], [1, 1]]))
    assert np.array_equal(drawn(document, lines, [1]), drawn(document, lines, [500]))


@settings(max_examples=40, deadline=None)
@given(points=arrays(np.float64, st.tuples(st.integers(1, 12), st.just(2)), elements=st.floats()))
def test_any_path_can_be_drawn(points):
    document = opening_document()
    lines = paths(_race(document, points))
    drawn(document, lines, [len(points) // 2, len(points) - 1])


def _race(document, points):
    from explorer.core.run import Stop, Trace
    from explorer.core.verdict import Verdict
    from explorer.session.race import Race

    ends = Verdict("diverged", None, (0.0, 0.0), 0.0, 0.0, (), None, "diverged", "")
    trace = Trace(
        points, points[:, 0], points, np.zeros((len(points), 3), np.int64), Stop.DIVERGED, ends
    )
    return Race(document, ((trace,) * len(document.entrants),) * len(document.starts))
