"""Prodigy and D-Adaptation: Adam that finds its learning rate by itself while it walks."""

from dataclasses import dataclass
from math import sqrt

from explorer.core.array import Array
from explorer.core.optimizer import NUMBER, VECTOR, Optimizer, whole_rule
from explorer.core.param import param
from explorer.core.probe import World, slope_at
from explorer.core.suggesting import of_width
from explorer.core.usual_settings import beta1, beta2, epsilon, learning_rate

__all__ = ["DAdaptAdam", "Prodigy"]


def first_distance() -> float:
    """Return the declaration of the distance that is assumed before any is known."""
    distance: float = param(
        1e-3,
        1e-12,
        1e9,
        "The distance that is assumed at first; too small, it stands for long",
        log=True,
        label="first distance d₀",
        slider_low=1e-6,
        slider_high=1.0,
    )
    return distance


def largest_distance() -> float:
    """Return the declaration of a bound on the distance that is guessed."""
    distance: float = param(
        1e9,
        1e-12,
        1e9,
        "The distance is never taken for larger; beyond all bounds the guess runs away",
        log=True,
        main=False,
        label="largest distance",
        slider_low=1e-3,
        slider_high=1e3,
    )
    return distance


@dataclass(frozen=True)
class Prodigy(Optimizer):
    """Guess from below how far the minimum is, and step by that as Adam steps by its η.

    It stands still for a while, then finds that all slopes point one way, and gets going.
    """

    key = "prodigy"
    name = "Prodigy"
    group = "adaptive"
    unminded = ("shift", "mirror", "height")
    equation = (
        "ηₜ = η d √(1 − β₂ᵗ) / (1 − β₁ᵗ);  m ← β₁ m + (1 − β₁) d g;  s ← β₂ s + (1 − β₂) (d g)²;  "
        "q ← √β₂ q + ηₜ d g / d₀;  r ← √β₂ r + ηₜ d g·(x₀ − x) / d₀;  d ← max(d, r / Σ|q|);  "
        "x ← x − ηₜ m / (√s + d ε)"
    )
    source = "Mishchenko and Defazio 2024"
    differs = (
        "Same as optax.contrib.prodigy. There d₀ is 1e-6 unless told, with which it stands still "
        "for tens of steps on these maps. The authors' package leaves out the correction "
        "√(1 − β₂ᵗ) / (1 − β₁ᵗ) unless told. torch and Keras have no Prodigy."
    )
    symbols = {
        "origin": "x₀",
        "mean": "m",
        "square": "s",
        "pull": "q",
        "gain": "r",
        "distance": "d",
    }
    heading = "mean"
    suggests = {
        "first_distance": of_width(0.001, net=0.001),
        "largest_distance": of_width(0.25, net=0.1),
    }

    learning_rate: float = learning_rate(1.0, "What its own choice of a rate is multiplied with")
    first_distance: float = first_distance()
    largest_distance: float = largest_distance()
    beta1: float = beta1()
    beta2: float = beta2()
    epsilon: float = epsilon()

    @staticmethod
    @whole_rule(
        memory={
            "origin": VECTOR,
            "mean": VECTOR,
            "square": VECTOR,
            "pull": VECTOR,
            "gain": NUMBER,
            "distance": NUMBER,
            "powers": 2 * NUMBER,
        },
    )
    def step(
        point: Array,
        height: Array,
        gradient: Array,
        origin: Array,
        mean: Array,
        square: Array,
        pull: Array,
        gain: Array,
        distance: Array,
        powers: Array,
        step: int,
        world: World,
        learning_rate: float,
        first_distance: float,
        largest_distance: float,
        beta1: float,
        beta2: float,
        epsilon: float,
    ) -> bool:
        dim = point.shape[0]
        if step == 1:
            distance[0], powers[0], powers[1] = first_distance, 1.0, 1.0
            for d in range(dim):
                origin[d] = point[d, 0]
        powers[0] *= beta1
        powers[1] *= beta2
        size, keep = distance[0], sqrt(beta2)
        rate = size * learning_rate * sqrt(1.0 - powers[1]) / (1.0 - powers[0])
        way, total = 0.0, 0.0
        for d in range(dim):
            slope = size * gradient[d, 0]
            mean[d] = beta1 * mean[d] + (1.0 - beta1) * slope
            square[d] = beta2 * square[d] + (1.0 - beta2) * slope * slope
            pull[d] = keep * pull[d] + rate * slope / first_distance
            way += gradient[d, 0] * (origin[d] - point[d, 0])
            total += abs(pull[d])
        gain[0] = keep * gain[0] + size / first_distance * rate * way
        if total > 0.0:
            distance[0] = max(size, min(gain[0] / total, largest_distance))
        for d in range(dim):
            root = sqrt(square[d]) + distance[0] * epsilon
            point[d, 0] -= rate * mean[d] / root if root > 0.0 else 0.0
        slope_at(world, point, height, gradient)
        return False


@dataclass(frozen=True)
class DAdaptAdam(Optimizer):
    """Guess from below how far the minimum is, by how well slopes agree, and step as Adam does."""

    key = "d-adaptation"
    name = "D-Adaptation with Adam"
    group = "adaptive"
    unminded = ("shift", "mirror", "height")
    equation = (
        "ηₜ = η d √(1 − β₂ᵗ) / (1 − β₁ᵗ);  r ← √β₂ r + (1 − √β₂) ηₜ g·q / (√s + ε);  "
        "m ← β₁ m + (1 − β₁) ηₜ g;  s ← β₂ s + (1 − β₂) g²;  q ← √β₂ q + (1 − √β₂) ηₜ g;  "
        "d ← max(d, r / ((1 − √β₂) Σ|q|));  x ← x − m / (√s + ε)"
    )
    source = "Defazio and Mishchenko 2023"
    differs = (
        "Same as optax.contrib.dadapt_adamw without weight decay. There d₀ is 1e-6 unless told, "
        "with which it stands still for tens of steps on these maps. torch and Keras have none."
    )
    symbols = {"mean": "m", "square": "s", "pull": "q", "gain": "r", "distance": "d"}
    heading = "mean"
    suggests = {
        "first_distance": of_width(0.001, net=0.001),
        "largest_distance": of_width(0.25, net=0.1),
    }

    learning_rate: float = learning_rate(1.0, "What its own choice of a rate is multiplied with")
    first_distance: float = first_distance()
    largest_distance: float = largest_distance()
    beta1: float = beta1()
    beta2: float = beta2()
    epsilon: float = epsilon()

    @staticmethod
    @whole_rule(
        memory={
            "mean": VECTOR,
            "square": VECTOR,
            "pull": VECTOR,
            "gain": NUMBER,
            "distance": NUMBER,
            "powers": 2 * NUMBER,
        },
    )
    def step(
        point: Array,
        height: Array,
        gradient: Array,
        mean: Array,
        square: Array,
        pull: Array,
        gain: Array,
        distance: Array,
        powers: Array,
        step: int,
        world: World,
        learning_rate: float,
        first_distance: float,
        largest_distance: float,
        beta1: float,
        beta2: float,
        epsilon: float,
    ) -> bool:
        dim = point.shape[0]
        if step == 1:
            distance[0], powers[0], powers[1] = first_distance, 1.0, 1.0
        powers[0] *= beta1
        powers[1] *= beta2
        keep = sqrt(beta2)
        rate = distance[0] * learning_rate * sqrt(1.0 - powers[1]) / (1.0 - powers[0])
        agreed, total = 0.0, 0.0
        for d in range(dim):
            slope, root = gradient[d, 0], sqrt(square[d]) + epsilon
            agreed += slope * pull[d] / root if root > 0.0 else 0.0
            mean[d] = beta1 * mean[d] + (1.0 - beta1) * rate * slope
            square[d] = beta2 * square[d] + (1.0 - beta2) * slope * slope
            pull[d] = keep * pull[d] + (1.0 - keep) * rate * slope
            total += abs(pull[d])
        gain[0] = keep * gain[0] + (1.0 - keep) * rate * agreed
        if total > 0.0:
            guess = gain[0] / ((1.0 - keep) * total)
            distance[0] = max(distance[0], min(guess, largest_distance))
        for d in range(dim):
            root = sqrt(square[d]) + epsilon
            point[d, 0] -= mean[d] / root if root > 0.0 else 0.0
        slope_at(world, point, height, gradient)
        return False
