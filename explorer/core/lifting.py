"""Lifting: from an optimizer's step, as declared, to source that moves many starts at once.

The generated modules are plain Python: they run as they are, and Numba can compile them.
"""

import inspect
from collections.abc import Callable, Mapping, Sequence
from textwrap import dedent
from typing import Any

from explorer.core import chance, extras, flock, lanes, probe, randomness, tiles
from explorer.core.optimizer import Optimizer, Size
from explorer.core.param import params

__all__ = ["FLOCK", "PATH", "TILE", "loop_source", "rule_functions", "rule_source"]

Function = Callable[..., Any]

HEADER = '''"""Written by Landscape Explorer."""

from __future__ import annotations

import numpy as np
from numpy import copysign, cos, exp, log, pi, sqrt
'''

COMPILED = "from explorer.core.signatures import as_curvature, as_rule, as_slope, as_value\n"
PLAIN = "from explorer.core.probe import as_curvature, as_slope, as_value\n"

ADVANCE = """\
def advance(
    value, slope, curvature, constants, box, boundary, age, streams, settings, extras,
    looks, shared, memory, points, values, gradients, counts, stops,
):
    dim, lanes = points.shape
"""

# The functions of each module, callees first.
NOISE: tuple[Function, ...] = (
    randomness.threefry,
    randomness.uniform,
    randomness.standard_normal,
)
PATH: tuple[Function, ...] = (
    *NOISE,
    extras.rate_factor,
    extras.treated,
    extras.adapt,
    probe.confine,
    lanes.settle,
    lanes.stride,
    lanes.finish,
    lanes.path,
)
FLOCK: tuple[Function, ...] = (*PATH[:-1], flock.write_row, flock.flock)
TILE: tuple[Function, ...] = (*PATH[:-1], tiles.march, tiles.picked, tiles.put, tiles.tile)
WHOLE: tuple[Function, ...] = (
    *NOISE,
    extras.treated,
    probe.confine,
    probe.look,
    probe.value_at,
    probe.slope_at,
    probe.gradient_at,
    probe.looked_at,
    probe.treat,
    probe.curvature_at,
    probe.norm,
    probe.solve,
    chance.normal_from,
    chance.uniform_from,
    chance.one_of,
)


def loop_source(functions: Sequence[Function]) -> str:
    """Return the source, to be compiled, of a loop over steps and what it calls."""
    return "\n\n".join([HEADER + COMPILED, *(_plain(f) for f in functions)])


def rule_source(kind: type[Optimizer], *, compiled: bool = True) -> str:
    """Return the source of a module whose `advance` takes one step in every running lane.

    Compiled code is given kernels by their addresses, plain code the kernels themselves.
    """
    head = HEADER + (COMPILED if compiled else PLAIN)
    advance = _whole(kind) if kind.rule().whole else _elementwise(kind)
    return "\n\n".join([head, *(_plain(f) for f in rule_functions(kind)), ADVANCE + advance])


def rule_functions(kind: type[Optimizer]) -> tuple[Function, ...]:
    """Return the functions that a rule's module holds beside `advance`, callees first."""
    if kind.rule().whole:
        return (*WHOLE, *kind.rule().calls, kind.step)
    noise = NOISE if "noise" in _asked(kind.step) else ()
    return (*noise, kind.step) if kind.tick is None else (*noise, kind.tick, kind.step)


def _asked(function: Function) -> tuple[str, ...]:
    """Return the names of what a step asks for."""
    return tuple(inspect.signature(function).parameters)


def _plain(function: Function) -> str:
    """Return the source of a function without its decorators and indentation."""
    text = dedent(inspect.getsource(function))
    return text if text.startswith("def ") else text[text.index("\ndef ") + 1 :]


def _elementwise(kind: type[Optimizer]) -> str:
    """Return the loops; where all lanes have the same settings these are read but once."""
    return "\n".join(
        [
            "    if settings.shape[1] == 1:",
            *_loops(kind, same=True),
            "    else:",
            *_loops(kind, same=False),
            "",
        ]
    )


def _loops(kind: type[Optimizer], *, same: bool) -> list[str]:
    rule = kind.rule()
    lane = "0" if same else "i"
    common = {name: f"shared[{row}, {lane}]" for row, name in enumerate(rule.shared)}
    common |= {name: f"settings[{row}, {lane}]" for row, name in enumerate(params(kind))}
    memory = {name: f"memory[{row} * dim + d, i]" for row, name in enumerate(rule.memory)}
    step = _asked(kind.step)
    known = {
        "gradient": "gradients[d, i]",
        "coordinate": "points[d, i]",
        "noise": "standard_normal(streams[0, i], streams[1, i], age, d)",
        **memory,
        **({name: name for name in common} if same else common),
    }
    lines = []
    if kind.tick is not None:
        results = ", ".join(common[name] for name in rule.shared)
        call = f"tick({', '.join(common[name] for name in _asked(kind.tick))})"
        if same:
            lines.append(f"        {results}, = {call}")
        else:
            lines += ["        for i in range(lanes):", f"            {results}, = {call}"]
    if same:
        lines += [f"        {name} = {common[name]}" for name in step if name in common]
    results = ", ".join(["move", *(f"next_{name}" for name in memory)])
    return [
        *lines,
        "        for d in range(dim):",
        "            for i in range(lanes):",
        f"                {results} = step({', '.join(known[name] for name in step)})",
        *(f"                {memory[name]} = next_{name}" for name in memory),
        "                points[d, i] += move if stops[0, i] == 0 else 0.0",
    ]


def _whole(kind: type[Optimizer]) -> str:
    known = {
        "point": "point",
        "height": "height",
        "gradient": "gradient",
        **_slices(kind.rule().sizes),
        "step": "age",
        "chance": "(streams[0, i], streams[1, i], age)",
        "world": "world",
        **{name: f"settings[{row}, lane]" for row, name in enumerate(params(kind))},
    }
    call = f"step({', '.join(known[name] for name in _asked(kind.step))})"
    return f"""\
    point, height, gradient = np.empty((dim, 1)), np.empty(1), np.empty((dim, 1))
    for i in range(lanes):
        if stops[0, i] != 0:
            continue
        lane = 0 if settings.shape[1] == 1 else i
        world = (
            value, slope, curvature, constants, box, boundary, counts[:, i], looks, age, extras,
            0 if extras.shape[1] == 1 else i, streams[0, i], streams[1, i],
        )
        height[0] = values[i]
        for d in range(dim):
            point[d, 0] = points[d, i]
            gradient[d, 0] = gradients[d, i]
        finished = {call}
        values[i] = height[0]
        for d in range(dim):
            points[d, i] = point[d, 0]
            gradients[d, i] = gradient[d, 0]
        if finished:
            stops[0, i] = 7
"""


def _slices(sizes: Mapping[str, Size]) -> dict[str, str]:
    """Return where in the memory of a lane each named part lies."""
    found, begin = {}, Size()
    for name, size in sizes.items():
        end = begin + size
        found[name] = f"memory[{_count(begin)} : {_count(end)}, i]"
        begin = end
    return found


def _count(size: Size) -> str:
    return f"{size.numbers} + {size.vectors} * dim + {size.matrices} * dim * dim"
