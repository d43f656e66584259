"""The optimizers, in the order of the menu."""

from explorer.core.optimizer import Optimizer
from explorer.core.optimizers.adabelief import AdaBelief
from explorer.core.optimizers.adadelta import Adadelta
from explorer.core.optimizers.adafactor import Adafactor
from explorer.core.optimizers.adagrad import Adagrad
from explorer.core.optimizers.adam import Adam
from explorer.core.optimizers.adamax import Adamax
from explorer.core.optimizers.adamw import AdamW
from explorer.core.optimizers.adan import Adan
from explorer.core.optimizers.ademamix import AdEMAMix
from explorer.core.optimizers.adopt import ADOPT
from explorer.core.optimizers.amsgrad import AMSGrad
from explorer.core.optimizers.armijo import Armijo
from explorer.core.optimizers.averaged_descent import AveragedDescent
from explorer.core.optimizers.barzilai_borwein import BarzilaiBorwein
from explorer.core.optimizers.basin_hopping import BasinHopping
from explorer.core.optimizers.bfgs import BFGS, LBFGS
from explorer.core.optimizers.cma_es import CMAES
from explorer.core.optimizers.compass_search import CompassSearch
from explorer.core.optimizers.conjugate_gradient import ConjugateGradient
from explorer.core.optimizers.damped_newton import DampedNewton
from explorer.core.optimizers.differential_evolution import DifferentialEvolution
from explorer.core.optimizers.distance_over_gradients import DoG, DoWG
from explorer.core.optimizers.evolution import OnePlusOne
from explorer.core.optimizers.gauss_newton import GaussNewton, LevenbergMarquardt
from explorer.core.optimizers.gradient_descent import GradientDescent
from explorer.core.optimizers.langevin import Langevin
from explorer.core.optimizers.lion import Lion
from explorer.core.optimizers.lookahead import Lookahead, LookaheadAdam
from explorer.core.optimizers.momentum import Momentum, Nesterov
from explorer.core.optimizers.nadam import NAdam
from explorer.core.optimizers.nelder_mead import NelderMead
from explorer.core.optimizers.nesterov_convex import NesterovConvex
from explorer.core.optimizers.newton import Newton
from explorer.core.optimizers.newton_cg import NewtonCG
from explorer.core.optimizers.noisy_gradient_descent import NoisyGradientDescent
from explorer.core.optimizers.novograd import NovoGrad
from explorer.core.optimizers.nudge import Nudge
from explorer.core.optimizers.one_at_a_time import OneAtATime
from explorer.core.optimizers.optimistic_descent import OptimisticDescent
from explorer.core.optimizers.particle_swarm import ParticleSwarm
from explorer.core.optimizers.polyak_step import MoMo, PolyakStep
from explorer.core.optimizers.prodigy import DAdaptAdam, Prodigy
from explorer.core.optimizers.radam import RAdam
from explorer.core.optimizers.random_search import RandomSearch
from explorer.core.optimizers.rmsprop import RMSprop
from explorer.core.optimizers.rprop import Rprop
from explorer.core.optimizers.saddle_free_newton import SaddleFreeNewton
from explorer.core.optimizers.sam import SAM
from explorer.core.optimizers.schedule_free import ScheduleFree, ScheduleFreeAdamW
from explorer.core.optimizers.sign_descent import NormalisedDescent, SignDescent
from explorer.core.optimizers.simulated_annealing import SimulatedAnnealing
from explorer.core.optimizers.sophia import Sophia
from explorer.core.optimizers.sr1 import SR1
from explorer.core.optimizers.strong_wolfe import ExactLineSearch, StrongWolfe
from explorer.core.optimizers.trust_region import TrustRegion
from explorer.core.optimizers.yogi import Yogi

__all__ = ["OPTIMIZERS"]

OPTIMIZERS: dict[str, type[Optimizer]] = {
    kind.key: kind
    for kind in (
        GradientDescent,
        Momentum,
        Nesterov,
        NesterovConvex,
        AveragedDescent,
        OptimisticDescent,
        Lookahead,
        ScheduleFree,
        SAM,
        NormalisedDescent,
        SignDescent,
        NoisyGradientDescent,
        Langevin,
        Adagrad,
        RMSprop,
        Adadelta,
        Adam,
        AdamW,
        AMSGrad,
        Adamax,
        NAdam,
        RAdam,
        AdaBelief,
        Yogi,
        Adan,
        AdEMAMix,
        ADOPT,
        NovoGrad,
        Adafactor,
        Rprop,
        Lion,
        LookaheadAdam,
        ScheduleFreeAdamW,
        Prodigy,
        DAdaptAdam,
        Armijo,
        StrongWolfe,
        ExactLineSearch,
        PolyakStep,
        MoMo,
        BarzilaiBorwein,
        DoG,
        DoWG,
        Newton,
        DampedNewton,
        SaddleFreeNewton,
        NewtonCG,
        TrustRegion,
        BFGS,
        LBFGS,
        SR1,
        ConjugateGradient,
        GaussNewton,
        LevenbergMarquardt,
        Sophia,
        NelderMead,
        CompassSearch,
        OnePlusOne,
        CMAES,
        OneAtATime,
        Nudge,
        RandomSearch,
        SimulatedAnnealing,
        BasinHopping,
        DifferentialEvolution,
        ParticleSwarm,
    )
}
