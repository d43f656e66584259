"""Every kind of slice can be laid through every path, and is true where it says so."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from explorer.core.array import Array
from explorer.core.nets.planes import plane, view_box, weight_name
from explorer.core.nets.slice_plan import SLICES, SliceKind, SlicePlan
from explorer.core.nets.surface import layer_values, survey
from explorer.core.nets.symmetry import matched
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.nets.weight_plane import WeightPlane
from explorer.core.param import SettingError

Walk = Callable[..., Array]
MOST_KINDS = [kind for kind in SLICES if kind != "exact"]
every_kind = pytest.mark.parametrize("kind", MOST_KINDS)


def odd_paths(dim: int) -> dict[str, Array]:
    rng = np.random.RandomState(0)
    start, way = rng.normal(size=dim), rng.normal(size=dim)
    straight = start + np.linspace(0.0, 1.0, 40)[:, None] * way
    flown = np.vstack([straight[:5], np.full((1, dim), 1e200), np.full((2, dim), np.nan)])
    return {
        "one point": start[None],
        "two points": straight[:2],
        "no move": np.repeat(start[None], 9, axis=0),
        "straight": straight,
        "there and back": np.vstack([straight, straight[::-1]]),
        "all zeros": np.zeros((3, dim)),
        "flown away": flown,
        "tiny": start + 1e-9 * rng.normal(size=(20, dim)).cumsum(axis=0),
        "long": start + rng.normal(size=(900, dim)).cumsum(axis=0),
        "far out": 1e8 + straight,
    }


def check_plane(laid: WeightPlane, dim: int, count: int = 2) -> None:
    assert laid.directions.shape == (count, dim)
    assert laid.origin.shape == (dim,)
    assert len(laid.axes) == count
    assert all(laid.axes)
    assert laid.words
    assert np.isfinite(laid.origin).all()
    assert np.isfinite(laid.directions).all()
    assert np.linalg.matrix_rank(laid.directions) == count


@every_kind
def test_every_slice_can_be_laid_through_trained_paths(
    net: TinyNet, kind: SliceKind, walk: Walk
) -> None:
    paths = [walk(net), walk(net, seed=1), walk(net, seed=2, steps=30)]
    laid = plane(net, SlicePlan(kind), paths, 0, 20)
    check_plane(laid, net.dim, 1 if kind == "line" else 2)
    again = plane(net, SlicePlan(kind), paths, 0, 20)
    assert np.array_equal(laid.directions, again.directions)
    box = view_box(laid, paths)
    for path in paths:
        places, _ = laid.project(path)
        for (low, high), spots in zip(box, places.T, strict=True):
            assert low < spots.min()
            assert spots.max() < high


@every_kind
@pytest.mark.parametrize("which", odd_paths(3))
def test_no_path_is_too_odd_to_be_sliced(kind: SliceKind, which: str) -> None:
    net = TinyNet()
    others = [] if kind != "minima" else [np.full((2, 33), 0.3), np.linspace(0, 1, 33)[None]]
    paths = [odd_paths(net.dim)[which], *others]
    for step in (0, 1, 7):
        laid = plane(net, SlicePlan(kind), paths, 0, step)
        check_plane(laid, net.dim, 1 if kind == "line" else 2)
        for low, high in view_box(laid, paths):
            assert np.isfinite([low, high]).all()
            assert high > low


@pytest.mark.parametrize("kind", [kind for kind in MOST_KINDS if kind != "minima"])
def test_without_any_path_the_start_of_the_net_is_one(kind: SliceKind) -> None:
    net = TinyNet()
    laid = plane(net, SlicePlan(kind), [], 0, 0)
    assert laid.project(np.array([net.suggested_start]))[1] < 1e-9
    assert all(high > low for low, high in view_box(laid, []))


def test_an_anchored_slice_is_true_at_both_ends(net: TinyNet, walk: Walk) -> None:
    paths = [walk(net), walk(net, seed=4)]
    for followed, path in enumerate(paths):
        laid = plane(net, SlicePlan("anchored"), paths, followed, 0)
        ends = path[[0, -1]]
        dots, off = laid.project(ends)
        assert off.max() < 1e-12
        surface = [
            float(survey(net, laid, "train", np.array([x]), np.array([y]))[0, 0]) for x, y in dots
        ]
        assert np.abs(np.array(surface) - net.value(ends)).max() < 1e-9
        assert np.abs(layer_values(net, "train", laid.weights(dots)) - net.value(ends)).max() < 1e-9
        assert dots[0, 0] < dots[1, 0]
        assert np.abs(laid.directions @ laid.directions.T - np.eye(2)).max() < 1e-12


@pytest.mark.parametrize("kind", ["pca", "random", "hessian", "weights"])
def test_slices_that_are_laid_at_the_end_are_true_there(
    net: TinyNet, kind: SliceKind, walk: Walk
) -> None:
    path = walk(net)
    assert plane(net, SlicePlan(kind), [path], 0, 0).project(path[-1:])[1] < 1e-12


def test_the_slice_of_three_ends_holds_them_all(net: TinyNet, walk: Walk) -> None:
    paths = [walk(net, seed=k, steps=20) for k in range(4)]
    laid = plane(net, SlicePlan("minima"), paths, 3, 0)
    ends = np.array([path[-1] for path in paths])
    assert laid.project(ends[[0, 1, 3]])[1].max() < 1e-9


def test_a_live_slice_holds_the_weights_of_the_step_and_does_not_flip(
    net: TinyNet, walk: Walk
) -> None:
    path = walk(net)
    planes = [plane(net, SlicePlan("live"), [path], 0, step) for step in range(len(path))]
    for step, laid in enumerate(planes):
        assert np.array_equal(laid.origin, path[step])
        assert laid.project(path[step : step + 1])[1] == 0.0
    for step, laid in enumerate(planes[1:], 1):
        move = path[step] - path[step - 1]
        assert laid.directions[0] @ move == pytest.approx(np.linalg.norm(move))


def test_a_live_slice_turns_smoothly_on_a_smooth_path() -> None:
    net = TinyNet()
    angles = np.linspace(0.0, 7.0, 200)
    path = np.zeros((200, net.dim))
    path[:, 0], path[:, 5], path[:, 9] = 3 * np.cos(angles), 2 * np.sin(angles), 0.1 * angles
    ups = np.array([plane(net, SlicePlan("live"), [path], 0, k).directions[1] for k in range(200)])
    assert (ups[1:] * ups[:-1]).sum(axis=1)[1:].min() > 0.9


def test_a_line_goes_from_end_to_end_and_else_from_start_to_end(walk: Walk) -> None:
    net = TinyNet()
    one, other = walk(net, steps=20), walk(net, seed=1, steps=20)
    between = plane(net, SlicePlan("line"), [one, other], 0, 0)
    assert between.project(np.array([one[-1], other[-1]]))[1].max() < 1e-12
    assert between.project(np.array([one[-1]]))[0] == 0.0
    alone = plane(net, SlicePlan("line"), [one], 0, 0)
    assert alone.project(one[[0, -1]])[1].max() < 1e-12


def test_a_line_can_lead_to_the_matched_copy_of_the_other_net(walk: Walk) -> None:
    net = TinyNet(hidden=(4,))
    one, other = walk(net, steps=20), walk(net, seed=1, steps=20)
    laid = plane(net, SlicePlan("line", matched=1), [one, other], 0, 0)
    goal = matched(net, one[-1], other[-1])
    away = float(np.linalg.norm(goal - one[-1]))
    assert np.linalg.norm(goal - other[-1]) > away > 0.0
    places, off = laid.project(np.array([one[-1], goal]))
    assert off.max() < 1e-12
    assert places[:, 0] == pytest.approx([0.0, away])
    ((low, high),) = view_box(laid, [one, other])
    assert low < 0.0
    assert high > away
    alone = plane(net, SlicePlan("line", matched=1), [one], 0, 0)
    assert alone.project(one[[0, -1]])[1].max() < 1e-12
    deep = TinyNet(hidden=(3, 3))
    paths = [walk(deep, steps=3), walk(deep, seed=1, steps=3)]
    with pytest.raises(SettingError, match="exactly one hidden layer"):
        plane(deep, SlicePlan("line", matched=1), paths, 0, 0)


def test_a_place_on_two_weights_reads_as_these_weights() -> None:
    net = TinyNet()
    path = np.arange(2.0 * net.dim).reshape(2, -1)
    laid = plane(net, SlicePlan("weights", first=4, second=30), [path], 0, 0)
    assert laid.project(path)[0].tolist() == [[4.0, 30.0], [37.0, 63.0]]
    assert laid.axes == (weight_name(net, 4), weight_name(net, 30))


def test_an_exact_map_leaves_nothing_out(walk: Walk) -> None:
    net = TinyNet(replace(TinyNet().data, key="own", own=_line()), (), loss="squared")
    path = walk(net)
    laid = plane(net, SlicePlan("exact"), [path], 0, 0)
    dots, off = laid.project(path)
    assert np.array_equal(dots, path)
    assert off.max() == 0.0


def _line():
    from explorer.core.nets.data_plan import OwnData

    return OwnData(("x",), "y", (), tuple((x / 4, x / 2 - 1) for x in range(12)))


@pytest.mark.parametrize(
    ("plan", "sentence"),
    [
        (SlicePlan("exact"), "33 weights"),
        (SlicePlan("minima"), "add optimizers or starts"),
        (SlicePlan("weights", first=3, second=3), "two different"),
        (SlicePlan("weights", first=3, second=33), "no weight 33"),
    ],
)
def test_what_cannot_be_laid_is_refused_with_a_sentence(plan: SlicePlan, sentence: str) -> None:
    net = TinyNet()
    start = np.array([net.suggested_start])
    with pytest.raises(SettingError, match=sentence):
        plane(net, plan, [start, start + 1.0], 0, 0)


def test_every_weight_has_a_name_of_its_own(net: TinyNet) -> None:
    names = [weight_name(net, index) for index in range(net.dim)]
    assert len(set(names)) == net.dim
    biases = [k for k, name in enumerate(names) if "bias" in name]
    assert biases == np.flatnonzero(net.is_weight == 0).tolist()


def test_weight_names_say_between_whom_a_weight_lies() -> None:
    net = TinyNet()
    assert weight_name(net, 3) == "weight 3 (layer 1, unit 2 from y)"
    assert weight_name(net, 17) == "weight 17 (layer 1, bias of unit 2)"
    assert weight_name(net, 25) == "weight 25 (layer 2, output from unit 2)"


def test_random_directions_are_as_long_as_each_unit_and_leave_biases_alone(walk: Walk) -> None:
    net = TinyNet(hidden=(5, 4))
    end = walk(net)[-1]
    laid = plane(net, SlicePlan("random"), [end[None]], 0, 0)
    for direction in laid.directions:
        assert not direction[net.is_weight == 0].any()
        for layer in net.layers:
            own, moved = (
                np.linalg.norm(w[layer.weights].reshape(layer.outputs, -1), axis=1)
                for w in (end, direction)
            )
            assert moved == pytest.approx(own)
    other = plane(net, SlicePlan("random", seed=1), [end[None]], 0, 0)
    assert not np.allclose(other.directions, laid.directions)


def test_projection_is_least_squares_also_for_slanted_directions() -> None:
    rng = np.random.RandomState(3)
    laid = WeightPlane(rng.normal(size=9), rng.normal(size=(2, 9)) + 2.0, "slanted", ("a", "b"))
    points = rng.normal(size=(40, 9))
    dots, off = laid.project(points)
    best, squares, _, _ = np.linalg.lstsq(laid.directions.T, (points - laid.origin).T)
    assert dots == pytest.approx(best.T)
    assert off == pytest.approx(np.sqrt(squares))


def test_a_run_that_flies_away_leaves_the_others_on_the_map(walk: Walk) -> None:
    net = TinyNet()
    path = walk(net)
    flying = path * np.logspace(0, 9, len(path))[:, None]
    box = view_box(plane(net, SlicePlan("anchored"), [path, flying], 0, 0), [path, flying])
    assert max(high - low for low, high in box) < 2000.0
