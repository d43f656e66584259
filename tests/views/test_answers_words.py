"""What the picture of the answers says: titles for panels of any width."""

import numpy as np
import pytest

from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.tiny_net import TinyNet
from explorer.views.answers_learner import Answered, learner
from explorer.views.answers_words import titles


@pytest.mark.parametrize(("key", "loss"), [("moons", "cross-entropy"), ("sine", "squared")])
@pytest.mark.parametrize("choosing", [0.0, 0.3])
def test_titles_get_shorter_and_keep_training_beside_what_is_held_out(key, loss, choosing):
    net = TinyNet(DataPlan(key, choosing=choosing), (4,), loss=loss)
    said = titles(Answered(learner(net), np.array(net.suggested_start)))
    lengths = [len(title) for title in said]
    assert lengths == sorted(lengths, reverse=True)
    assert lengths[-1] < lengths[0]
    assert all("train" in title and "held-out" in title for title in said)
    assert ("for choosing" in said[0]) == (choosing > 0)
    assert "for choosing" not in said[-1]
