"""A slice of somebody's own training run: measured, true at its ends, kept in a file."""

import numpy as np
import pytest

import explorer
from explorer.core.param import SettingError
from explorer.core.recorded_slice import ARRAYS
from explorer.core.slice_file import read_slice


def loss(weights):
    return float((weights**2).sum() + np.sin(3 * weights[0]))


def path(count=20, dim=6):
    turns = np.linspace(0.0, 2.0, count)[:, None]
    return np.exp(-turns * np.arange(1, dim + 1)) + 0.1 * np.sin(5 * turns)


def test_the_slice_is_true_at_both_ends_of_the_path():
    found = explorer.slice_of(loss, path(), shape=(81, 81))
    record = found.recording
    assert record.losses == tuple(loss(w) for w in path())
    ends = np.array([record.path[0], record.path[-1]])
    assert record.off[0] == pytest.approx(0, abs=1e-12)
    assert record.off[-1] == pytest.approx(0, abs=1e-12)
    # Between the points of the grid it is a smooth guess.
    assert np.allclose(found.value(ends), [loss(path()[0]), loss(path()[-1])], atol=1e-4)


def test_given_directions_are_measured_as_they_are():
    directions = np.eye(6)[:2] * 2.0
    found = explorer.slice_of(loss, path(), directions, box=((-1, 1), (-2, 2)), shape=(41, 41))
    spot = np.array([[0.5, -1.0]])
    weights = path()[-1] + spot[0] @ directions
    assert found.value(spot)[0] == pytest.approx(loss(weights), abs=1e-3)


def test_a_slice_is_a_landscape_to_race_on():
    found = explorer.slice_of(loss, path())
    trace = explorer.minimize(found, "gradient-descent", steps=100, boundary="clamp")
    assert trace.values[-1] < trace.values[0]


def test_a_slice_is_read_as_it_was_saved(tmp_path):
    found = explorer.slice_of(loss, path(), "pca", name="Run 7")
    found.save(tmp_path / "run.npz")
    assert read_slice(tmp_path / "run.npz") == found


@pytest.mark.parametrize(
    ("weights", "options", "reason"),
    [
        ("words", {}, "must be numbers"),
        (np.zeros((3, 2, 2)), {}, "path"),
        (np.full((3, 4), np.nan), {}, "finite"),
        (path(), {"directions": "sideways"}, "anchored"),
        (path(), {"directions": np.ones((2, 6))}, "parallel"),
        (path(), {"directions": np.ones((2, 5))}, "parallel"),
        (path(), {"shape": (2, 2)}, "shape"),
        (path(), {"shape": (10_000, 10)}, "shape"),
        (path(), {"box": ((0, 1),)}, "two ranges"),
        (path(), {"box": ((1, 0), (0, 1))}, "lower end first"),
    ],
)
def test_what_cannot_be_sliced_is_refused_in_a_sentence(weights, options, reason):
    with pytest.raises(SettingError, match=reason):
        explorer.slice_of(loss, weights, **{"shape": (9, 9), **options})


def _arrays():
    return {
        "heights": np.ones((5, 5)),
        "box": np.array([[0.0, 1.0], [0.0, 1.0]]),
        "path": np.zeros((3, 2)),
        "losses": np.ones(3),
        "off": np.zeros(3),
        "share": np.array(1.0),
        "weights": np.array(7),
        "words": np.array("a plane"),
        "name": np.array("mine"),
    }


@pytest.mark.parametrize("missing", ARRAYS)
def test_a_file_that_lacks_something_is_refused(tmp_path, missing):
    np.savez(tmp_path / "x.npz", **{k: v for k, v in _arrays().items() if k != missing})
    with pytest.raises(SettingError, match=f"no {missing}"):
        read_slice(tmp_path / "x.npz")


@pytest.mark.parametrize(
    "changed",
    [
        {"heights": np.ones(5)},
        {"heights": np.ones((2, 2))},
        {"heights": np.array([["a"] * 5] * 5)},
        {"path": np.zeros((0, 2))},
        {"path": np.zeros((3, 3))},
        {"path": np.full((3, 2), np.inf)},
        {"losses": np.ones(4)},
        {"box": np.array([[1.0, 0.0], [0.0, 1.0]])},
        {"box": np.full((2, 2), np.nan)},
        {"weights": np.array(np.nan)},
        {"words": np.array({"a": 1}, dtype=object)},
    ],
)
def test_a_file_of_other_things_is_refused(tmp_path, changed):
    np.savez(tmp_path / "x.npz", **{**_arrays(), **changed})
    with pytest.raises(SettingError, match=r"\.$"):
        read_slice(tmp_path / "x.npz")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"{}", b"\x93NUMPY" + bytes(50)])
def test_a_file_that_is_no_archive_is_refused(tmp_path, content):
    (tmp_path / "x.npz").write_bytes(content)
    with pytest.raises(SettingError, match=r"\.$"):
        read_slice(tmp_path / "x.npz")


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(SettingError, match="cannot be read"):
        read_slice(tmp_path / "nowhere.npz")
