"""Randomness by counting: every random number is a function of what it is for.

Threefry-2x64 with 20 rounds (Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as
1, 2, 3", SC 2011). The key is (seed, lane) and the counter (step, coordinate), so a number does
not depend on how many others were drawn, in which order or in which thread.
"""

from math import cos, log, pi, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array, Box

__all__ = [
    "BATCHES", "DATA", "DIRECTIONS", "LANDS", "PROBES", "SHIFTS", "SPLIT", "STARTS",
    "WEIGHTS",
    "derived_seed", "derived_seeds", "normals", "permutation", "standard_normal", "starts_in",
    "threefry", "uniform", "uniforms",
]  # fmt: skip

TILE = 16_384  # numbers at a time: more fit no cache of a processor, and take twice as long

# What a number is for: the upper half of its second counter.
NOISE, STARTS, SEEDS, DATA, SPLIT, WEIGHTS, BATCHES, DIRECTIONS, PROBES, LANDS, SHIFTS = range(11)


def threefry(key0: int, key1: int, count0: Any, count1: int) -> tuple[Any, Any]:
    """Return 128 random bits, as two words, for a key and a counter of two words each.

    An array of first counters gives arrays of words.
    """
    a, b, k0, k1 = np.uint64(count0), np.uint64(count1), np.uint64(key0), np.uint64(key1)
    k2 = k0 ^ k1 ^ np.uint64(0x1BD11BDAA9FC1A22)
    a += k0
    b += k1
    for turn in range(5):
        odd = turn % 2 == 1
        for part in range(4):
            if part == 0:
                bits = np.uint64(16)
            elif part == 1:
                bits = np.uint64(42) if not odd else np.uint64(32)
            elif part == 2:
                bits = np.uint64(12) if not odd else np.uint64(24)
            else:
                bits = np.uint64(31) if not odd else np.uint64(21)
            a += b
            b = ((b << bits) | (b >> (np.uint64(64) - bits))) ^ a
        # The key schedule goes round: k0 k1 k2, beginning one further each time.
        k0, k1, k2 = k1, k2, k0
        a += k0
        b += k1 + np.uint64(turn + 1)
    return a, b


def uniform(bits: Any) -> float:
    """Return a number strictly between 0 and 1 from 64 random bits."""
    return (float(bits >> np.uint64(12)) + 0.5) * 2.0**-52


def standard_normal(seed: int, lane: int, step: int, coordinate: int) -> float:
    """Return a standard normal number (Box and Muller 1958) for this use and no other."""
    a, b = threefry(seed, lane, step, coordinate)
    return sqrt(-2.0 * log(uniform(a))) * cos(2.0 * pi * uniform(b))


def starts_in(box: Box, seed: int, first: int, count: int) -> Array:
    """Return starts number first, first + 1, ... drawn evenly from the box, (count, dim).

    A start depends on the seed and its number alone.
    """
    points = np.empty((count, len(box)))
    numbers = np.arange(first, first + count, dtype=np.uint64)
    with np.errstate(over="ignore"):
        for d, (low, high) in enumerate(box):
            bits, _ = threefry(seed, 0, numbers, (STARTS << 32) + d)
            shares = ((bits >> np.uint64(12)).astype(np.float64) + 0.5) * 2.0**-52
            points[:, d] = low + shares * (high - low)
    return points


def uniforms(seed: int, use: int, count: int, lane: int = 0) -> Array:
    """Return `count` numbers strictly between 0 and 1; `use` and `lane` tell streams apart."""
    first, _ = _words(seed, use, count, lane)
    return first


def normals(seed: int, use: int, count: int, lane: int = 0) -> Array:
    """Return `count` standard normal numbers (Box and Muller 1958)."""
    first, second = _words(seed, use, count, lane)
    return np.asarray(np.sqrt(-2.0 * np.log(first)) * np.cos(2.0 * pi * second))


def permutation(seed: int, use: int, count: int, lane: int = 0) -> NDArray[np.int64]:
    """Return the numbers 0 to count − 1 in an order of their own."""
    return np.argsort(uniforms(seed, use, count, lane), kind="stable")


def _words(seed: int, use: int, count: int, lane: int) -> tuple[Array, Array]:
    first, second = np.empty(count), np.empty(count)
    with np.errstate(over="ignore"):
        for begin in range(0, count, TILE):
            numbers = np.arange(begin, min(begin + TILE, count), dtype=np.uint64)
            words = threefry(seed, lane, numbers, use << 32)
            for shares, bits in zip((first, second), words, strict=True):
                cells = (bits >> np.uint64(12)).astype(np.float64) + 0.5
                shares[begin : begin + TILE] = cells * 2.0**-52
    return first, second


def derived_seed(seed: int, index: int) -> int:
    """Return the seed of the run number `index` of a family; 53 bits, so that any file keeps it."""
    with np.errstate(over="ignore"):
        a, _ = threefry(seed, 0, index, SEEDS << 32)
    return int(a >> np.uint64(11))


def derived_seeds(seed: int, count: int) -> list[int]:
    """Return the seeds of the runs number 0 to count − 1 of a family, as `derived_seed` does."""
    with np.errstate(over="ignore"):
        a, _ = threefry(seed, 0, np.arange(count, dtype=np.uint64), SEEDS << 32)
    numbers: list[int] = (a >> np.uint64(11)).tolist()
    return numbers
