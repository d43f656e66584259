"""DoG and DoWG: steps as long as the way gone so far, over the size of all slopes so far."""

from dataclasses import dataclass
from math import sqrt

from explorer.core.array import Array
from explorer.core.marks import Mark, Moment, Ring
from explorer.core.optimizer import NUMBER, VECTOR, Optimizer, whole_rule
from explorer.core.param import param
from explorer.core.probe import World, slope_at
from explorer.core.suggesting import of_width
from explorer.core.usual_settings import epsilon, learning_rate

__all__ = ["DoG", "DoWG"]


def first_distance(default: float) -> float:
    """Return the declaration of the distance that is assumed before any is known."""
    distance: float = param(
        default,
        1e-12,
        1e9,
        "The distance that is assumed before the first step",
        log=True,
        label="first distance",
        slider_low=1e-6,
        slider_high=1.0,
    )
    return distance


def away(point: Array, origin: Array, step: int) -> float:
    """Return the squared distance from the start, which the first step keeps in `origin`."""
    total = 0.0
    for d in range(point.shape[0]):
        if step == 1:
            origin[d] = point[d, 0]
        total += (point[d, 0] - origin[d]) ** 2
    return total


def squared(gradient: Array) -> float:
    """Return the squared length of a gradient (dim, 1)."""
    total = 0.0
    for d in range(gradient.shape[0]):
        total += gradient[d, 0] * gradient[d, 0]
    return total


def reach(moment: Moment, radius: float) -> tuple[Mark, ...]:
    """Return the circle around the start that the run has kept inside of."""
    square, rest = radius * radius, 0.0
    rows = [
        [square if i == k else rest for i in range(moment.point.size)]
        for k in range(moment.point.size)
    ]
    start = tuple(moment.after["origin"].tolist())
    return (Ring(start, tuple(map(tuple, rows)), "how far it has been from the start"),)


@dataclass(frozen=True)
class DoG(Optimizer):
    """Set the learning rate by how far you have come, over all slopes you have met on the way.

    There is nothing to tune, but that it has to get going: the first distance must not be far
    too small.
    """

    key = "dog"
    name = "DoG"
    group = "step rules"
    unminded = ("shift", "turn", "mirror", "height")
    equation = "r ← max(r, ‖x − x₀‖);  G ← G + ‖g‖²;  x ← x − η r / √(G + ε) · g"
    source = "Ivgi, Hinder and Carmon 2023"
    differs = (
        "Same as optax.contrib.dog. There the first distance is 1e-6 (1 + ‖x₀‖) unless told, here "
        "a share of the map. The paper answers with a mean of the points; the points are drawn. "
        "torch and Keras have no DoG."
    )
    draws = "The points; the circle is how far it has been from the start."
    symbols = {"distance": "r", "total": "G", "origin": "x₀"}
    suggests = {"first_distance": of_width(0.001, net=0.01)}

    learning_rate: float = learning_rate(1.0, "What its own choice of a rate is multiplied with")
    first_distance: float = first_distance(0.01)
    epsilon: float = epsilon(1e-8, "Added under the root, against a division by zero")

    @staticmethod
    @whole_rule(
        memory={"origin": VECTOR, "distance": NUMBER, "total": NUMBER}, calls=(away, squared)
    )
    def step(
        point: Array,
        height: Array,
        gradient: Array,
        origin: Array,
        distance: Array,
        total: Array,
        step: int,
        world: World,
        learning_rate: float,
        first_distance: float,
        epsilon: float,
    ) -> bool:
        far = sqrt(away(point, origin, step))
        distance[0] = max(first_distance if step == 1 else distance[0], far)
        total[0] += squared(gradient)
        root = sqrt(total[0] + epsilon)
        rate = learning_rate * distance[0] / root if root > 0.0 else 0.0
        for d in range(point.shape[0]):
            point[d, 0] -= rate * gradient[d, 0]
        slope_at(world, point, height, gradient)
        return False

    @classmethod
    def marks(cls, moment: Moment) -> tuple[Mark, ...]:
        return reach(moment, float(moment.after["distance"][0]))


@dataclass(frozen=True)
class DoWG(Optimizer):
    """DoG in which slopes met far from the start count more: its steps shrink less."""

    key = "dowg"
    name = "DoWG"
    group = "step rules"
    unminded = ("shift", "turn", "mirror", "height")
    equation = "r ← max(r, ‖x − x₀‖);  G ← G + r² ‖g‖²;  x ← x − η r² / (√G + ε) · g"
    source = "Khaled, Mishchenko and Jin 2023"
    differs = (
        "Same as optax.contrib.dowg, where r begins at √ε = 0.01 unless told. torch and Keras "
        "have no DoWG."
    )
    draws = "The points; the circle is how far it has been from the start."
    symbols = {"distance": "r", "total": "G", "origin": "x₀"}
    suggests = {"first_distance": of_width(0.001, net=0.01)}

    learning_rate: float = learning_rate(1.0, "What its own choice of a rate is multiplied with")
    first_distance: float = first_distance(0.01)
    epsilon: float = epsilon(1e-4)

    @staticmethod
    @whole_rule(
        memory={"origin": VECTOR, "distance": NUMBER, "total": NUMBER}, calls=(away, squared)
    )
    def step(
        point: Array,
        height: Array,
        gradient: Array,
        origin: Array,
        distance: Array,
        total: Array,
        step: int,
        world: World,
        learning_rate: float,
        first_distance: float,
        epsilon: float,
    ) -> bool:
        far = sqrt(away(point, origin, step))
        distance[0] = max(first_distance if step == 1 else distance[0], far)
        square = distance[0] * distance[0]
        total[0] += square * squared(gradient)
        root = sqrt(total[0]) + epsilon
        rate = learning_rate * square / root if root > 0.0 else 0.0
        for d in range(point.shape[0]):
            point[d, 0] -= rate * gradient[d, 0]
        slope_at(world, point, height, gradient)
        return False

    @classmethod
    def marks(cls, moment: Moment) -> tuple[Mark, ...]:
        return reach(moment, float(moment.after["distance"][0]))
