"""Files of older versions of Explorer open for ever, as they did when they were new."""

from pathlib import Path

import msgspec
import pytest

from explorer.core.extras import Extras
from explorer.core.landscapes import LANDSCAPES
from explorer.core.moved_landscape import moved
from explorer.core.moves import Moves
from explorer.core.nets.data_plan import DataPlan, OwnData, Split
from explorer.core.nets.data_sets import with_dial
from explorer.core.nets.slice_plan import SlicePlan
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.optimizers.adam import Adam
from explorer.core.optimizers.gradient_descent import GradientDescent
from explorer.core.optimizers.momentum import Momentum
from explorer.core.optimizers.nelder_mead import NelderMead
from explorer.session.document import Document, Entrant, RestartPlan
from explorer.session.files import FileError, decode, encode
from explorer.session.land_edits import move_land

GOLDEN = Path(__file__).parent / "golden" / "document-1.json"  # kept as released, for ever
GOLDEN_NET = GOLDEN.with_name("document-2.json")  # likewise
GOLDEN_LOCKED = GOLDEN.with_name("document-3.json")
GOLDEN_MOVED = GOLDEN.with_name("document-4.json")


def golden_document() -> Document:
    """The document that the golden file holds."""
    landscape = LANDSCAPES["rosenbrock"].with_constant("b", 50.0)
    optimizers = (
        GradientDescent(learning_rate=0.01),
        Momentum(learning_rate=0.001, momentum=0.9),
        Adam(learning_rate=0.05, beta1=0.8, beta2=0.99, epsilon=1e-7),
        NelderMead(size=0.1, size_at_zero=0.01, point_tolerance=1e-5, value_tolerance=1e-6),
    )
    return Document(
        landscape=landscape.with_box(((-3.0, 3.0), (-1.0, 3.5))),
        entrants=tuple(
            Entrant(optimizer, 11 - slot, slot != 1) for slot, optimizer in enumerate(optimizers)
        ),
        starts=((-1.25, 1.0), (0.1, -0.5)),
        steps=500,
        tolerance=1e-6,
        boundary="clamp",
        seed=7,
        layout="side-by-side",
        restarts=RestartPlan(starts=20, evaluations=1000, seed=3),
        name="Tal der Bananen – 1",
    )


def golden_net() -> Document:
    """The document that the golden file of version 2 holds."""
    rows = (
        *((0.086286, -0.18962, 0.0), (0.877523, -0.541968, 0.0), (0.125, -0.75, 1.0)),
        *((0.51735, 0.867815, 1.0), (-0.38277, -0.352009, 0.0), (-0.263772, -0.676685, 0.0)),
        *((1.251884, 0.58239, 1.0), (0.653217, 0.274116, 0.0)),
    )
    own = OwnData(
        ("x", "y"),
        "signs",
        ("different", "same"),
        rows,
        ("3 training examples have the wrong class.",),
        "XOR, edited",
        Split(5, 0.25, 0.0, (0, 0, 1, 0, 0, 0, 1, 0)),
    )
    data = DataPlan(
        "own", 8, 0.0, seed=5, held_out=0.25, flaw_share=0.5, standardised=True, own=own
    )
    net = TinyNet(*(data, (2,), "relu", "hinge"), l2=0.01, batch=3, init="typed", init_size=0.25)
    return Document(
        landscape=net,
        entrants=(
            Entrant(GradientDescent(learning_rate=0.05), 3),
            Entrant(Adam(learning_rate=0.02, beta1=0.8), 0, False),
        ),
        starts=((0.5, -0.25, 1.0, 0.0, 0.125, -1.5, 2.0, 0.75, -0.5),),
        steps=40,
        tolerance=1e-6,
        seed=9,
        slice=SlicePlan(kind="weights", layer="held-out", first=1, second=4, seed=2),
        restarts=RestartPlan(10, 500, 4),
        name="Vier Ecken – 2",
    )


def golden_locked() -> Document:
    """The document that the golden file of version 3 holds."""
    plan = DataPlan("crowd-labels", 40, 0.1, seed=6, held_out=0.25)
    plan = with_dial(with_dial(plan, "labeller", 2), "votes", 3)
    net = TinyNet(plan, (3,), "tanh", "cross-entropy", l2=0.02, batch=5, init_size=0.5)
    return Document(
        landscape=net,
        entrants=(
            Entrant(GradientDescent(learning_rate=0.05), 2),
            Entrant(Adam(learning_rate=0.02), 7, False),
        ),
        starts=(tuple(k % 5 - 2 + k / 16 for k in range(net.dim)),),
        steps=60,
        tolerance=1e-7,
        boundary="stop",
        seed=12,
        slice=SlicePlan(kind="weights", layer="train", first=2, second=3, seed=1),
        restarts=RestartPlan(12, 0, 5),
        name="Panzer im Wald – 3",
        locks=("landscape", "run"),
    )


def golden_moved() -> Document:
    """The document that the golden file of version 4 holds."""
    valley = LANDSCAPES["rosenbrock"].with_constant("b", 50.0)
    wound = Extras(schedule=6, period=40, warm_up=12, weight_decay=0.01)
    return Document(
        landscape=moved(valley, Moves(turn=30.0, stretch=2.0, noise=0.125)),
        entrants=(
            Entrant(Adam(learning_rate=0.05, extras=wound), 3),
            Entrant(Momentum(learning_rate=0.001, momentum=0.85), 0, False),
        ),
        starts=((-1.25, 1.0), (0.5, 0.75)),
        steps=250,
        tolerance=1e-6,
        boundary="reflect",
        seed=9,
        layout="side-by-side",
        restarts=RestartPlan(24, 0, 11, "sobol"),
        name="Gedrehtes Tal – 4",
        locks=("starts",),
    )


def test_a_file_of_version_1_opens_as_it_always_did():
    assert decode(GOLDEN.read_bytes()) == golden_document()


def test_a_file_of_version_2_opens_as_it_always_did():
    assert decode(GOLDEN_NET.read_bytes()) == golden_net()


def test_a_file_of_version_3_opens_as_it_always_did():
    assert decode(GOLDEN_LOCKED.read_bytes()) == golden_locked()


def test_a_file_of_version_4_opens_as_it_always_did():
    assert decode(GOLDEN_MOVED.read_bytes()) == golden_moved()


def test_a_file_of_an_older_version_is_saved_as_the_newest():
    for file in (GOLDEN, GOLDEN_NET, GOLDEN_LOCKED):
        document = decode(file.read_bytes())
        assert document.locks == (("landscape", "run") if file == GOLDEN_LOCKED else ())
        assert document.restarts.sampling == "uniform"
        saved = encode(document)
        assert msgspec.json.decode(saved)["version"] == 5
        assert decode(saved) == document


def test_an_older_version_knows_no_locks():
    for file in (GOLDEN, GOLDEN_NET):
        tree = msgspec.json.decode(file.read_bytes()) | {"locks": []}
        with pytest.raises(FileError, match="unknown field locks"):
            decode(msgspec.json.encode(tree))


def test_an_older_version_knows_no_surface_no_forks_and_no_many_starts():
    for file in (GOLDEN, GOLDEN_NET, GOLDEN_LOCKED, GOLDEN_MOVED):
        tree = msgspec.json.decode(file.read_bytes())
        with pytest.raises(FileError, match="surface"):
            decode(msgspec.json.encode(tree | {"layout": "surface"}))
        for field in ("panels", "many"):
            with pytest.raises(FileError, match=f"unknown field {field}"):
                decode(msgspec.json.encode(tree | {field: None}))
        tree["entrants"][0]["past"] = []
        with pytest.raises(FileError, match="unknown field past"):
            decode(msgspec.json.encode(tree))


def test_an_older_version_knows_no_moved_land_and_no_extras():
    turned = move_land(golden_document(), "turn", 45.0)
    land = msgspec.json.decode(encode(turned))["landscape"]
    for file in (GOLDEN, GOLDEN_NET, GOLDEN_LOCKED):
        tree = msgspec.json.decode(file.read_bytes())
        with pytest.raises(FileError, match="Invalid value 'moved'"):
            decode(msgspec.json.encode(tree | {"landscape": land}))
        tree["entrants"][0]["extras"] = {"clip": 1.0}
        with pytest.raises(FileError, match="unknown field extras"):
            decode(msgspec.json.encode(tree))
