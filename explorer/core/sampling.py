"""Sampling: how the starts of restarts are spread over the box: by chance, evenly, or in rows.

- "uniform": drawn by chance; any place is as likely.
- "sobol": Sobol's sequence (1967) with the direction numbers of Joe and Kuo (2008), shifted by
  chance (each digit of base 2 by one of the seed's): as unforeseen as chance, with fewer gaps.
  The first 2^k points have one in each of 2^k equal parts of the box, however it is halved.
- "grid": the centres of `of` equal cells, in rows that differ by a cell at most; no chance.
"""

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array, Box
from explorer.core.randomness import SHIFTS, starts_in, threefry

__all__ = ["Sampling", "places", "sobol"]

Sampling = Literal["uniform", "sobol", "grid"]

DIGITS = 32


def places(box: Box, sampling: Sampling, seed: int, first: int, count: int, of: int) -> Array:
    """Return starts number first, first + 1, ... of the box, (count, dim), with dim 1 or 2.

    A start depends on the seed and its number alone; in a grid on its number and `of`, how many
    there are in all.
    """
    if sampling == "uniform":
        return starts_in(box, seed, first, count)
    if sampling == "sobol":
        shifted = sobol(len(box), first, count) ^ _shifts(seed, len(box))
        shares = (shifted.astype(np.float64) + 0.5) * 2.0**-DIGITS
    else:
        shares = _grid(len(box), first, count, of)
    low, high = np.array(box, np.float64).T
    return np.asarray(low + shares * (high - low))


def sobol(dim: int, first: int, count: int) -> NDArray[np.uint64]:
    """Return points number first, first + 1, ... of Sobol's sequence times 2^32: (count, dim)."""
    numbers = np.arange(first, first + count, dtype=np.uint64)
    codes = numbers ^ (numbers >> np.uint64(1))  # Gray's: neighbours differ in one digit
    found = np.zeros((count, dim), np.uint64)
    digit = np.full(dim, 1 << (DIGITS - 1), np.uint64)
    for k in range(DIGITS):
        is_set = (codes >> np.uint64(k)) & np.uint64(1)
        found ^= is_set[:, None] * digit
        digit[1:] ^= digit[1:] >> np.uint64(1)  # of the polynomial x + 1, which is Joe and Kuo's
        digit[:1] >>= np.uint64(1)
    return found


def _shifts(seed: int, dim: int) -> NDArray[np.uint64]:
    with np.errstate(over="ignore"):
        words = [threefry(seed, 0, d, SHIFTS << 32)[0] for d in range(dim)]
    return np.array(words, np.uint64) >> np.uint64(64 - DIGITS)


def _grid(dim: int, first: int, count: int, of: int) -> Array:
    """Return the centres of cells of the unit square: row by row, or all in one row."""
    rows = round(float(np.sqrt(of))) if dim == 2 else 1
    begins = np.arange(rows + 1) * of // rows
    numbers = np.arange(first, first + count)
    row = np.searchsorted(begins, numbers, side="right") - 1
    across = (numbers - begins[row] + 0.5) / (begins[row + 1] - begins[row])
    return np.stack([across, (row + 0.5) / rows][:dim], axis=1)
