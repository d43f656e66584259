"""Configuring: settings by name, with extras and words, or one sentence."""

import pytest

from explorer.core.configuring import configured, with_settings
from explorer.core.extras import SCHEDULES, Extras
from explorer.core.landscapes import LANDSCAPES
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.param import SettingError, params
from explorer.core.suggestion import suggested

HIMMELBLAU = LANDSCAPES["himmelblau"]


def test_what_is_not_given_is_suggested_and_extras_are_put_around():
    found = configured("adam", HIMMELBLAU, {"beta1": 0.8, "clip": 2.0, "schedule": "warm-restarts"})
    assert found.learning_rate == suggested(OPTIMIZERS["adam"], HIMMELBLAU).learning_rate
    assert (found.beta1, found.extras.clip) == (0.8, 2.0)
    assert SCHEDULES[found.extras.schedule] == "warm restarts"


@pytest.mark.parametrize("kind", OPTIMIZERS.values(), ids=OPTIMIZERS.keys())
def test_every_setting_can_be_given_by_name(kind):
    usual = kind()
    given = {name: getattr(usual, name) for name in params(kind)}
    words = {name: one.words[int(given[name])] for name, one in params(kind).items() if one.words}
    assert with_settings(usual, given | words) == usual


@pytest.mark.parametrize(
    ("key", "settings", "words"),
    [
        ("adam", {"beta3": 1}, "no setting of adam called 'beta3'"),
        ("adam", {"clip": -1}, "The clip must lie between 0"),
        ("adam", {"schedule": "sometimes"}, "must be one of constant, step"),
        ("adam", {"learning_rate": "fast"}, "learning rate must be a number"),
        ("nelder-mead", {"schedule": "cosine"}, "has no learning rate that could follow"),
        ("nelder-mead", {"clip": 1}, "uses no gradient"),
        ("adamm", {}, "Did you mean adam"),
    ],
)
def test_what_is_not_known_is_said_in_one_sentence(key, settings, words):
    with pytest.raises(SettingError, match=words):
        configured(key, HIMMELBLAU, settings)


def test_no_extras_are_nothing():
    assert Extras().is_nothing
    assert not Extras(warm_up=3).is_nothing
