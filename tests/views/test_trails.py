"""Trails: the same picture, however it came to be; no path can break it."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from explorer.session.opening import opening_document
from explorer.views.camera import fitted
from explorer.views.paths import paths
from explorer.views.theme import named
from explorer.views.trails import Trails

LOOK = named("dark")


def pixels(image):
    return np.frombuffer(image.constBits(), dtype=np.uint8).reshape(image.height(), -1).copy()


@pytest.fixture
def wandering(qapp, race_along):
    document = replace(opening_document(), entrants=opening_document().entrants[:2])
    rng = np.random.default_rng(3)
    walk = np.cumsum(rng.normal(0, 0.3, (80, 2)), axis=0)
    return document, paths(race_along(document, walk))


def drawn(document, lines, steps, selection=None):
    camera = fitted(document.landscape.box, 240, 160, True)
    trails = Trails()
    for step in steps:
        image = trails.picture(camera, lines, step, selection, LOOK)
    return pixels(image)


def test_step_by_step_gives_the_picture_of_all_at_once(wandering):
    at_once = drawn(*wandering, [79])
    grown = drawn(*wandering, range(80))
    # Joints are painted twice while a trail grows: their soft edges may be a little stronger.
    assert (np.abs(at_once.astype(int) - grown) > 60).mean() < 0.02


def test_going_back_gives_the_picture_of_going_there(wandering):
    assert np.array_equal(drawn(*wandering, [79, 20]), drawn(*wandering, [20]))


def test_another_race_is_drawn_even_where_the_last_one_lay_in_memory(qapp, race_along):
    document = replace(opening_document(), entrants=opening_document().entrants[:2])
    camera, trails = fitted(document.landscape.box, 240, 160, True), Trails()
    for k in range(60):
        lines = None  # the next paths may now lie where these did
        walk = np.linspace((-5.0, -5.0), (5.0, -5.0 + k / 6), 80)
        lines = paths(race_along(document, walk))
        picture = pixels(trails.picture(camera, lines, 79, None, LOOK))
        assert np.array_equal(picture, drawn(document, lines, [79]))


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
