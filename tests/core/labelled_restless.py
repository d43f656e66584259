"""Labelled runs that find no rest: cycles with their period, and going round for ever."""

from collections.abc import Iterator
from math import cos, gcd, pi

import numpy as np

from explorer.core.extras import Extras
from explorer.core.landscapes import LANDSCAPES
from tests.core.labelled import Labelled, labelled, over

__all__ = ["restless"]


def restless() -> list[Labelled]:
    """Return the runs of all families of this file."""
    families = (
        *(_on_the_brink(), _signs(), _slanted(), _circles()),
        *(_measured(), _shaken(), _newton_cycles()),
    )
    return [one for family in families for one in family]


def _on_the_brink() -> Iterator[Labelled]:
    """At η = 2/L each step of gradient descent on a parabola changes the sign: x, -x, x, ..."""
    why = "1 - η λ = -1"
    for bend, start in ((2.0, 1.0), (0.5, 3.0), (8.0, -0.7), (3.0, 2.0)):
        yield labelled(
            "cycle",
            why,
            over(f"{bend}*x^2/2", -4, 4),
            "gradient-descent",
            (start,),
            period=2,
            learning_rate=2 / bend,
        )
    for formula, start in (
        ("x^2 + y^2/2", (1.0, 2.0)),
        ("x^2 + y^2/8", (-1.5, 3.0)),
        ("x^2 + y^2 + x*y", (1.0, 1.0)),
    ):
        ground = over(formula, -4, 4)
        steepest = np.linalg.eigvalsh(ground.hessian(np.zeros((1, 2)))[0])[-1]
        yield labelled(
            "cycle", why, ground, "gradient-descent", start, period=2, learning_rate=2 / steepest
        )


def _signs() -> Iterator[Labelled]:
    """Steps of a fixed length cannot end: they jump over the bottom and back."""
    why = "the step is η whatever the slope"
    for formula, start, rate in (
        ("x^2", (0.3,), 0.5),
        ("x^4", (0.125,), 0.5),
        ("x^2 + 3*y^2", (0.25, 0.375), 1.0),
        ("abs(x)", (0.25,), 1.0),
        ("x^2 + y^4", (1.125, 2.25), 0.5),
        ("cosh(x)", (2.1,), 0.25),
    ):
        yield labelled(
            "cycle", why, over(formula, -4, 4), "sign-descent", start, period=2, learning_rate=rate
        )
    for formula, start, rate in (
        ("abs(x)", (0.3,), 0.5),
        ("abs(x)", (1.1,), 0.25),
        ("abs(x) + abs(y)", (0.3, -0.1), 0.5),
        ("2*abs(x) + abs(y)", (1.3, 0.6), 0.25),
    ):
        yield labelled(
            "cycle",
            "the slope is ±1 up to the kink",
            over(formula, -4, 4),
            "gradient-descent",
            start,
            period=2,
            learning_rate=rate,
        )
    for start in ((0.3,), (2.05,)):
        yield labelled(
            "cycle",
            why,
            over("x^2", -4, 4),
            "normalised-gradient-descent",
            start,
            period=2,
            learning_rate=0.5,
        )


def _slanted() -> Iterator[Labelled]:
    """Slopes -b and a: steps of +b and -a, a rotation of a + b places where these are coprime."""
    for a, b in ((1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (2, 5), (3, 5), (5, 6), (7, 9), (1, 12)):
        assert gcd(a, b) == 1
        ground = over(f"where(x < 0, -{b}*x, {a}*x)", -16, 16)
        yield labelled(
            "cycle",
            f"steps of +{b}/8 and -{a}/8",
            ground,
            "gradient-descent",
            (0.03,),
            period=a + b,
            learning_rate=0.125,
        )


def _circles() -> Iterator[Labelled]:
    """With momentum 1 on x²/2: x″ = (2 - η) x′ - x, a turn by an angle with 2 cos θ = 2 - η."""
    bowl = over("x^2/2", -4, 4)
    for period in (3, 4, 5, 6, 7, 8, 10, 12, 20, 30):
        yield labelled(
            "cycle",
            f"turns by 1/{period}",
            bowl,
            "momentum",
            (2.0,),
            period=period,
            tolerance=0.0,
            learning_rate=2 - 2 * cos(2 * pi / period),
            momentum=1.0,
        )
    why = "turns by an irrational share; nothing is lost"
    for rate in (0.01, 0.1, 0.3, 0.7, 1.3, 2.1):
        yield labelled(
            "oscillating", why, bowl, "momentum", (2.0,), learning_rate=rate, momentum=1.0
        )
    for rate in (0.013, 0.21):
        yield labelled(
            "oscillating",
            why,
            over("x^2/2 + y^2", -4, 4),
            "momentum",
            (2.0, 1.0),
            learning_rate=rate,
            momentum=1.0,
        )


def _measured() -> Iterator[Labelled]:
    """Cycles of rules with memory, from loops written here: a state that comes back for good."""
    bowl = over("x^2", -4, 4)
    for decay, rate, start in ((0.9, 0.5, 1.0), (0.5, 0.2, 2.0), (0.8, 1.0, 1.5)):
        x, square, path = start, 0.0, []
        for _ in range(4000):
            slope = 2 * x
            square = decay * square + (1 - decay) * slope * slope
            x -= rate * slope / (square**0.5 + 1e-8)
            path.append(x)
        assert max(abs(a - b) for a, b in zip(path[3000:], path[3002:], strict=False)) < 1e-12
        assert abs(path[-1]) > 0.05
        yield labelled(
            "cycle",
            "a loop of 4,000 steps repeats after 2",
            bowl,
            "rmsprop",
            (start,),
            period=2,
            steps=1000,
            learning_rate=rate,
            decay=decay,
        )
    for beta1, beta2, rate in ((0.9, 0.99, 0.25), (0.5, 0.9, 0.25), (0.9, 0.9, 0.125)):
        x, mean, seen, period = 1.0, 0.0, [], None
        for _ in range(6000):
            slope = 2 * x
            blend = beta1 * mean + (1 - beta1) * slope
            x -= rate * (blend > 0) - rate * (blend < 0)
            mean = beta2 * mean + (1 - beta2) * slope
            seen.append(x)
        for p in range(2, 64):
            if seen[-2000:] == seen[-2000 - p : -p]:
                period = p
                break
        if period is not None:
            yield labelled(
                "cycle",
                "a loop of 6,000 steps",
                bowl,
                "lion",
                (1.0,),
                period=period,
                steps=1000,
                tolerance=0.0,
                learning_rate=rate,
                beta1=beta1,
                beta2=beta2,
            )


def _shaken() -> Iterator[Labelled]:
    """Noise that never fades keeps a run about its minimum: a stationary wandering."""
    bowl = over("x^2 + y^2", -4, 4)
    for seed in range(6):
        yield labelled(
            "oscillating",
            "noise of the slope",
            bowl,
            "noisy-gradient-descent",
            (0.2, 0.1),
            seed=seed,
            learning_rate=0.2,
            noise_level=3.0,
        )
        yield labelled(
            "oscillating",
            "Langevin dynamics at a fixed temperature",
            bowl,
            "langevin",
            (0.2, 0.1),
            seed=seed,
            learning_rate=0.1,
            temperature=1.0,
        )
    shaking = Extras(noise=2.0)
    for key in ("momentum", "adam", "rmsprop", "nesterov"):
        yield labelled(
            "oscillating",
            "noise on the gradient",
            bowl,
            key,
            (0.2, 0.1),
            seed=3,
            learning_rate=0.1,
            extras=shaking,
        )
    quiet = {"learning_rate": 0.2, "noise_level": 3.0, "cooling": 100}
    for seed in range(3):
        yield labelled(
            "minimum",
            "the noise fades, then it is gradient descent",
            bowl,
            "noisy-gradient-descent",
            (0.2, 0.1),
            seed=seed,
            **quiet,
        )
    wells = LANDSCAPES["rastrigin"]
    yield labelled(
        "oscillating",
        "heat that does not fade",
        wells,
        "simulated-annealing",
        (1.0, 1.0),
        heat=20.0,
        cooling=1.0,
    )


def _newton_cycles() -> Iterator[Labelled]:
    """Newton's method on slope x³ - 2 x + 2 jumps between 0 and 1 for ever (a textbook cycle)."""
    ground = over("x^4/4 - x^2 + 2*x", -3, 3)
    for start in (0.0, 1.0, 0.02):
        yield labelled(
            "cycle", "N(0) = 1, N(1) = 0, and both attract", ground, "newton", (start,), period=2
        )
