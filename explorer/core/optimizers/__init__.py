"""The optimizers, in the order of the menu."""

from explorer.core.optimizer import Optimizer
from explorer.core.optimizers.adagrad import Adagrad
from explorer.core.optimizers.adam import Adam
from explorer.core.optimizers.gradient_descent import GradientDescent
from explorer.core.optimizers.momentum import Momentum, Nesterov
from explorer.core.optimizers.nelder_mead import NelderMead
from explorer.core.optimizers.newton import Newton
from explorer.core.optimizers.noisy_gradient_descent import NoisyGradientDescent
from explorer.core.optimizers.nudge import Nudge
from explorer.core.optimizers.one_at_a_time import OneAtATime
from explorer.core.optimizers.rmsprop import RMSprop

__all__ = ["OPTIMIZERS"]

OPTIMIZERS: dict[str, type[Optimizer]] = {
    kind.key: kind
    for kind in (
        GradientDescent,
        Momentum,
        Nesterov,
        Adagrad,
        RMSprop,
        Adam,
        Newton,
        NelderMead,
        NoisyGradientDescent,
        OneAtATime,
        Nudge,
    )
}
