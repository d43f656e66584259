"""Nets, their data, their slices and recorded slices are kept whole in documents."""

import json
from dataclasses import replace

import numpy as np
import pytest

from explorer.core.landscapes import LANDSCAPES
from explorer.core.nets.activations import ACTIVATIONS
from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.data_sets import DATA_SETS
from explorer.core.nets.slice_plan import LAYERS, SLICES, SlicePlan
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.slice_of import slice_of
from explorer.session.edits import pick_landscape
from explorer.session.files import FileError, decode, encode, is_slice, read
from explorer.session.net_edits import (
    add_example,
    change_data,
    change_net,
    move_example,
    pick_net,
    set_dial,
    set_slice,
)
from explorer.session.opening import opening_document

RACE = pick_net(opening_document(), TinyNet(DataPlan(examples=12), hidden=(3, 2)))


def bowl(weights):
    return float((weights**2).sum())


def path(count=9, dim=5):
    turns = np.linspace(0.0, 2.0, count)[:, None]
    return np.cos(turns * np.arange(1, dim + 1))


def kept(document):
    return decode(encode(document)) == document


@pytest.mark.parametrize("key", DATA_SETS)
def test_a_net_on_every_data_set_is_kept(key):
    assert kept(change_data(RACE, key=key))


@pytest.mark.parametrize("key", [key for key, kind in DATA_SETS.items() if kind.dials])
def test_every_dial_of_every_data_set_is_kept(key):
    document = change_data(RACE, key=key, examples=12)
    for name, dial in DATA_SETS[key].dials.items():
        for value in (dial.param.low, dial.param.high):
            document = set_dial(document, name, value)
            assert kept(document)
    assert document.landscape.data.dials


def test_dials_in_another_order_or_at_their_default_mean_the_same():
    document = set_dial(set_dial(change_data(RACE, key="tanks"), "evened", 1), "dark_tanks", 0.5)
    stored = json.loads(encode(document))
    stored["landscape"]["data"]["dials"] = {"evened": 1.0, "light": 0.0, "dark_tanks": 0.5}
    assert decode(json.dumps(stored).encode()) == document


@pytest.mark.parametrize(
    "dials", [{"colour": 1.0}, {"light": 7.0}, {"light": 0.5}, {"dark_tanks": "half"}]
)
def test_a_dial_that_there_is_not_is_refused_in_a_sentence(dials):
    stored = json.loads(encode(change_data(RACE, key="tanks")))
    stored["landscape"]["data"]["dials"] = dials
    with pytest.raises(FileError, match=r"\.$"):
        decode(json.dumps(stored).encode())


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_every_activation_is_kept(activation):
    changes = {"l1": 0.1, "decay": 0.01, "batch": 4, "init": "he", "init_seed": 7}
    assert kept(change_net(RACE, activation=activation, **changes))


@pytest.mark.parametrize("kind", SLICES)
@pytest.mark.parametrize("layer", LAYERS)
def test_every_slice_is_kept(kind, layer):
    assert kept(set_slice(RACE, kind=kind, layer=layer, first=2, second=5, seed=3, matched=1))


def test_examples_of_ones_own_are_kept_with_their_parts():
    moved = add_example(move_example(RACE, 3, (5.0, -5.0)), (0.1, 0.2), 1.0)
    again = decode(encode(moved))
    assert again == moved
    assert (again.landscape.data_set.parts == moved.landscape.data_set.parts).all()


@pytest.mark.parametrize("key", [k for k, row in LANDSCAPES.items() if row.fit is not None])
def test_exact_nets_are_kept_with_the_examples_that_moved(key):
    race = pick_landscape(opening_document(), LANDSCAPES[key])
    assert kept(race)
    assert kept(move_example(race, 0, (0.123,)))


def test_a_recorded_slice_is_kept_with_what_is_no_number():
    found = slice_of(lambda w: np.inf if w[0] > 0.9 else bowl(w), path(), shape=(7, 6))
    race = pick_landscape(opening_document(), found)
    again = decode(encode(race))
    assert again.landscape.value(np.array([[0.0, 0.0]])) == found.value(np.array([[0.0, 0.0]]))
    assert again.landscape.recording.path == found.recording.path
    assert np.isnan(again.landscape.recording.losses[0])


def test_a_slice_in_a_file_of_arrays_is_opened_but_never_written_over(tmp_path, session):
    file = tmp_path / "path.npz"
    slice_of(bowl, path(), name="Mine").save(file)
    document = read(file)
    assert is_slice(file)
    assert (document.name, document.landscape.name) == ("Mine", "Mine")
    assert document.starts == (document.landscape.recording.path[0],)
    opened = session(begun=False)
    assert opened.open(file)
    assert opened.path is None


@pytest.mark.parametrize(
    "spoil",
    [
        lambda net: net.update(hidden=[17]),
        lambda net: net.update(hidden=[1] * 4),
        lambda net: net.update(activation="magic"),
        lambda net: net.update(loss="softmax"),
        lambda net: net["settings"].update(l2=-1.0),
        lambda net: net["settings"].update(cake=1.0),
        lambda net: net["data"].update(key="nowhere"),
        lambda net: net["data"].update(flaw="ugly"),
        lambda net: net["data"]["own"].update(rows=[[1.0, 2.0]]),
    ],
)
def test_an_unsound_net_is_refused_in_a_sentence(spoil):
    stored = json.loads(encode(move_example(RACE, 0, (1.0, 1.0))))
    spoil(stored["landscape"])
    with pytest.raises(FileError, match=r"\.$"):
        decode(json.dumps(stored).encode())


@pytest.mark.parametrize("parts", [(), (1,) * 12, (0,) * 40])
def test_a_split_that_does_not_fit_its_rows_still_leaves_some_to_train_on(parts):
    stored = json.loads(encode(move_example(RACE, 0, (1.0, 1.0))))
    stored["landscape"]["data"]["own"]["split"]["parts"] = parts
    data = decode(json.dumps(stored).encode()).landscape.data_set
    assert len(data.parts) == len(data.inputs) == 12
    assert len(data.rows("train"))


def test_a_file_of_version_1_gets_the_usual_slice():
    assert replace(opening_document()).slice == SlicePlan()
