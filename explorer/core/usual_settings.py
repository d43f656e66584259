"""Usual settings: those that many rules have, with one range and one explanation for all."""

from explorer.core.param import choice, param

__all__ = ["beta1", "beta2", "epsilon", "epsilon_place", "kept", "learning_rate"]
__all__ += ["decrease", "first_rate", "flatness", "longest_step", "weight_decay"]


def learning_rate(default: float, help: str = "Length of a step: times the gradient") -> float:  # noqa: A002
    """Return the declaration of a learning rate; 0 stands still, a huge one flies away."""
    rate: float = param(default, 0.0, 1e9, help, log=True, slider_low=1e-6, slider_high=10.0)
    return rate


def kept(default: float, help: str, *, label: str = "", main: bool = False) -> float:  # noqa: A002
    """Return the declaration of the share of a mean that a step keeps; 1 would never learn."""
    share: float = param(default, 0.0, 0.999999, help, main=main, label=label)
    return share


def beta1(default: float = 0.9) -> float:
    """Return the declaration of the share of the mean slope that a step keeps."""
    return kept(default, "Share of the mean slope that is kept", label="β₁")


def beta2(default: float = 0.999) -> float:
    """Return the declaration of the share of the squared slopes that a step keeps."""
    return kept(default, "Share of the squared slopes kept", label="β₂")


def epsilon(
    default: float = 1e-8,
    help: str = "Added to the root, against a division by zero",  # noqa: A002
) -> float:
    """Return the declaration of ε; a large one makes the steps as short as the slopes are."""
    number: float = param(
        default,
        0.0,
        1e9,
        help,
        log=True,
        main=False,
        label="ε",
        slider_low=min(default, 1e-12),
        slider_high=1.0,
    )
    return number


def epsilon_place() -> int:
    """Return the declaration of where ε stands: 0 beside the root, 1 under it."""
    place: int = choice(
        0,
        ("beside the root", "under the root"),
        "Where ε is added: torch adds it to the root, Keras and Optax to what is under it",
        main=False,
        label="place of ε",
    )
    return place


def decrease() -> float:
    """Return the declaration of the first number of the Wolfe conditions."""
    share: float = param(
        1e-4,
        0.0,
        0.5,
        "Share of the fall that the slope promises which a step must bring",
        label="c₁",
        main=False,
    )
    return share


def flatness(default: float, *, main: bool = False) -> float:
    """Return the declaration of the second number of the Wolfe conditions."""
    share: float = param(
        default,
        1e-6,
        1.0,
        "Share of the slope along the way that may be left; small: a nearly exact search",
        log=True,
        label="c₂",
        main=main,
    )
    return share


def first_rate(help: str) -> float:  # noqa: A002
    """Return the declaration of a rate for the first step, or its first trial."""
    rate: float = param(
        0.01, 0.0, 1e9, help, log=True, label="first rate", slider_low=1e-6, slider_high=10.0
    )
    return rate


def longest_step() -> float:
    """Return the declaration of the longest step that a rule may take."""
    longest: float = param(
        0.0,
        0.0,
        1e9,
        "No step is longer than this; 0: any length. Where the slope fades it leaps",
        main=False,
        label="longest step",
        slider_high=10.0,
    )
    return longest


def weight_decay() -> float:
    """Return the declaration of a pull to the origin, which a rule adds to its own step."""
    pull: float = param(
        0.0,
        0.0,
        1e6,
        "Share of the coordinates, times the learning rate, that a step takes away: it pulls to "
        "the origin, and so moves the minimum",
        main=False,
        slider_high=1.0,
    )
    return pull
