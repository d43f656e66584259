"""Labelled runs that come to rest: in a minimum, on a saddle, a hilltop or a plateau."""

import json
from collections.abc import Iterator
from math import sqrt
from pathlib import Path

import numpy as np

from explorer.core.extras import Extras
from explorer.core.landscapes import LANDSCAPES
from tests.core.labelled import Labelled, labelled, over

__all__ = ["rest"]

REFERENCE = json.loads((Path(__file__).parents[1] / "reference" / "functions.json").read_text())


def rest() -> list[Labelled]:
    """Return the runs of all families of this file."""
    families = (
        *(_parabolas(), _convex(), _beside_minima(), _kinks(), _curves()),
        *(_newton(), _ridges(), _on_top(), _level()),
    )
    return [one for family in families for one in family]


def _parabolas() -> Iterator[Labelled]:
    """Gradient descent on λ x²/2 shrinks the distance by 1 - η λ a step."""
    for bend, share in ((0.5, 1.0), (2.0, 0.2), (2.0, 1.9), (2.0, 1.0), (30.0, 0.5), (30.0, 1.7)):
        ground = over(f"{bend}*x^2/2", -4, 4)
        assert abs(1 - share) ** 300 * 3.5 < 1e-4
        why = f"|1 - η λ| = {abs(1 - share):g} < 1"
        yield labelled(
            "minimum", why, ground, "gradient-descent", (3.5,), learning_rate=share / bend
        )
    for steep in (1, 5, 20):
        turned = over(f"((x + y)^2 + {steep}*(x - y)^2)/4", -3, 3)
        why = f"η = 1/L, and (1 - 1/{steep})³⁰⁰ is small"
        yield labelled(
            "minimum", why, turned, "gradient-descent", (2.0, -1.0), learning_rate=1 / steep
        )
        root = sqrt(steep)
        momentum = ((root - 1) / (root + 1)) ** 2
        why = "Polyak's best settings shrink the distance by (√κ - 1)/(√κ + 1) a step"
        yield labelled(
            "minimum",
            why,
            turned,
            "momentum",
            (2.0, -1.0),
            learning_rate=4 / (1 + root) ** 2,
            momentum=momentum,
        )


def _convex() -> Iterator[Labelled]:
    """Methods that are proved to converge on a strictly convex parabola."""
    bowl = over("x^2 + 3*y^2 + x*y", -4, 4)
    proofs = {
        "newton": "one step of Newton's method",
        "damped-newton": "one step of Newton's method",
        "trust-region": "Newton's method once the region is wide enough",
        "bfgs": "quasi-Newton with a Wolfe search: at most dim steps, were the search exact",
        "l-bfgs": "the same",
        "conjugate-gradient": "conjugate directions",
        "armijo": "Armijo 1966",
        "strong-wolfe": "Zoutendijk 1970",
        "exact-line-search": "Cauchy: the value shrinks by ((κ - 1)/(κ + 1))² a step",
        "barzilai-borwein": "Raydan 1993",
        "nesterov-convex": "Nesterov 1983",
        "nelder-mead": "shrinks to a point; a minimum on bowls of two variables in practice",
        "compass-search": "Torczon 1997: mesh shrinks to a point without slope",
    }
    for key, why in proofs.items():
        yield labelled("minimum", why, bowl, key, (-2.5, 3.0), steps=600)
    for key, rate in (("adagrad", 1.0), ("polyak-step", 1.0)):
        yield labelled(
            "minimum",
            "Duchi 2011, Polyak 1969: convex and smooth",
            over("x^2", -4, 4),
            key,
            (3.0,),
            learning_rate=rate,
        )
    for schedule in (5, 6):
        fading = Extras(schedule=schedule, period=280)
        why = "sign steps on a bowl end as near as the last steps are long, and these fade to 0"
        yield labelled(
            "minimum",
            why,
            over("x^2 + y^2", -4, 4),
            "sign-descent",
            (3.0, 1.0),
            learning_rate=0.1,
            extras=fading,
        )


def _beside_minima() -> Iterator[Labelled]:
    """Gradient descent with half of 2/L from so near that the curvatures hardly change."""
    keys = (
        *("himmelblau", "six-hump-camel", "styblinski-tang", "peaks", "muller-brown", "branin"),
        *("rastrigin", "mccormick", "booth", "double-well", "bumps", "forrester", "net-sine"),
        *("net-tanh", "net-outlier", "egg-crate", "three-hump-camel", "fading-waves"),
    )
    for key in keys:
        ground = LANDSCAPES[key]
        widths = np.array([high - low for low, high in ground.box])
        best = np.array(ground.minima[0])
        bends = np.linalg.eigvalsh(ground.hessian(best[None])[0])
        rate = 1.0 / bends[-1]
        assert bends[0] > 0
        assert (1 - bends[0] * rate) ** 3000 < 1e-3
        start = tuple((best + 0.003 * widths).tolist())
        why = f"begun beside a minimum with curvatures {bends}, at η = 1/L"
        yield labelled(
            "minimum", why, ground, "gradient-descent", start, steps=3000, learning_rate=rate
        )


def _kinks() -> Iterator[Labelled]:
    """Ends exactly on a kink, or closing in on it by comparing heights."""
    kink, diamond = LANDSCAPES["kink"], LANDSCAPES["diamond"]
    why = "steps of 1/4 from 1 end on 0, where the slope is 0"
    yield labelled("minimum", why, kink, "gradient-descent", (1.0,), learning_rate=0.25)
    why = "the first step is as long as the height over the lowest value"
    yield labelled("minimum", why, kink, "polyak-step", (1.3,), learning_rate=1.0)
    for ground, start in ((kink, (0.9,)), (diamond, (3.0, -2.0))):
        why = "the mesh shrinks wherever no neighbour is lower"
        yield labelled("minimum", why, ground, "compass-search", start, size=0.3)
    yield labelled("minimum", "heights alone", kink, "nelder-mead", (0.9,), size=0.2)


def _curves() -> Iterator[Labelled]:
    """Whole curves of minima: the loss falls to 0, which a sum of squares cannot undercut."""
    for key, start, rate in (
        ("two-weights", (2.0, 0.4), 0.1),
        ("two-weights", (-1.0, -1.5), 0.1),
        ("ring", (0.35, -0.12), 0.1),
        ("ring", (1.2, 0.9), 0.05),
        ("net-product", (1.0, 1.0), 0.05),
    ):
        ground = LANDSCAPES[key]
        at = np.array([start])
        for _ in range(2000):
            at = at - rate * ground.gradient(at)
        assert ground.value(at)[0] < 1e-20
        why = "a plain loop comes to loss 0"
        yield labelled(
            "minimum", why, ground, "gradient-descent", start, steps=2000, learning_rate=rate
        )


def _newton() -> Iterator[Labelled]:
    """Newton's method converges to any point without slope whose Hessian can be inverted."""
    for row in REFERENCE:
        ground = LANDSCAPES[row["landscape"]]
        for kind, key in (("saddle", "saddles"), ("maximum", "maxima")):
            for found in row[key] or ():
                at = np.array(found["x"])
                bends = np.linalg.eigvalsh(ground.hessian(at[None])[0])
                if abs(bends).min() < 1e-3 * abs(bends).max():
                    continue  # the theorem needs a Hessian with an inverse
                widths = np.array([high - low for low, high in ground.box])
                start = tuple((at + 1e-4 * widths).tolist())
                why = f"Newton's method begins beside the {kind} that the reference lists"
                yield labelled(kind, why, ground, "newton", start, steps=40)


def _ridges() -> Iterator[Labelled]:
    """Runs that begin where symmetry keeps them from falling off."""
    down = over("x^2 - y^2", -2, 2)
    hats = over("x^4/4 - x^2/2 + y^2", -2, 2)
    tops = over("cos(x) + cos(y)", -4, 4)
    why = "the slope along y is exactly 0 all the way"
    for rate in (0.02, 0.1, 0.3, 0.45):
        yield labelled(
            "saddle", why, down, "gradient-descent", (-1.7, 0.0), learning_rate=rate, steps=600
        )
    for key in ("momentum", "nesterov"):
        yield labelled("saddle", why, down, key, (1.5, 0.0), learning_rate=0.1, momentum=0.5)
        yield labelled("saddle", why, hats, key, (0.0, 1.5), learning_rate=0.1, momentum=0.5)
    for key in ("adagrad", "bfgs", "armijo", "newton"):
        yield labelled("saddle", why, hats, key, (0.0, 1.5))
    yield labelled(
        "saddle", why, LANDSCAPES["saddle"], "gradient-descent", (1.9, 0.0), learning_rate=0.2
    )
    # From (0, y) the slope along x is sin(0) = 0, and y slides to the bottom at π.
    yield labelled("saddle", why, tops, "gradient-descent", (0.0, 1.0), learning_rate=0.3)
    yield labelled("saddle", why, tops, "momentum", (0.0, -2.0), learning_rate=0.1, momentum=0.5)


def _on_top() -> Iterator[Labelled]:
    """Begun exactly where the slope is 0 and every way leads down."""
    for formula in ("-x^2", "cos(x)", "cos(x) + cos(y)", "-x^2 - 5*y^2 + x*y", "-x^4 - y^4"):
        ground = over(formula, -2, 2)
        yield labelled(
            "maximum",
            "no slope on a hilltop",
            ground,
            "gradient-descent",
            (0.0,) * ground.dim,
            learning_rate=0.1,
        )
    yield labelled("saddle", "no slope on a pass", over("x*y", -2, 2), "momentum", (0.0, 0.0))


def _level() -> Iterator[Labelled]:
    """Slope times rate times steps is less than a hundredth of the box: it hardly moves."""
    for formula, low, high, start, rate in (
        ("sigmoid(x)", -20.0, 20.0, (-15.0,), 1.0),
        ("sigmoid(4*x)", -10.0, 10.0, (-6.0,), 10.0),
        ("tanh(x)^2", -12.0, 12.0, (9.0,), 1.0),
        ("-exp(-x^2)", -8.0, 8.0, (5.0,), 1.0),
        ("-exp(-(x^2 + y^2)/2)", -9.0, 9.0, (6.0, 4.0), 5.0),
        ("sigmoid(x - y)", -15.0, 15.0, (-9.0, 9.0), 10.0),
        ("0.5*(sigmoid(3*x) - 0.9)^2 + 0.5*(sigmoid(3*y) - 0.2)^2", -8.0, 8.0, (-5.0, 5.5), 10.0),
        ("where(x < 0, 0, x^2)", -5.0, 5.0, (-2.0,), 0.1),
        ("relu(x)", -5.0, 5.0, (-3.0,), 0.5),
        ("relu(x)^2 + relu(y)^2", -5.0, 5.0, (-3.0, -1.0), 0.5),
        ("x^2/(1 + x^2)", -2000.0, 2000.0, (1500.0,), 10.0),
        ("0*x + 1", -5.0, 5.0, (1.0,), 0.5),
    ):
        ground = over(formula, low, high)
        steep = float(np.abs(ground.gradient(np.array([start]))).max())
        assert steep * rate * 300 < 0.01 * (high - low)
        why = f"the slope is {steep:.1g}: 300 steps cover less than 1 % of the box"
        for key in ("gradient-descent", "nesterov")[: 1 + (steep > 0)]:
            yield labelled(
                "plateau",
                why,
                ground,
                key,
                start,
                learning_rate=rate * (0.05 if key == "nesterov" else 1.0),
            )
    why = "an inflection: the slope fades and goes on beyond"
    yield labelled("plateau", why, over("-x^3", -2, 2), "gradient-descent", (0.0,))
    for start in ((-2.0, 0.5), (-1.0, 1.6)):
        yield labelled(
            "plateau", "a dead unit has no slope at all", LANDSCAPES["net-dead-relu"], "adam", start
        )
