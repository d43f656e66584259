"""Losses and accuracies, against the textbook written anew."""

import numpy as np
import pytest

from explorer.core.param import SettingError


def loss_of(raw, targets):
    """Cross-entropy from its definition."""
    chance = 1 / (1 + np.exp(-raw))
    return -(targets * np.log(chance) + (1 - targets) * np.log(1 - chance)).mean()


@pytest.mark.parametrize("name", ["two classes", "relu", "batches"])
@pytest.mark.parametrize("step", [0, 17, -1])
def test_losses_and_accuracies_are_those_of_the_weights_at_the_step(
    name, step, ended, read, forward
):
    one = ended(name)
    net, weights = one.run.landscape, one.trace.points[step]
    data, right = net.data_set, {}
    for part, key in (("train", "train"), ("held-out", "held-out")):
        rows = data.rows(part)
        raw, targets = forward(net, weights, data.inputs[rows]), data.targets[rows]
        assert read(f"{key}-loss", one, step=step) == pytest.approx(loss_of(raw, targets))
        right[key] = ((raw > 0) == (targets > 0.5)).mean()
        assert read(f"{key}-accuracy", one, step=step) == pytest.approx(right[key])
    assert read("gap", one, step=step) == pytest.approx(right["train"] - right["held-out"])


def test_what_cannot_be_said_is_refused(ended, read):
    with pytest.raises(SettingError, match="none is right or wrong"):
        read("train-accuracy", ended("a curve"))
    for key in ("held-out-loss", "held-out-accuracy", "gap"):
        with pytest.raises(SettingError, match="No examples are held out"):
            read(key, ended("nothing held out"))


def test_an_answer_to_an_example(ended, held, read, forward, rows_of):
    one = ended("two classes")
    net, weights = one.run.landscape, one.trace.points[-1]
    raw = forward(net, weights, [(0.3, -2.0)])[0]
    assert read("answer-at", one, a=0.3, b=-2.0) == pytest.approx(1 / (1 + np.exp(-raw)))
    wave = ended("a curve")
    w = wave.trace.points[-1]
    hidden = np.sin(w[:6] * 0.7 + w[6:12])
    assert read("answer-at", wave, a=0.7, b=99.0) == pytest.approx(hidden @ w[12:18] + w[18])
    sine = ended("a net of one weight")
    pitch = sine.trace.points[5, 0]
    assert read("answer-at", sine, a=1.5, step=5) == pytest.approx(np.sin(pitch * 1.5))
