"""What is saved is opened again; anything else is refused in a sentence."""

import os
from dataclasses import replace
from pathlib import Path
from typing import get_args

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.core.extras import Extras
from explorer.core.landscape import typed
from explorer.core.landscapes import LANDSCAPES
from explorer.core.many_starts import ManyStarts, Spread
from explorer.core.moved_landscape import moved, unmovable
from explorer.core.moves import Moves, moves_for
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.param import params
from explorer.core.run import Stretch
from explorer.core.sampling import Sampling
from explorer.session.document import Document, Entrant, Layout, Lock, Panels, RestartPlan
from explorer.session.files import LARGEST, FileError, decode, encode, read, write
from explorer.session.land_edits import move_land
from explorer.session.opening import opening_document

GOLDEN = Path(__file__).parent / "golden" / "document-1.json"  # kept as released, for ever
DATA = GOLDEN.read_bytes()
OPENING = opening_document()


@st.composite
def optimizers(draw):
    # Those for sums of squares are refused on any other land.
    kinds = [kind for kind in OPTIMIZERS.values() if kind.derivatives != "residuals"]
    kind = draw(st.sampled_from(kinds))
    chosen = {
        name: draw(st.integers(int(p.low), int(p.high)) if p.whole else st.floats(p.low, p.high))
        for name, p in params(kind).items()
    }
    return kind(**chosen, extras=draw(extras(kind)))


@st.composite
def extras(draw, kind):
    """Extras that a kind of optimizer has a use for."""
    found = Extras(
        **{
            name: draw(
                st.integers(int(p.low), int(p.high)) if p.whole else st.floats(p.low, p.high)
            )
            for name, p in params(Extras).items()
            if draw(st.booleans())
        }
    )
    has_no_use = found.is_scheduled and "learning_rate" not in params(kind)
    has_no_use |= found.is_treated and kind.derivatives == "value"
    return Extras() if has_no_use else found


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
    if unmovable(landscape) is None and draw(st.booleans()):
        declared = moves_for(landscape.dim).items()
        moves = {name: draw(st.floats(p.low, p.high)) for name, p in declared}
        landscape = moved(landscape, Moves(**moves))
    return landscape.with_box(((low, low + width),) * landscape.dim)


@st.composite
def pasts(draw, steps):
    """Stretches before a fork, one after the other."""
    ends = draw(st.sets(st.integers(1, max(steps - 1, 1)), max_size=2 if steps > 1 else 0))
    return tuple(Stretch(draw(optimizers()), end) for end in sorted(ends))


@st.composite
def many_starts(draw, box):
    """Many starts, in a box, that are not along a line unless they have one."""
    point = st.tuples(*(st.floats(low, high) for low, high in box))
    spread = draw(st.sampled_from(get_args(Spread)))
    line = (draw(point), draw(point)) if spread == "line" else ()
    return ManyStarts(draw(st.integers(1, 5000)), spread, draw(st.integers(0, 2**63 - 1)), line)


@st.composite
def documents(draw):
    landscape = draw(landscapes())
    steps = draw(st.integers(0, 100_000))
    entrants = tuple(
        Entrant(draw(optimizers()), colour, draw(st.booleans()), draw(pasts(steps)))
        for colour in draw(st.sets(st.integers(0, 11), max_size=4))
    )
    sampling = draw(st.sampled_from(get_args(Sampling)))
    budget = 0 if sampling == "grid" else draw(st.integers(0, 10**9))
    point = st.tuples(*[st.floats(-1e6, 1e6)] * landscape.dim)
    return Document(
        landscape,
        entrants,
        tuple(draw(st.lists(point, min_size=1, max_size=3))),
        steps=steps,
        tolerance=draw(st.floats(0.0, 1.0)),
        boundary=draw(st.sampled_from(["free", "clamp", "reflect", "stop"])),
        seed=draw(st.integers(0, 2**63 - 1)),
        layout=draw(st.sampled_from(get_args(Layout))),
        panels=draw(st.sampled_from(get_args(Panels))),
        many=draw(st.none() | many_starts(landscape.box)),
        restarts=RestartPlan(draw(st.integers(1, 10_000)), budget, 5, sampling),
        name=draw(st.text("aé漢 -1", min_size=1, max_size=20)),
        locks=tuple(lock for lock in get_args(Lock) if draw(st.booleans())),
    )


@given(documents())
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_is_saved_is_opened_again(document):
    assert decode(encode(document)) == document


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


def _changed(document=OPENING, /, **changes):
    tree = msgspec.json.decode(encode(document))
    for path, value in changes.items():
        *parents, last = path.split("__")
        branch = tree
        for name in parents:
            branch = branch[int(name) if name.isdigit() else name]
        branch[last] = value
    return msgspec.json.encode(tree)


def _moved(**changes):
    """Return the opening race with its land turned, and with changes to how that is stored."""
    turned = move_land(OPENING, "turn", 45.0)
    changed = {f"landscape__{name}": value for name, value in changes.items()}
    return _changed(turned, **changed)


BAD = {
    "of another program": (_changed(format="notes"), "not an Explorer document"),
    "of a newer version": (_changed(version=6), "newer version"),
    "of version 0": (_changed(version=0), "no version 0"),
    "with an unknown lock": (_changed(locks=["door"]), "door"),
    "with a lock twice": (_changed(locks=["run", "run"]), "each once"),
    "with an unknown field": (_changed(script="x"), "unknown field script"),
    "with an unknown field inside": (_changed(entrants__0__run="x"), r"run - at entrants\[0\]"),
    "with an unknown optimizer": (
        _changed(entrants__0__optimizer="atom"),
        "uses the optimizer 'atom', which is not loaded; start with --plugin",
    ),
    "with an unknown extra": (_changed(entrants__0__extras={"warp": 1}), "no extra called 'warp'"),
    "with an extra out of range": (_changed(entrants__0__extras={"clip": -1}), "clip must lie"),
    "with half a schedule": (_changed(entrants__0__extras={"schedule": 1.5}), "whole number"),
    "with text for an extra": (_changed(entrants__0__extras={"clip": "1"}), "Expected float"),
    "with starts spread in no known way": (_changed(restarts__sampling="fair"), "fair"),
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
    "with a budget for a grid": (
        _changed(restarts__sampling="grid", restarts__evaluations=100),
        "how many starts",
    ),
    "moved in an unknown way": (_moved(moves={"warp": 1}), "no setting 'warp'"),
    "moved out of range": (_moved(moves={"turn": 181}), "turn must lie"),
    "with a net that is moved": (_moved(land__key="net-tanh"), "cannot be moved"),
    "with a curve that is turned": (
        _moved(land={"kind": "formula", "text": "x^2", "box": [[0, 1]]}, box=[[0, 1]]),
        "cannot be turned",
    ),
    "moved into a box of one range": (_moved(box=[[0, 1]]), "has 2 ranges"),
    "with an unknown land": (_moved(land__key="moon"), "called 'moon'"),
    "moved twice": (_moved(land={"kind": "moved"}), "Invalid value 'moved'"),
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


def test_only_what_was_changed_of_land_and_extras_is_stored():
    turned = msgspec.json.decode(encode(move_land(OPENING, "turn", 45.0)))
    assert turned["landscape"]["moves"] == {"turn": 45.0}
    assert not any("extras" in entrant for entrant in turned["entrants"])
    clipped = decode(_changed(entrants__0__extras={"clip": 2.0})).entrants[0].optimizer
    assert clipped == replace(OPENING.entrants[0].optimizer, extras=Extras(clip=2.0))


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
