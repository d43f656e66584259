"""Finding an optimizer or a landscape by words: a name, another name for it, what it is about."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from explorer.core.landscape import Landscape
from explorer.core.optimizer import Optimizer

__all__ = ["OTHER_NAMES", "idea", "is_own", "landscape_rank", "optimizer_rank", "summary"]

# What people and libraries also call them, where nothing of it is in the name or the key.
OTHER_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "gradient-descent": "SGD steepest descent vanilla torch.optim.SGD keras.optimizers.SGD",
        "momentum": "SGD heavy ball Polyak torch.optim.SGD",
        "nesterov": "NAG SGD accelerated gradient look-ahead",
        "nesterov-convex": "NAG FISTA accelerated gradient",
        "averaged-gradient-descent": "ASGD SWA Polyak averaging mean torch.optim.ASGD",
        "optimistic-gradient-descent": "OGDA optimistic",
        "lookahead": "slow weights",
        "schedule-free": "SGD",
        "sam": "sharpness-aware minimization flat minima",
        "normalised-gradient-descent": "NGD normalized",
        "sign-descent": "signSGD",
        "noisy-gradient-descent": "noisy SGD perturbed",
        "langevin": "SGLD",
        "adamw": "decoupled weight decay",
        "adamax": "infinity norm",
        "nadam": "Nesterov Adam",
        "radam": "rectified warm-up",
        "adan": "Nesterov",
        "lookahead-adam": "slow weights",
        "prodigy": "parameter-free learning-rate-free",
        "d-adaptation": "parameter-free learning-rate-free DAdapt",
        "dog": "distance over gradients parameter-free learning-rate-free",
        "dowg": "distance over weighted gradients parameter-free learning-rate-free",
        "rprop": "resilient backpropagation",
        "lion": "evolved sign momentum",
        "armijo": "line search sufficient decrease",
        "strong-wolfe": "line search curvature condition",
        "exact-line-search": "Cauchy steepest descent",
        "polyak-step": "SPS stochastic Polyak",
        "momo": "model-based momentum",
        "barzilai-borwein": "BB spectral gradient",
        "newton": "Newton-Raphson",
        "damped-newton": "modified regularized line search",
        "newton-cg": "Hessian-free truncated",
        "trust-region": "dogleg Steihaug Cauchy point",
        "sr1": "quasi-Newton symmetric rank one",
        "conjugate-gradient": "CG nonlinear Fletcher-Reeves Polak-Ribière Hestenes-Stiefel",
        "bfgs": "quasi-Newton Broyden Fletcher Goldfarb Shanno",
        "l-bfgs": "LBFGS quasi-Newton limited memory torch.optim.LBFGS",
        "nelder-mead": "downhill simplex amoeba fminsearch",
        "compass-search": "pattern search coordinate search",
        "one-plus-one": "evolution strategy evolutionary one-fifth rule",
        "cma-es": "covariance matrix adaptation evolution strategy evolutionary",
        "one-at-a-time": "finite differences numerical gradient",
        "random-search": "pure random Monte Carlo",
        "simulated-annealing": "SA Metropolis thermal",
        "basin-hopping": "Monte Carlo minimization iterated local search",
        "differential-evolution": "DE evolutionary genetic population",
        "particle-swarm": "PSO population",
    }
)


def idea(thing: object) -> str:
    """Return what a class says of itself, all of it, as one line."""
    return " ".join((thing.__doc__ or "").split())


def summary(thing: object) -> str:
    """Return the first paragraph of what a class says of itself, as one line."""
    return " ".join((thing.__doc__ or "").strip().split("\n\n")[0].split())


def is_own(kind: type[Optimizer]) -> bool:
    """Tell whether an optimizer comes from a file of the user's own."""
    return not kind.__module__.startswith("explorer.")


def optimizer_rank(kind: type[Optimizer], words: Sequence[str]) -> int | None:
    """Return how well an optimizer fits the words: 0 by its names, 1 by what is said of it.

    Its group counts as a name. None where a word occurs nowhere; case and hyphens do not matter.
    """
    other = "yours" if is_own(kind) else OTHER_NAMES.get(kind.key, "")
    named = (kind.name, kind.key, kind.group, other)
    said = (idea(kind), kind.source, kind.cost, kind.draws, kind.differs)
    return _rank(words, named, said)


def landscape_rank(row: Landscape, words: Sequence[str]) -> int | None:
    """Return how well a landscape fits the words: 0 by its name, 1 by what is said of it.

    That is its line, its tags, its source and its formula. None where a word occurs nowhere.
    """
    said = (row.line, row.source, row.formula, f"{row.dim}-D {row.dim}D", *row.tags)
    return _rank(words, (row.name, row.key), said)


def _rank(words: Sequence[str], named: Iterable[str], said: Iterable[str]) -> int | None:
    wanted = [plain for word in words for plain in _plain(word).split()]
    names = _plain(" ".join(named))
    if all(word in names for word in wanted):
        return 0
    everything = f"{names} {_plain(' '.join(said))}"
    return 1 if all(word in everything for word in wanted) else None


def _plain(text: str) -> str:
    """Return a text without case, and with blanks for what joins words: "nelder mead"."""
    return text.casefold().translate(_JOINTS)


_JOINTS = str.maketrans(dict.fromkeys("-‐–_/", " "))
