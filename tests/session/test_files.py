"""What is saved is opened again; anything else is refused in a sentence."""

import os
from dataclasses import replace
from pathlib import Path
from typing import get_args

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.core.landscape import typed
from explorer.core.landscapes import LANDSCAPES
from explorer.core.nets.data_plan import DataPlan, OwnData, Split
from explorer.core.nets.slice_plan import SlicePlan
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.optimizers.adam import Adam
from explorer.core.optimizers.gradient_descent import GradientDescent
from explorer.core.optimizers.momentum import Momentum
from explorer.core.optimizers.nelder_mead import NelderMead
from explorer.core.param import params
from explorer.session.document import Document, Entrant, Lock, RestartPlan
from explorer.session.files import LARGEST, FileError, decode, encode, read, write
from explorer.session.opening import opening_document

GOLDEN = Path(__file__).parent / "golden" / "document-1.json"  # kept as released, for ever
GOLDEN_NET = GOLDEN.with_name("document-2.json")  # likewise
DATA = GOLDEN.read_bytes()
OPENING = opening_document()


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


@st.composite
def optimizers(draw):
    kind = draw(st.sampled_from(list(OPTIMIZERS.values())))
    chosen = {
        name: draw(st.integers(int(p.low), int(p.high)) if p.whole else st.floats(p.low, p.high))
        for name, p in params(kind).items()
    }
    return kind(**chosen)


@st.composite
def landscapes(draw):
    if draw(st.booleans()):
        landscape = typed(
            draw(st.sampled_from(["x^2", "x*y + sin(x)", "sqrt(-1-x^2)", "3", "abs(x) - y"]))
        )
    else:
        landscape = draw(st.sampled_from(list(LANDSCAPES.values())))
        for constant in landscape.constants:
            value = draw(st.floats(constant.low, constant.high))
            landscape = landscape.with_constant(constant.name, value)
    low = draw(st.floats(-1e6, 1e6))
    width = draw(st.floats(10.0, 1e6))  # the starts must be within a million widths
    return landscape.with_box(((low, low + width),) * landscape.dim)


@st.composite
def documents(draw):
    landscape = draw(landscapes())
    entrants = tuple(
        Entrant(draw(optimizers()), colour, draw(st.booleans()))
        for colour in draw(st.sets(st.integers(0, 11), max_size=4))
    )
    point = st.tuples(*[st.floats(-1e6, 1e6)] * landscape.dim)
    return Document(
        landscape,
        entrants,
        tuple(draw(st.lists(point, min_size=1, max_size=3))),
        steps=draw(st.integers(0, 100_000)),
        tolerance=draw(st.floats(0.0, 1.0)),
        boundary=draw(st.sampled_from(["free", "clamp", "reflect", "stop"])),
        seed=draw(st.integers(0, 2**63 - 1)),
        layout=draw(st.sampled_from(["map", "side-by-side"])),
        restarts=RestartPlan(draw(st.integers(1, 10_000)), draw(st.integers(0, 10**9)), 5),
        name=draw(st.text("aé漢 -1", min_size=1, max_size=20)),
        locks=tuple(lock for lock in get_args(Lock) if draw(st.booleans())),
    )


@given(documents())
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_is_saved_is_opened_again(document):
    assert decode(encode(document)) == document


def test_a_file_of_version_1_opens_as_it_always_did():
    assert decode(DATA) == golden_document()


def test_a_file_of_version_2_opens_as_it_always_did():
    assert decode(GOLDEN_NET.read_bytes()) == golden_net()


def test_a_file_of_an_older_version_has_no_locks_and_is_saved_as_the_newest():
    for file in (GOLDEN, GOLDEN_NET):
        document = decode(file.read_bytes())
        assert document.locks == ()
        saved = encode(document)
        assert msgspec.json.decode(saved)["version"] == 3
        assert decode(saved) == document


def test_an_older_version_knows_no_locks():
    for file in (GOLDEN, GOLDEN_NET):
        tree = msgspec.json.decode(file.read_bytes()) | {"locks": []}
        with pytest.raises(FileError, match="unknown field locks"):
            decode(msgspec.json.encode(tree))


def test_a_file_truncated_anywhere_is_refused_or_sound():
    for end in range(0, len(DATA), 7):
        _document_or_sentence(DATA[:end])


@given(st.integers(0, len(DATA) - 1), st.integers(0, 255))
@settings(deadline=None, max_examples=400)
def test_a_file_with_a_changed_byte_is_refused_or_sound(place, byte):
    _document_or_sentence(DATA[:place] + bytes([byte]) + DATA[place + 1 :])


@given(st.binary(max_size=200))
@settings(deadline=None)
def test_any_bytes_are_refused_or_sound(data):
    _document_or_sentence(data)


def _document_or_sentence(data):
    sentence = "."
    try:
        assert isinstance(decode(data), Document)
    except FileError as error:
        sentence = str(error)
    assert "\n" not in sentence
    assert sentence.endswith(".")


def _changed(**changes):
    tree = msgspec.json.decode(encode(OPENING))
    for path, value in changes.items():
        *parents, last = path.split("__")
        branch = tree
        for name in parents:
            branch = branch[int(name) if name.isdigit() else name]
        branch[last] = value
    return msgspec.json.encode(tree)


BAD = {
    "of another program": (_changed(format="notes"), "not an Explorer document"),
    "of a newer version": (_changed(version=4), "newer version"),
    "of version 0": (_changed(version=0), "no version 0"),
    "with an unknown lock": (_changed(locks=["door"]), "door"),
    "with a lock twice": (_changed(locks=["run", "run"]), "each once"),
    "with an unknown field": (_changed(script="x"), "unknown field script"),
    "with an unknown field inside": (_changed(entrants__0__run="x"), r"run - at entrants\[0\]"),
    "with an unknown optimizer": (_changed(entrants__0__optimizer="atom"), "called 'atom'"),
    "with an unknown setting": (_changed(entrants__0__settings={"warp": 1}), "no setting 'warp'"),
    "with a setting out of range": (
        _changed(entrants__0__settings={"learning_rate": -1}),
        "learning rate must lie",
    ),
    "with a colour that is not there": (_changed(entrants__0__colour=12), "colour"),
    "with the same colour twice": (_changed(entrants__0__colour=1), "colour of its own"),
    "with an unknown landscape": (_changed(landscape__key="moon"), "called 'moon'"),
    "with an unknown constant": (_changed(landscape__constants={"a": 1}), "constants"),
    "with a box of one range": (_changed(landscape__box=[[0, 1]]), "has 2 ranges"),
    "with an inverted box": (_changed(landscape__box=[[1, 0], [0, 1]]), "lower end first"),
    "with a hostile formula": (
        _changed(landscape={"kind": "formula", "text": "__import__('os')", "box": [[0, 1]]}),
        "cannot be opened",
    ),
    "with too many variables": (
        _changed(landscape={"kind": "formula", "text": "x*y", "box": [[0, 1]]}),
        "2 variables",
    ),
    "with ten million steps": (_changed(steps=10_000_000), "steps"),
    "with text for a number": (_changed(steps="300"), "Expected int"),
    "with an infinite start": (
        _changed().replace(b"[[-5.0,0.5]]", b"[[1e400,0.5]]"),
        "not a sound|damaged",
    ),
    "with a start that is not a number": (
        _changed().replace(b"[[-5.0,0.5]]", b"[[NaN,0.5]]"),
        "damaged",
    ),
    "that is nested a hundred thousand deep": (b"[" * 100_000, "damaged|not a sound"),
    "with a deep field": (b'{"a":' * 100_000, "damaged|not a sound"),
    "that is no text": (b"\xff\xfe\x00", "damaged"),
    "that is empty": (b"", "damaged"),
}


@pytest.mark.parametrize(("data", "reason"), BAD.values(), ids=BAD.keys())
def test_a_file_is_refused(data, reason):
    with pytest.raises(FileError, match=reason) as refusal:
        decode(data)
    assert "\n" not in str(refusal.value)
    assert str(refusal.value).endswith(".")


def test_a_setting_that_is_left_out_has_its_default():
    document = decode(_changed(entrants__3__settings={}))
    assert document.entrants[3].optimizer == OPTIMIZERS["adam"]()


def test_files_are_written_and_read(tmp_path):
    write(tmp_path / "race.json", OPENING)
    assert read(tmp_path / "race.json") == OPENING
    assert os.listdir(tmp_path) == ["race.json"]


def test_a_large_file_is_refused_before_it_is_read_whole(tmp_path):
    large = tmp_path / "large.json"
    with large.open("wb") as file:
        file.truncate(LARGEST * 100)
    with pytest.raises(FileError, match="larger than 16 MB"):
        read(large)


@pytest.mark.parametrize("name", ["not there.json", "", "nul\0.json"])
def test_a_file_that_cannot_be_read_is_refused(tmp_path, name):
    with pytest.raises(FileError, match="cannot be read"):
        read(f"{tmp_path}/{name}")


def test_a_failed_save_leaves_the_old_file_alone(tmp_path):
    old = tmp_path / "race.json"
    write(old, OPENING)
    before = old.read_bytes()
    with pytest.raises(FileError, match="steps"):
        write(old, replace(OPENING, steps=10_000_000))
    assert old.read_bytes() == before
    with pytest.raises(FileError, match="cannot be saved"):
        write(tmp_path / "no folder" / "race.json", OPENING)


def test_a_landscape_of_nobody_cannot_be_saved():
    foreign = replace(OPENING.landscape, name="Another", key="another")
    with pytest.raises(FileError, match="not in the catalogue"):
        encode(replace(OPENING, landscape=foreign))
