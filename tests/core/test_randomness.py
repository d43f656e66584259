"""Randomness: known answers, and numbers that depend on their use alone."""

import numpy as np
import pytest

from explorer.core import randomness
from explorer.core.randomness import (
    DATA,
    derived_seed,
    standard_normal,
    starts_in,
    threefry,
    uniform,
    uniforms,
)

FULL = 2**64 - 1
BOX = ((-2.0, 3.0), (10.0, 11.0))


# From the known-answer file of Random123 (threefry2x64, 20 rounds).
@pytest.mark.parametrize(
    ("counter", "key", "words"),
    [
        ((0, 0), (0, 0), (0xC2B6E3A8C2C69865, 0x6F81ED42F350084D)),
        ((FULL, FULL), (FULL, FULL), (0xE02CB7C4D95D277A, 0xD06633D0893B8B68)),
        (
            (0x243F6A8885A308D3, 0x13198A2E03707344),
            (0xA4093822299F31D0, 0x082EFA98EC4E6C89),
            (0x263C7D30BB0F0AF1, 0x56BE8361D3311526),
        ),
    ],
)
def test_bits_are_those_of_the_published_generator(counter, key, words):
    with np.errstate(over="ignore"):
        assert tuple(int(word) for word in threefry(*key, *counter)) == words


def test_an_array_of_counters_gives_the_same_bits():
    counters = np.arange(5, dtype=np.uint64)
    many, _ = threefry(7, 0, counters, 3)
    with np.errstate(over="ignore"):
        assert [int(threefry(7, 0, k, 3)[0]) for k in range(5)] == many.tolist()


def test_uniform_numbers_stay_inside():
    assert 0 < uniform(np.uint64(0)) < uniform(np.uint64(FULL)) < 1


def test_normal_numbers_have_mean_zero_and_variance_one():
    with np.errstate(over="ignore"):
        sample = np.array([standard_normal(3, 0, k, d) for k in range(2000) for d in (0, 1)])
    assert abs(sample.mean()) < 4 / np.sqrt(4000)
    assert abs(sample.var() - 1) < 4 * np.sqrt(2 / 4000)


def test_normal_numbers_differ_with_each_part_of_their_name():
    with np.errstate(over="ignore"):
        numbers = {standard_normal(*name) for name in np.ndindex(3, 3, 3, 3)}
    assert len(numbers) == 81


def test_starts_do_not_depend_on_how_many_are_drawn():
    all_of_them = starts_in(BOX, 5, 0, 100)
    assert np.array_equal(all_of_them[:7], starts_in(BOX, 5, 0, 7))
    assert np.array_equal(all_of_them[40:60], starts_in(BOX, 5, 40, 20))
    assert not np.array_equal(all_of_them, starts_in(BOX, 6, 0, 100))


def test_starts_fill_the_box():
    shares = (starts_in(BOX, 0, 0, 2000) - [-2, 10]) / [5, 1]
    assert shares.min() > 0
    assert shares.max() < 1
    assert np.all(np.abs(shares.mean(axis=0) - 0.5) < 4 / np.sqrt(12 * 2000))


def test_derived_seeds_differ_and_fit_a_file():
    seeds = {derived_seed(seed, index) for seed in range(5) for index in range(50)}
    assert len(seeds) == 250
    assert all(0 <= seed < 2**53 for seed in seeds)


def test_each_of_many_numbers_is_that_of_its_count(monkeypatch):
    together = uniforms(5, DATA, 50, lane=2)
    monkeypatch.setattr(randomness, "TILE", 8)
    assert np.array_equal(uniforms(5, DATA, 50, lane=2), together)
    with np.errstate(over="ignore"):
        singly = [uniform(threefry(5, 2, k, DATA << 32)[0]) for k in range(50)]
    assert together.tolist() == singly
