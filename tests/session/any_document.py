"""Any document that can be saved, drawn by chance for tests of files."""

from typing import get_args

from hypothesis import strategies as st

from explorer.core.drawn_curve import drawn
from explorer.core.extras import Extras
from explorer.core.hump import Hump
from explorer.core.landscape import typed
from explorer.core.landscapes import LANDSCAPES
from explorer.core.many_starts import ManyStarts, Spread
from explorer.core.moved_landscape import moved, unmovable
from explorer.core.moves import Moves, moves_for
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.param import params
from explorer.core.run import Stretch
from explorer.core.sampling import Sampling
from explorer.core.sculpted_landscape import sculpted, unsculptable
from explorer.session.document import Document, Entrant, Layout, Lock, Panels, RestartPlan
from explorer.session.limits import MAX_MANY_STEPS


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
    landscape = landscape.with_box(((low, low + width),) * landscape.dim)
    if unsculptable(landscape) is None and draw(st.booleans()):
        landscape = sculpted(landscape, draw(st.lists(humps(landscape.dim), max_size=16)))
    elif landscape.dim == 1 and draw(st.booleans()):
        heights = draw(st.lists(st.floats(-1e100, 1e100), min_size=4, max_size=65))
        landscape = drawn((-1.0, 2.0), heights).with_box(landscape.box)
    return landscape


@st.composite
def humps(draw, dim):
    """A hill or well of any size, anywhere."""
    y = draw(st.floats(-1e9, 1e9)) if dim == 2 else None
    height, width = draw(st.floats(-1e100, 1e100)), draw(st.floats(1e-9, 1e9))
    return Hump(height, draw(st.floats(-1e9, 1e9)), y, width)


@st.composite
def pasts(draw, steps):
    """Stretches before a fork, one after the other."""
    ends = draw(st.sets(st.integers(1, max(steps - 1, 1)), max_size=2 if steps > 1 else 0))
    return tuple(Stretch(draw(optimizers()), end) for end in sorted(ends))


@st.composite
def many_starts(draw, box, most):
    """Many starts, in a box, that are not along a line unless they have one."""
    point = st.tuples(*(st.floats(low, high) for low, high in box))
    spread = draw(st.sampled_from(get_args(Spread)))
    line = (draw(point), draw(point)) if spread == "line" else ()
    return ManyStarts(draw(st.integers(1, most)), spread, draw(st.integers(0, 2**63 - 1)), line)


@st.composite
def documents(draw):
    landscape = draw(landscapes())
    steps = draw(st.integers(0, 100_000))
    entrants = tuple(
        Entrant(draw(optimizers()), colour, draw(st.booleans()), draw(pasts(steps)))
        for colour in draw(st.sets(st.integers(0, 11), max_size=4))
    )
    most = min(5000, MAX_MANY_STEPS // max(1, steps * max(1, len(entrants))))
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
        many=draw(st.none() | many_starts(landscape.box, most)),
        restarts=RestartPlan(draw(st.integers(1, 10_000)), budget, 5, sampling),
        name=draw(st.text("aé漢 -1", min_size=1, max_size=20)),
        locks=tuple(lock for lock in get_args(Lock) if draw(st.booleans())),
    )
