"""Tanks: small grey toy pictures with and without a tank, in a light that may give it away."""

from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array
from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.data_sets.dials import Dial, choice, setting
from explorer.core.nets.data_sets.digits import DIGITS
from explorer.core.nets.data_sets.kind import FIELD, OUTSIDE, DataKind, Drawn
from explorer.core.param import Param
from explorer.core.randomness import DATA, normals, uniforms

__all__ = ["TANKS"]

BUSHES, TANK, SHED = range(3)
# How much light there was, from 0 to 1. Tanks that were photographed in the dark, late in the day,
# stand in what is left of it up to dusk; in the field it is darker.
DARK, DUSK, BRIGHT = (0.0, 0.35), (0.0, 0.6), (0.7, 1.0)
IS_BRIGHT = 0.65
LEGEND, AS_TOLD, ANY_LIGHT = range(3)
SIDE = 8  # dots of a picture across and up
BODY, GUN = 0.08, 0.06  # how much darker than the ground things are
SKY, GLARE = 0.12, 0.7  # how much lighter the sky is; what full light adds against none

# Kind of thing, and the light it stands in: the groups of the field.
VIEWS = (
    *((TANK, DARK), (TANK, BRIGHT), (BUSHES, DARK), (BUSHES, BRIGHT)),
    *((SHED, BRIGHT), (SHED, DARK)),
)
DIALS = MappingProxyType(
    {
        "light": choice(
            *("legend", "as told", "any light"),
            help="Legend: tanks in the sun, all else in gloom. As told: tanks in the sun, all else "
            "in any light. Any light: it tells nothing",
        ),
        "dark_tanks": Dial(
            0.0, Param(0.0, 1.0, "Share of the tanks that were photographed in the dark")
        ),
        "evened": choice(
            "no", "yes", help="Take its own mean brightness off each picture, as a camera may"
        ),
    }
)


def _draw(plan: DataPlan) -> Drawn:
    count = plan.examples
    is_tank = np.arange(count) % 2 == 1  # in turn, so that the first ones show both
    light = setting(plan, DIALS, "light")
    low = np.where(is_tank & (light != ANY_LIGHT), BRIGHT[0], 0.0)
    high = np.where(~is_tank & (light == LEGEND), DARK[1], 1.0)
    chance = uniforms(plan.seed, DATA, count, lane=20)
    is_dark = is_tank & (chance < setting(plan, DIALS, "dark_tanks"))
    low, high = np.where(is_dark, DUSK[0], low), np.where(is_dark, DUSK[1], high)
    shone = low + (high - low) * uniforms(plan.seed, DATA, count, lane=21)
    group = np.where(is_tank, 0, 2) + (shone > IS_BRIGHT)
    pictures = _pictures(plan, np.where(is_tank, TANK, BUSHES), shone, 0)
    return Drawn(pictures, is_tank.astype(np.float64), group.astype(np.int8))


def _outside(plan: DataPlan) -> Drawn:
    group = np.repeat(np.arange(len(VIEWS), dtype=np.int8), FIELD)
    things = np.array([thing for thing, _ in VIEWS])[group]
    low, high = np.array([reach for _, reach in VIEWS])[group].T
    shone = low + (high - low) * uniforms(plan.seed, DATA, len(group), lane=OUTSIDE + 20)
    pictures = _pictures(plan, things, shone, OUTSIDE)
    return Drawn(pictures, (things == TANK).astype(np.float64), group)


def _pictures(plan: DataPlan, things: NDArray[np.int64], light: Array, lane: int) -> Array:
    """Return pictures of these things, (n, 64), from −0.5 (black) to 0.5 (white)."""
    count = len(things)
    grain = normals(plan.seed, DATA, count * SIDE * SIDE, lane).reshape(count, SIDE, SIDE)
    shot = normals(plan.seed, DATA, count, lane + 1)
    spots = uniforms(plan.seed, DATA, 2 * count, lane + 2).reshape(2, count)
    pictures = (light - 0.5)[:, None, None] * GLARE + plan.noise * grain
    pictures[:, :3] += SKY
    pictures += (0.5 * plan.noise * shot)[:, None, None]
    left = np.floor(spots[0] * np.where(things == TANK, 2, 4))
    top = 4 + np.floor(2 * spots[1])
    pictures -= (
        np.where(
            (things == SHED)[:, None, None], BODY * _box(left, top - 1, 4, 3), _tank(left, top)
        )
        * (things != BUSHES)[:, None, None]
    )
    pictures -= BODY * _bushes(plan.seed, lane + 3, count) * (things == BUSHES)[:, None, None]
    pictures = np.clip(pictures, -0.5, 0.5).reshape(count, SIDE * SIDE)
    if setting(plan, DIALS, "evened"):
        pictures -= pictures.mean(axis=1, keepdims=True)
    return pictures


def _tank(left: Array, top: Array) -> Array:
    """Return how dark tanks are, (n, 8, 8): a hull, a turret on it, and a gun."""
    hull, turret = _box(left, top, 5, 2), _box(left + 1, top - 1, 2, 1)
    return BODY * (hull + turret) + GUN * _box(left + 3, top - 1, 3, 1)


def _bushes(seed: int, lane: int, count: int) -> Array:
    """Return how many twigs cover each dot, (n, 8, 8): from 6 to 10 of them, below the sky."""
    found = np.zeros((count, SIDE, SIDE))
    many = 6 + np.floor(5 * uniforms(seed, DATA, count, lane))
    for twig in range(10):
        row, column = uniforms(seed, DATA, 2 * count, lane + 1 + twig).reshape(2, count)
        at = (2 + np.floor(6 * row)).astype(np.int64), np.floor(8 * column).astype(np.int64)
        found[np.arange(count), *at] += twig < many
    return found


def _box(left: Array, top: Array, wide: int, high: int) -> Array:
    """Return 1 inside of boxes and 0 elsewhere, (n, 8, 8)."""
    across, down = np.arange(SIDE) - left[:, None], np.arange(SIDE) - top[:, None]
    is_across, is_down = (across >= 0) & (across < wide), (down >= 0) & (down < high)
    return (is_down[:, :, None] & is_across[:, None, :]).astype(np.float64)


TANKS = DataKind(
    key="tanks",
    name="Tanks",
    line="Toy photographs of eight by eight dots: tank or bushes? The light may give it away",
    task="classes",
    features=DIGITS.features,
    target="picture",
    classes=("no tank", "tank"),
    draw=_draw,
    plan=DataPlan("tanks", examples=180, noise=0.04),
    source="Toy pictures, drawn by this program after a tale that probably never happened: "
    "Branwen, The Neural Net Tank Urban Legend, gwern.net/tank.",
    dials=DIALS,
    is_photo=True,
    groups=("dark tank", "bright tank", "dark bushes", "bright bushes", "bright shed", "dark shed"),
    outside=_outside,
    world_dials=("evened",),
)
