"""NovoGrad: momentum of slopes that are first brought to one length."""

from dataclasses import dataclass
from math import sqrt

from explorer.core.array import Array
from explorer.core.optimizer import NUMBER, VECTOR, Optimizer, whole_rule
from explorer.core.probe import World, slope_at
from explorer.core.suggesting import of_width
from explorer.core.usual_settings import beta1, epsilon, kept, learning_rate

__all__ = ["NovoGrad"]


@dataclass(frozen=True)
class NovoGrad(Optimizer):
    """Divide the slope by its recent length, as one for all coordinates, then add momentum.

    Unlike Adam it keeps the direction of the slope, so turning the map does not matter to it.
    """

    key = "novograd"
    name = "NovoGrad"
    group = "adaptive"
    unminded = ("shift", "turn", "mirror", "height")
    equation = "s ← β₂ s + (1 − β₂) ‖g‖², first s = ‖g‖²;  m ← β₁ m + g / (√s + ε);  x ← x − η m"
    source = "Ginsburg, Castonguay, Hrinchuk, Kuchaiev, Lavrukhin, Leary, Li, Nguyen and Cohen 2019"
    differs = (
        "Same as optax.novograd, with one s for all coordinates. In a large net each layer has its "
        "own; here all weights are one layer. As new slopes are not scaled by 1 − β₁, its steps "
        "grow to ten times η. torch and Keras have no NovoGrad."
    )
    symbols = {"mean": "m", "square": "s"}
    heading = "mean"
    suggests = {"learning_rate": of_width(0.001, net=0.01, many=0.01)}

    learning_rate: float = learning_rate(0.01, "Length of the first step")
    beta1: float = beta1()
    beta2: float = kept(0.25, "Share of the squared length that is kept", label="β₂")
    epsilon: float = epsilon(1e-6)

    @staticmethod
    @whole_rule(memory={"mean": VECTOR, "square": NUMBER})
    def step(
        point: Array,
        height: Array,
        gradient: Array,
        mean: Array,
        square: Array,
        step: int,
        world: World,
        learning_rate: float,
        beta1: float,
        beta2: float,
        epsilon: float,
    ) -> bool:
        total = 0.0
        for d in range(point.shape[0]):
            total += gradient[d, 0] * gradient[d, 0]
        square[0] = total if step == 1 else beta2 * square[0] + (1.0 - beta2) * total
        root = sqrt(square[0]) + epsilon
        for d in range(point.shape[0]):
            mean[d] = beta1 * mean[d] + (gradient[d, 0] / root if root > 0.0 else 0.0)
            point[d, 0] -= learning_rate * mean[d]
        slope_at(world, point, height, gradient)
        return False
