"""The colours and words of a blind descent: lowest to highest, and which way the ground falls."""

import numpy as np
import pytest

from explorer.core.blind_descent import Probe, hidden_land, probe
from explorer.views.challenge_scale import scale_of, scale_seen
from explorer.views.challenge_words import way_words


def test_the_scale_goes_from_the_lowest_seen_to_the_highest():
    ground = hidden_land(1).landscape
    probes = [probe(ground, tuple(at)) for at in np.random.default_rng(5).uniform(0, 10, (9, 2))]
    for count in range(1, 10):
        scale = scale_seen(probes[:count])
        heights = sorted(one.height for one in probes[:count])
        shares = [scale.share(height) for height in heights]
        assert shares == sorted(shares)
        if count > 1:
            assert (shares[0], shares[-1]) == (0.0, 1.0)
            assert scale.height(1.0) == pytest.approx(heights[-1])


def test_the_scale_of_the_map_is_that_of_the_map():
    ground = hidden_land(1).landscape
    scale = scale_of(ground)
    assert scale.share(ground.lowest) == 0.0
    axis = np.linspace(0.0, 10.0, 50)
    highest = ground.value(np.stack(np.meshgrid(axis, axis), -1).reshape(-1, 2)).max()
    assert scale.height(scale.shown) == pytest.approx(highest, rel=0.1)


@pytest.mark.parametrize(
    ("gradient", "way"),
    [((-1, 0), "right"), ((0, 1), "down"), ((1, 1), "lower left"), ((0, 0), "level")],
)
def test_the_way_down_is_told_in_words(gradient, way):
    assert way in way_words(Probe((0.0, 0.0), 1.0, gradient))
