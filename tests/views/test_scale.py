"""Promises of the slider scale, over many ranges."""

from math import nextafter

from hypothesis import given
from hypothesis import strategies as st

from explorer.core.param import Param
from explorer.views.scale import Scale

SCALES = (
    Scale(0.0, 1.0),
    Scale(0.0, 0.9999),
    Scale(-5.0, 5.0),
    Scale(1e-4, 1.0, log=True),
    Scale(1e-9, 1e3, log=True),
    Scale(0.0, 10.0, log=True),
    Scale(1, 100, whole=True),
    Scale(0, 1_000_000, log=True, whole=True),
    Scale(3, 4, whole=True),
)


def test_ends_of_the_slider_are_the_ends_of_the_range() -> None:
    for scale in SCALES:
        assert scale.number(0) == scale.low
        assert scale.number(scale.ticks) == scale.high
        assert scale.tick(scale.low) == 0
        assert scale.tick(scale.high) == scale.ticks


def test_numbers_never_fall_along_the_slider_and_stay_inside() -> None:
    for scale in SCALES:
        numbers = [scale.number(tick) for tick in range(scale.ticks + 1)]
        assert numbers == sorted(numbers)
        assert scale.low <= numbers[0] <= numbers[-1] <= scale.high


def test_whole_scales_give_whole_numbers() -> None:
    for scale in (scale for scale in SCALES if scale.whole):
        assert all(scale.number(t) == int(scale.number(t)) for t in range(scale.ticks + 1))


@given(st.sampled_from(SCALES), st.floats(allow_nan=True, allow_infinity=True))
def test_every_number_has_a_place(scale: Scale, number: float) -> None:
    assert 0 <= scale.tick(number) <= scale.ticks


@given(st.sampled_from([s for s in SCALES if not s.whole]), st.integers(0, 1000))
def test_a_place_and_its_number_agree(scale: Scale, tick: int) -> None:
    assert abs(scale.tick(scale.number(tick)) - tick) <= 3


def test_numbers_read_well() -> None:
    scale = Scale.of(Param(1e-6, 10.0, "", log=True))
    assert all(len(f"{scale.number(t):g}") <= 8 for t in range(1001))
    assert nextafter(1.0, 2.0) not in {scale.number(t) for t in range(1001)}
