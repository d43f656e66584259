"""Labelled runs that come to no end: flown away, out of the box, or still on their way."""

from collections.abc import Iterator

import numpy as np

from explorer.core.extras import Extras
from explorer.core.landscapes import LANDSCAPES
from tests.core.labelled import Labelled, labelled, over

__all__ = ["away"]


def away() -> list[Labelled]:
    """Return the runs of all families of this file."""
    families = (_too_long(), _bottomless(), _undefined(), _out(), _slow(), _swinging(), _lookers())
    return [one for family in families for one in family]


def _too_long() -> Iterator[Labelled]:
    """|1 - η λ| > 1 multiplies the distance until it is a million boxes wide."""
    for bend, share in ((2.0, 2.2), (0.5, 3.0), (30.0, 2.1), (2.0, 30.0)):
        assert abs(1 - share) ** 200 > 1e8
        why = f"|1 - η λ| = {abs(1 - share):g} > 1"
        yield labelled(
            "diverged",
            why,
            over(f"{bend}*x^2/2", -4, 4),
            "gradient-descent",
            (0.5,),
            learning_rate=share / bend,
        )
    bowl = over("x^2 + 10*y^2", -4, 4)
    yield labelled("diverged", "η > 2/L", bowl, "gradient-descent", (1.0, 1.0), learning_rate=0.12)
    for momentum in (0.5, 0.9):
        why = "heavy ball diverges above η = 2 (1 + μ)/L"
        yield labelled(
            "diverged",
            why,
            bowl,
            "momentum",
            (1.0, 1.0),
            momentum=momentum,
            learning_rate=2.4 * (1 + momentum) / 20,
        )
    for key in ("quartic", "himmelblau", "rosenbrock", "beale"):
        ground = LANDSCAPES[key]
        start = tuple(0.9 * high for _, high in ground.box)
        yield labelled(
            "diverged",
            "the first step is longer than the box",
            ground,
            "gradient-descent",
            start,
            learning_rate=1.0,
        )
    # Newton's method on slope arctan(x) flies off from beyond 1.3917 (a textbook example).
    ground = over("x*atan(x) - log(1 + x^2)/2", -4, 4)
    yield labelled("diverged", "beyond 1.3917", ground, "newton", (1.5,))
    yield labelled("minimum", "within 1.3917", ground, "newton", (1.3,))


def _bottomless() -> Iterator[Labelled]:
    """Down for ever, faster and faster."""
    for formula, start in (
        ("-x^2", (0.1,)),
        ("x^2 - y^2", (1.0, 1e-3)),
        ("-x^4", (0.5,)),
        ("x^3", (-1.0,)),
        ("x*y", (0.3, -0.2)),
        ("-cosh(x)", (0.5,)),
        ("-exp(x)", (1.0,)),
    ):
        for key in ("gradient-descent", "momentum"):
            yield labelled(
                "diverged",
                "grows exponentially, or faster",
                over(formula, -2, 2),
                key,
                start,
                learning_rate=0.2,
            )


def _undefined() -> Iterator[Labelled]:
    """A step to where the formula has no value."""
    for formula, start, rate in (
        ("log(x)", (0.5,), 1.0),
        ("x - log(x)", (3.0,), 30.0),
        ("sqrt(x)", (0.1,), 1.0),
        ("x*log(x)", (2.0,), 5.0),
        ("log(x) + log(y)", (0.5, 2.0), 1.0),
    ):
        ground = over(formula, -1, 5)
        at = np.array([start])
        with np.errstate(all="ignore"):
            assert np.isnan(ground.value(at - rate * ground.gradient(at)))[0]
        yield labelled(
            "diverged",
            "the first step leads to no value",
            ground,
            "gradient-descent",
            start,
            learning_rate=rate,
        )


def _out() -> Iterator[Labelled]:
    """Out of the box, and not far enough to have flown away."""
    for formula, start, rate in (
        ("x^2 - y^2", (1.0, 0.01), 0.1),
        ("x", (0.0,), 0.1),
        ("x + 2*y", (0.0, 0.0), 0.05),
        ("-x^2", (0.1,), 0.1),
        ("exp(-x)", (0.0,), 1.0),
        ("x^3", (-0.5,), 0.2),
    ):
        why = "nothing but down, and the run is to stop at the edge"
        yield labelled(
            "left-box",
            why,
            over(formula, -2, 2),
            "gradient-descent",
            start,
            learning_rate=rate,
            boundary="stop",
        )
    for formula, start, rate in (
        ("x", (0.0,), 0.1),
        ("x + 2*y", (0.0, 0.0), 0.05),
        ("y + x^2", (0.3, 0.0), 0.1),
        ("-x", (0.0,), 0.02),
        ("sqrt(1 + x^2) + 3*y", (0.0, 1.0), 0.1),
    ):
        why = "300 steps straight down an even slope"
        yield labelled(
            "left-box", why, over(formula, -2, 2), "gradient-descent", start, learning_rate=rate
        )
    for key in ("momentum", "adam", "sign-descent"):
        yield labelled(
            "left-box", "straight down", over("x + 2*y", -2, 2), key, (0.0, 0.0), learning_rate=0.02
        )
    bowl = over("(x - 9)^2", -2, 2)
    yield labelled(
        "left-box",
        "half way to a bottom outside",
        bowl,
        "gradient-descent",
        (0.0,),
        steps=40,
        learning_rate=0.01,
    )
    for formula, start in (("x", (0.5,)), ("(x - 9)^2", (0.0,)), ("x + y^2", (0.3, 0.7))):
        why = "the edge holds it; beyond it is lower"
        yield labelled(
            "budget",
            why,
            over(formula, -2, 2),
            "gradient-descent",
            start,
            learning_rate=0.1,
            boundary="clamp",
        )


def _slow() -> Iterator[Labelled]:
    """So slow that the way left is known and long."""
    for bend, share in ((2.0, 1e-3), (0.5, 2e-3), (30.0, 5e-3), (2.0, 1e-5)):
        left = 3 * (1 - share) ** 300
        assert left > 0.2
        why = f"(1 - η λ)³⁰⁰ leaves {left:.2g}"
        ground = over(f"{bend}*x^2/2", -4, 4)
        yield labelled(
            "budget", why, ground, "gradient-descent", (3.0,), learning_rate=share / bend
        )
        yield labelled(
            "budget", why, ground, "momentum", (3.0,), momentum=0.5, learning_rate=share / bend / 4
        )
    valley = LANDSCAPES["rosenbrock"]
    for key, rate in (
        ("gradient-descent", 1e-4),
        ("momentum", 1e-5),
        ("nesterov", 1e-5),
        ("adam", 1e-4),
        ("rmsprop", 1e-4),
        ("adagrad", 1e-2),
    ):
        why = "300 steps are far too short to reach (1, 1)"
        yield labelled("budget", why, valley, key, (-1.2, 1.0), learning_rate=rate)
    for key in ("adam", "sign-descent", "lion", "normalised-gradient-descent"):
        why = "300 steps of 0.001 from 3 away"
        yield labelled(
            "budget", why, over("x^2 + 2*y^2", -4, 4), key, (3.0, 3.0), learning_rate=0.001
        )
    for steps in (1, 3, 10):
        yield labelled(
            "budget",
            "(1 - 0.02)ⁿ",
            over("x^2", -4, 4),
            "gradient-descent",
            (3.0,),
            steps=steps,
            learning_rate=0.01,
        )
    fading = Extras(schedule=2, period=5, factor=0.1)
    yield labelled(
        "budget",
        "the steps fade before the way is done",
        over("x^2", -4, 4),
        "gradient-descent",
        (3.0,),
        learning_rate=0.01,
        extras=fading,
    )


def _swinging() -> Iterator[Labelled]:
    """Swings that shrink, or grow, a little with each step: no rest yet, and no cycle."""
    for share in (1.99, 1.999, 1.9999):
        why = f"each swing is {share - 1:g} times as wide as the last"
        for bend in (2.0, 0.5):
            yield labelled(
                "budget",
                why,
                over(f"{bend}*x^2/2", -4, 4),
                "gradient-descent",
                (3.0,),
                steps=200,
                learning_rate=share / bend,
            )
        ground = over("x^2 + y^2/5 + x*y/3", -4, 4)
        steepest = np.linalg.eigvalsh(ground.hessian(np.zeros((1, 2)))[0])[-1]
        yield labelled(
            "budget",
            why,
            ground,
            "gradient-descent",
            (3.0, 1.0),
            steps=200,
            learning_rate=share / steepest,
        )
    for momentum in (0.99, 0.995, 0.999, 0.9999):
        why = f"a spiral that shrinks by √{momentum} a step"
        for rate in (0.01, 0.2):
            yield labelled(
                "budget",
                why,
                over("x^2/2", -4, 4),
                "momentum",
                (3.0,),
                learning_rate=rate,
                momentum=momentum,
            )
        yield labelled(
            "budget",
            why,
            over("x^2 + y^2/3", -4, 4),
            "momentum",
            (3.0, 2.0),
            learning_rate=0.02,
            momentum=momentum,
        )
    for share in (2.001, 2.01, 2.03):
        why = f"each swing is {share - 1:g} times as wide as the last"
        yield labelled(
            "budget",
            why,
            over("x^2", -4, 4),
            "gradient-descent",
            (0.01,),
            steps=150,
            learning_rate=share / 2,
        )


def _lookers() -> Iterator[Labelled]:
    """Methods that show the best they have seen stand still on a slope, and yet are not there."""
    slope = over("x^2 + 2*y^2", -4, 4)
    why = "nudges of a millionth: it stands still half of the time, far from the bottom"
    for seed in range(4):
        yield labelled("budget", why, slope, "nudge", (3.0, 2.0), seed=seed, size=1e-6)
        yield labelled(
            "budget", "the same", slope, "one-plus-one", (3.0, 2.0), seed=seed, steps=30, size=1e-6
        )
    for seed in range(4):
        why = "a few looks at random anywhere do not hit a bottom by a thousandth of the box"
        yield labelled(
            "budget", why, slope, "random-search", (3.0, 2.0), seed=seed, steps=40, looks=1
        )
    yield labelled(
        "budget",
        "the mesh is fine and the way long",
        slope,
        "compass-search",
        (3.0, 2.0),
        steps=50,
        size=1e-4,
        growth=1.0,
    )
