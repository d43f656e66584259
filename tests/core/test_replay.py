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
# two settings of ours, and "" is none: it is the only one that we have.
NAMES = {
    "lr": "learning_rate",
    "momentum": "momentum",
    "dampening": "dampening",
    "weight_decay": "weight_decay",
    "eps": "epsilon",
    "betas": ("beta1", "beta2"),
    "b1": "beta1",
    "b2": "beta2",
    "b3": "beta3",
    "nesterov": "",
    "amsgrad": "",
}
CONFIGURATIONS = {
    "sgd": Ours("gradient-descent"),
    "sgd_momentum": Ours("momentum"),
    "sgd_weight_decay": Ours("momentum", {"weight_decay": "extras.weight_decay"}),
    "sgd_nesterov": Ours("nesterov"),
    "adagrad": Ours("adagrad", {"lr_decay": "decay", "initial_accumulator_value": "initial"}),
    "adagrad_decay": Ours("adagrad", {"lr_decay": "decay", "initial_accumulator_value": "initial"}),
    "rmsprop": Ours("rmsprop", {"alpha": "decay"}),
    "rmsprop_big_eps": Ours("rmsprop", {"alpha": "decay"}),
    "adam": Ours("adam"),
    "adam_big_eps": Ours("adam"),
    "adam_default": Ours("adam"),
    "adam_l2": Ours("adam", {"weight_decay": "extras.weight_decay"}),
}


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
            settings[target] = value
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
