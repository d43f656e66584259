"""Line searches: straight downhill, as far as two conditions say, or to the lowest place ahead."""

from dataclasses import dataclass

from explorer.core.array import Array
from explorer.core.line_search import WOLFE, downhill
from explorer.core.optimizer import NUMBER, Optimizer, whole_rule
from explorer.core.probe import World
from explorer.core.suggesting import of_width, per_curvature
from explorer.core.usual_settings import decrease, first_rate, flatness, longest_step

__all__ = ["ExactLineSearch", "StrongWolfe"]


TRIED = "What the first search tries first: times the gradient; later ones begin with the last"


@dataclass(frozen=True)
class StrongWolfe(Optimizer):
    """Go straight downhill until it is lower by enough, and the way ahead has become flatter.

    The second condition keeps steps from being too short. It ends where nothing lower is found.
    """

    key = "strong-wolfe"
    name = "Strong Wolfe search"
    group = "step rules"
    unminded = ("shift", "turn", "mirror", "height")
    cost = "1 to 25 gradients, mostly 1 to 4"
    equation = (
        "find η with f(x − η g) ≤ f(x) − c₁ η |g|² and |g(x − η g)·g| ≤ c₂ |g|²;  x ← x − η g"
    )
    source = "Wolfe 1969; Nocedal and Wright 2006, algorithms 3.5 and 3.6"
    differs = (
        "SciPy and torch search so within BFGS and L-BFGS; here it is along the plain gradient. "
        "Where it brackets, it takes the lowest place of a cubic, as torch does; SciPy first "
        "tries the search of Moré and Thuente."
    )
    symbols = {"rate": "η"}
    suggests = {"first": per_curvature(1.0), "longest": of_width(0.25, rough=0.1)}

    first: float = first_rate(TRIED)
    decrease: float = decrease()
    flatness: float = flatness(0.4, main=True)
    longest: float = longest_step()

    @staticmethod
    @whole_rule(memory={"rate": NUMBER}, calls=(*WOLFE, downhill))
    def step(
        point: Array,
        height: Array,
        gradient: Array,
        rate: Array,
        step: int,
        world: World,
        first: float,
        decrease: float,
        flatness: float,
        longest: float,
    ) -> bool:
        if step == 1:
            rate[0] = first
        return downhill(world, point, height, gradient, rate, longest, decrease, flatness)


@dataclass(frozen=True)
class ExactLineSearch(Optimizer):
    """Go straight downhill to the lowest place ahead, then turn: always by a right angle.

    In a narrow valley that makes a zigzag of short steps, however well each is chosen. The lowest
    place is the first that the search comes upon, where the slope along the way has vanished.
    """

    key = "exact-line-search"
    name = "Exact line search"
    group = "step rules"
    unminded = ("shift", "turn", "mirror", "height")
    cost = "2 to 25 gradients, mostly 2 to 6"
    equation = "η = argmin f(x − η g), where g(x − η g)·g = 0;  x ← x − η g"
    source = "Cauchy 1847; Nocedal and Wright 2006, section 3.3"
    differs = (
        "SciPy's minimize_scalar finds the lowest place on a line from values alone; here slopes "
        "are used as well, and the slope along the way is brought down to a millionth."
    )
    symbols = {"rate": "η"}
    suggests = {"first": per_curvature(1.0), "longest": of_width(0.25, rough=0.1)}

    first: float = first_rate(TRIED)
    longest: float = longest_step()

    @staticmethod
    @whole_rule(memory={"rate": NUMBER}, calls=(*WOLFE, downhill))
    def step(
        point: Array,
        height: Array,
        gradient: Array,
        rate: Array,
        step: int,
        world: World,
        first: float,
        longest: float,
    ) -> bool:
        if step == 1:
            rate[0] = first
        return downhill(world, point, height, gradient, rate, longest, 0.0, 1e-6)
