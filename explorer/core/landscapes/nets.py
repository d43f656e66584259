"""Tiny nets: the loss of nets with one or two weights. The map is all there is: no slice of it."""

from math import sin, tanh

from explorer.core.array import Box, Point
from explorer.core.fit import Fit
from explorer.core.landscape import Landscape

__all__ = ["NETS"]

Examples = tuple[tuple[float, float], ...]


def _spread(low: float, high: float) -> tuple[float, ...]:
    """Return 40 inputs, evenly spread from one end to the other."""
    return tuple(low + (high - low) * k / 39 for k in range(40))


def _net(
    key: str,
    name: str,
    fit: Fit,
    box: Box,
    line: str,
    source: str,
    *,
    start: Point,
    tags: tuple[str, ...],
    lowest: float = 0.0,
    minima: tuple[Point, ...] = (),
) -> Landscape:
    return Landscape(
        key=key,
        name=name,
        formula=fit.formula,
        box=box,
        line=line,
        source=source,
        minima=minima,
        lowest=lowest,
        start=start,
        tags=("tiny net", *tags),
        fit=fit,
    )


NETS: tuple[Landscape, ...] = (
    _net(
        "net-sine",
        "Sine net",
        Fit("sin(x*u)", "squared", tuple((u, sin(2.5 * u)) for u in _spread(-3, 3))),
        ((-0.5, 8.0),),
        "One weight: the pitch of a wave",
        "defined here: 40 examples of sin(2.5 u)",
        minima=((2.5,), (-0.004373862261495779,), (5.115883205233459,), (7.195560935506039,)),
        start=(4.2,),
        tags=("local minima", "smooth"),
    ),
    _net(
        "net-two-sines",
        "Two-sine net",
        Fit(
            "sin(x*u) + sin(y*u)",
            "squared",
            tuple((u, sin(u) + sin(3 * u)) for u in _spread(-2, 2)),
        ),
        ((-4.0, 4.0), (-4.0, 4.0)),
        "Two right answers, two traps",
        "defined here: 40 examples of sin(u) + sin(3 u)",
        minima=(
            (1.0, 3.0),
            (3.0, 1.0),
            (2.427296154574, -2.690218463572298),
            (-2.690218463572298, 2.427296154574),
        ),
        start=(-2.2, 1.1),
        tags=("local minima", "equal minima", "many saddles", "smooth"),
    ),
    _net(
        "net-tanh",
        "Tanh net",
        Fit("y*tanh(x*u)", "squared", tuple((u, 1.5 * tanh(2 * u)) for u in _spread(-2, 2))),
        ((-4.0, 4.0), (-3.0, 3.0)),
        "Two answers: one net and its mirror",
        "defined here: 40 examples of 1.5 tanh(2 u)",
        minima=((2.0, 1.5), (-2.0, -1.5)),
        start=(-0.3, 1.4),
        tags=("equal minima", "saddle", "smooth"),
    ),
    _net(
        "net-product",
        "Product net",
        Fit("y*x*u", "squared", tuple((u, 1.5 * u) for u in _spread(-2, 2))),
        ((-4.0, 4.0), (-4.0, 4.0)),
        "Two weights where one would do",
        "defined here: 40 examples of 1.5 u; every x y = 1.5 is an answer",
        start=(-0.8, 2.4),
        tags=("curve of minima", "saddle", "smooth"),
    ),
    _net(
        "net-dead-relu",
        "Dead ReLU",
        Fit("y*relu(x*u)", "squared", tuple((u, 1.5 * u) for u in _spread(0.1, 2))),
        ((-4.0, 4.0), (-4.0, 4.0)),
        "Half of the map is exactly level",
        "defined here: 40 examples of 1.5 u with u above 0",
        start=(2.9, 2.6),
        tags=("curve of minima", "plateau", "kink"),
    ),
    _net(
        "net-o-rings",
        "Challenger O-rings",
        Fit(
            "x + y*(u - 70)/10",
            "cross-entropy",
            (
                *((66.0, 0.0), (70.0, 1.0), (69.0, 0.0), (68.0, 0.0), (67.0, 0.0), (72.0, 0.0)),
                *((73.0, 0.0), (70.0, 0.0), (57.0, 1.0), (63.0, 1.0), (70.0, 1.0), (78.0, 0.0)),
                *((67.0, 0.0), (53.0, 1.0), (67.0, 0.0), (75.0, 0.0), (70.0, 0.0), (81.0, 0.0)),
                *((76.0, 0.0), (79.0, 0.0), (75.0, 1.0), (76.0, 0.0), (58.0, 1.0)),
            ),
            input="temperature at launch, °F",
            target="damage",
            classes=("no damage", "damage"),
        ),
        ((-5.0, 3.0), (-7.0, 2.0)),
        "23 real flights, a single bowl",
        "Dalal, Fowlkes & Hoadley 1989; x: log-odds of damage at 70 °F, y: change per 10 °F",
        minima=((-1.2084904475993123, -2.3216274421859646),),
        lowest=0.4416346236492789,
        start=(1.8, 0.8),
        tags=("convex", "real data", "smooth"),
    ),
    _net(
        "net-o-rings-count",
        "O-rings, a straight line",
        Fit(
            "x + y*(u - 70)/10",
            "squared",
            (
                *((66.0, 0.0), (70.0, 1.0), (69.0, 0.0), (68.0, 0.0), (67.0, 0.0), (72.0, 0.0)),
                *((73.0, 0.0), (70.0, 0.0), (57.0, 1.0), (63.0, 1.0), (70.0, 1.0), (78.0, 0.0)),
                *((67.0, 0.0), (53.0, 2.0), (67.0, 0.0), (75.0, 0.0), (70.0, 0.0), (81.0, 0.0)),
                *((76.0, 0.0), (79.0, 0.0), (75.0, 2.0), (76.0, 0.0), (58.0, 1.0)),
            ),
            input="temperature at launch, °F",
            target="damaged O-rings, of six",
        ),
        ((-1.0, 3.0), (-2.5, 1.5)),
        "The more cold, the more damage?",
        "Dalal, Fowlkes & Hoadley 1989; x: damaged rings at 70 °F, y: change per 10 °F",
        minima=((0.37063492063492065, -0.4753968253968254),),
        lowest=0.30443754313319531,
        start=(2.4, 0.9),
        tags=("convex", "real data", "smooth"),
    ),
    _net(
        "net-outlier",
        "Net and an outlier",
        Fit(
            "sigmoid(x + y*u)",
            "squared",
            (
                *((-8.0, 1.0), (-2.0, 0.0), (-1.5, 0.0), (-1.0, 0.0), (-0.5, 0.0)),
                *((0.5, 1.0), (1.0, 0.0), (1.5, 1.0), (2.0, 1.0)),
            ),
            target="class",
            classes=("no", "yes"),
        ),
        ((-6.0, 6.0), (-6.0, 6.0)),
        "One odd example digs a trap",
        "defined here: 9 examples, squared error of a sigmoid",
        minima=(
            (-0.9462584420620578, 1.574597617909726),
            (-0.2523357223104598, -0.02900208507302804),
        ),
        lowest=0.19934730644377344,
        start=(0.7, -2.7),
        tags=("local minima", "plateau", "outlier", "smooth"),
    ),
)
