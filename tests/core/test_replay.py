"""Replay: our rules step as those of torch and Optax do, as long as their runs are not chaotic.

Each configuration that was recorded is one of our rules with some of its settings.
"""

import json
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from explorer.core.descent import descend
from explorer.core.extras import Extras
from explorer.core.inside import inside
from explorer.core.landscape import typed
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.run import Run

RECORDS = json.loads(
    (Path(__file__).parents[1] / "reference" / "trajectories.json").read_text("utf-8")
)
# The formulas as the records have them: another order of terms rounds differently, and a run that
# rests on a minimum to the last bit can leave it again by rounding alone.
LANDSCAPES = {name: typed(text) for name, text in RECORDS["meta"]["functions"].items()}


@dataclass(frozen=True)
class Ours:
    """Which of our rules a configuration is; `drawn` is what they call the points we draw."""

    key: str
    names: dict[str, str] = field(default_factory=dict)  # their name of a setting: ours
    fixed: dict[str, float] = field(default_factory=dict)  # what their names do not say
    drawn: str = "x"


# What a setting is called there and here, if the configuration does not say otherwise. A pair is
# two settings of ours; "" is none: ours has but what theirs is set to, or the rule says it.
NAMES = {
    "lr": "learning_rate",
    "momentum": "momentum",
    "dampening": "dampening",
    "weight_decay": "weight_decay",
    "momentum_decay": "momentum_decay",
    "eps": "epsilon",
    "betas": ("beta1", "beta2"),
    "b1": "beta1",
    "b2": "beta2",
    "b3": "beta3",
    "nesterov": "",
    "amsgrad": "",
    "threshold": "",
    "eps_root": "",
    "weight_lr_power": "",
    "beta3": "",
    "clip": "",
    "clip_threshold": "",
    "hessian": "",
}
DECAY = {"weight_decay": "extras.weight_decay"}  # torch's own, where it is no AdamW
ADAGRAD = {"lr_decay": "decay", "initial_accumulator_value": "initial"}
ESTIMATE = {"d0": "first_distance"}
CONFIGURATIONS = {
    "sgd": Ours("gradient-descent"),
    "sgd_momentum": Ours("momentum"),
    "sgd_momentum_dampening": Ours("momentum"),
    "sgd_weight_decay": Ours("momentum", DECAY),
    "sgd_nesterov": Ours("nesterov"),
    "asgd": Ours("averaged-gradient-descent", {"lambd": "decay", "alpha": "power", "t0": "quiet"}),
    "optimistic_gd": Ours("optimistic-gradient-descent", {"alpha": "", "beta": "foresight"}),
    "lookahead_sgd": Ours("lookahead", {"sync_period": "period", "slow_step_size": "share"}),
    "schedule_free_sgd": Ours("schedule-free", drawn="slow_or_eval_x"),
    "sam_sgd": Ours("sam", {"rho": "radius"}),
    "adagrad": Ours("adagrad", ADAGRAD),
    "adagrad_decay": Ours("adagrad", ADAGRAD),
    "adagrad_optax": Ours("adagrad", ADAGRAD, {"place": 1}),
    "rmsprop": Ours("rmsprop", {"alpha": "decay"}),
    "rmsprop_big_eps": Ours("rmsprop", {"alpha": "decay"}),
    "rmsprop_centered_momentum": Ours("rmsprop", {"alpha": "decay", "centered": "centred"}),
    "rmsprop_optax": Ours("rmsprop", {"decay": "decay", "eps_in_sqrt": "place"}),
    "adadelta": Ours("adadelta", {"rho": "decay"}),
    "adam": Ours("adam"),
    "adam_big_eps": Ours("adam"),
    "adam_default": Ours("adam"),
    "adam_l2": Ours("adam", DECAY),
    "adamw": Ours("adamw"),
    "adamw_wd": Ours("adamw"),
    "adam_amsgrad": Ours("amsgrad"),
    "amsgrad_optax": Ours("amsgrad", fixed={"order": 1}),
    "adamax": Ours("adamax"),
    "nadam": Ours("nadam"),
    "nadam_default": Ours("nadam"),
    "nadam_optax": Ours("nadam", fixed={"course": 1}),
    "radam": Ours("radam"),
    "radam_b2_0.9": Ours("radam"),
    "radam_optax": Ours("radam"),
    "adabelief": Ours("adabelief"),
    "yogi": Ours("yogi", {"initial_accumulator_value": "initial"}),
    "adan": Ours("adan", fixed={"weight": 1}),
    "ademamix": Ours("ademamix", {"alpha": "mixture"}),
    "adopt": Ours("adopt"),
    "novograd": Ours("novograd"),
    "adafactor": Ours("adafactor"),
    "rprop": Ours(
        "rprop",
        {"lr": "size", "etas": ("shrinkage", "growth"), "step_sizes": ("shortest", "longest")},
    ),
    "lion": Ours("lion"),
    "lookahead_adam": Ours("lookahead-adam", {"sync_period": "period", "slow_step_size": "share"}),
    "schedule_free_adamw": Ours("schedule-free-adamw", drawn="slow_or_eval_x"),
    "prodigy": Ours("prodigy", ESTIMATE),
    "dadapt_adamw": Ours("d-adaptation", ESTIMATE),
    "dog": Ours("dog", {"init_distance": "first_distance"}),
    "dowg": Ours("dowg", fixed={"first_distance": 0.01}),
    "polyak_sgd": Ours("polyak-step", {"f_min": "lowest", "max_learning_rate": ""}),
    "momo": Ours("momo", {"beta": "beta", "lower_bound": "lowest"}),
    "sophia_exact_diag": Ours("sophia", {"gamma": "scale", "update_interval": "period"}),
}
# Those that end by tolerances of their own, see test_second_order.py.
ELSEWHERE = {"lbfgs_strong_wolfe", "lbfgs_fixed_step"}


def configured(record):
    """Return our optimizer with the settings of a recorded run."""
    ours = CONFIGURATIONS[record["optimizer"]]
    settings, extras = dict(ours.fixed), {}
    for name, value in record["hyperparameters"].items():
        target = ours.names.get(name, NAMES.get(name))
        assert target is not None, name
        if isinstance(target, tuple):
            settings.update(zip(target, value, strict=True))
        elif target.startswith("extras."):
            extras[target.removeprefix("extras.")] = value
        elif target:
            settings[target] = int(value) if isinstance(value, bool) else value
    return OPTIMIZERS[ours.key](**settings, extras=Extras(**extras))


def recorded(configuration):
    """Return the runs of a configuration, each with its records, in the order of the records."""
    records = [
        record
        for record in (*RECORDS["torch"], *RECORDS["optax"])
        if record["optimizer"] == configuration
    ]
    runs = [
        Run(LANDSCAPES[r["function"]], configured(r), tuple(r["start"]), 50, tolerance=0.0)
        for r in records
    ]
    return runs, records


@pytest.mark.parametrize("configuration", CONFIGURATIONS)
def test_steps_are_those_of_torch_and_optax(configuration):
    runs, records = recorded(configuration)
    assert records
    for trace, record in zip(descend(runs), records, strict=True):
        theirs = np.array(record[CONFIGURATIONS[configuration].drawn])
        ours = trace.points[: len(theirs)]
        place = f"{record['function']} from {record['start']}"
        assert ours.shape == (record["comparable_steps"] + 1, 2), place
        assert np.all(np.abs(ours - theirs) <= 1e-9 * np.maximum(1, np.abs(theirs))), place


def test_every_recorded_configuration_is_one_of_ours():
    names = {record["optimizer"] for record in (*RECORDS["torch"], *RECORDS["optax"])}
    assert set(CONFIGURATIONS) | ELSEWHERE == names


def test_what_is_marked_is_what_they_hold_beside_the_points():
    (averaged, *_), (record, *_) = recorded("asgd")
    theirs = record["final_state"]["ax"]
    assert inside(averaged).moment(50).after["mean"] == pytest.approx(theirs, rel=1e-9)
    runs, records = recorded("lookahead_adam")
    notes = inside(runs[0])
    ours = [notes.moment(step).after["slow"] for step in range(1, 51)]
    np.testing.assert_allclose(ours, records[0]["slow_or_eval_x"][1:], rtol=1e-9, atol=1e-9)
    runs, records = recorded("schedule_free_adamw")
    notes = inside(runs[0])
    ours = [notes.moment(step).looks[0, 1:] for step in range(2, 51)]
    np.testing.assert_allclose(ours, records[0]["x"][1:50], rtol=1e-9, atol=1e-9)
