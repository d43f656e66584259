"""What is saved is opened again; anything else is refused in a sentence."""

import os
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.core.drawn_curve import drawn
from explorer.core.extras import Extras
from explorer.core.hump import Hump
from explorer.core.optimizers import OPTIMIZERS
from explorer.session.document import Document
from explorer.session.edits import pick_landscape
from explorer.session.files import LARGEST, FileError, decode, encode, read, write
from explorer.session.land_edits import move_land
from explorer.session.opening import opening_document
from explorer.session.sculpt_edits import add_hump
from tests.session.any_document import documents

GOLDEN = Path(__file__).parent / "golden" / "document-1.json"  # kept as released, for ever
DATA = GOLDEN.read_bytes()
OPENING = opening_document()


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


def _sculpted(**changes):
    """Return the opening race with a well in its land, and with changes to how that is stored."""
    well = add_hump(OPENING, Hump(-3.0, 1.0, 2.0, 0.5))
    return _changed(well, **{f"landscape__{name}": value for name, value in changes.items()})


def _sculpted_before():
    """Return the same as a file of version 4 that says so."""
    tree = msgspec.json.decode(_sculpted()) | {"version": 4}
    return msgspec.json.encode({k: v for k, v in tree.items() if k not in ("panels", "many")})


def _drawn(**changes):
    """Return a race on a drawn curve, with changes to how that is stored."""
    curve = pick_landscape(OPENING, drawn((0.0, 1.0), (0.0, 1.0, 0.0, 1.0)))
    return _changed(curve, **{f"landscape__{name}": value for name, value in changes.items()})


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
    "with a well of no width": (_sculpted(humps__0__width=0), "width must lie between"),
    "with a well on a curve of a map": (
        _sculpted(humps=[{"height": 1, "x": 1, "width": 1}]),
        "a place of 2 numbers",
    ),
    "with a well too many": (
        _sculpted(humps=17 * [{"height": 1, "x": 1, "y": 1, "width": 1}]),
        "length <= 16",
    ),
    "with a well in a net": (_sculpted(land__key="net-tanh"), "cannot be sculpted"),
    "sculpted before version 5": (_sculpted_before(), "Invalid value 'sculpted'"),
    "drawn through three heights": (_drawn(heights=[1, 2, 3]), "length >= 4"),
    "drawn backwards": (_drawn(span=[1, 0]), "lower end first"),
    "drawn in the plane": (_drawn(box=[[0, 1], [0, 1]]), "over one range"),
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
