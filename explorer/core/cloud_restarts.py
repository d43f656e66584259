"""Restarts of a cloud: when a search by CMA-ES is over, and where and how wide the next begins.

The books of a search are seven numbers: children in a generation, generations, generations in
which all children were equally high, how often the number of children was doubled, values spent
by large searches and by small ones, and whether this is a small one. These functions run
compiled, with the rule, and as plain Python.
"""

import numpy as np

from explorer.core.array import Array
from explorer.core.chance import Chance, uniform_from
from explorer.core.probe import World

__all__ = ["is_over", "next_search"]


def is_over(
    books: Array, heights: Array, sigma: float, widest: float, thinnest: float, size: float,
    tolerance: float, dim: int,
) -> bool:  # fmt: skip
    """Tell whether a search is over: its children are equally high, or all in one place.

    Also where the cloud is as thin as a needle (condition 1e14) or a thousand times as wide as at
    first, and where a small search has spent half as much as all large ones. `widest` and
    `thinnest` are lengths of the cloud, in σ; `size` is the σ that it began with. As pycma ends.
    """
    count = int(books[0])
    low, high = heights[0], heights[0]
    for i in range(1, count):
        low, high = min(low, heights[i]), max(high, heights[i])
    books[2] = books[2] + 1.0 if high - low <= tolerance else 0.0
    if not 1e-11 * size < sigma * widest <= 1e3 * size or not widest <= 1e7 * thinnest:
        return True
    if books[6] != 0.0 and books[0] * books[1] >= 0.5 * books[4]:
        return True
    return bool(books[2] >= 10.0 + 30.0 * dim / count)


def next_search(
    world: World, chance: Chance, books: Array, sigma: Array, size: float, restarts: float,
    least: int, place: Array,
) -> None:  # fmt: skip
    """Choose the place (dim,), the width and the number of children of the next search.

    IPOP (Auger and Hansen 2005): twice as many children each time. BIPOP (Hansen 2009): between
    these, small searches of any width, until they have spent as much as the large ones.
    """
    box, dim = world[4], place.shape[0]
    shares = np.empty(2 + dim)
    for k in range(2 + dim):
        shares[k] = uniform_from(chance, (1 << 40) + k)  # numbers that no child uses
    books[5 if books[6] != 0.0 or books[4] + books[5] == 0.0 else 4] += books[0] * books[1]
    books[6] = 1.0 if restarts == 2.0 and books[5] < books[4] else 0.0
    sigma[0] = size
    if books[6] == 0.0:
        books[3] += 1.0
        books[0] = least * 2.0 ** books[3]
    else:
        books[0] = max(2.0, float(int(least * 2.0 ** (books[3] * shares[0] ** 2))))
        sigma[0] *= 0.01 ** shares[1]
    books[0] = min(books[0], 192.0)
    books[1] = books[2] = 0.0
    for d in range(dim):
        place[d] = box[d, 0] + shares[2 + d] * (box[d, 1] - box[d, 0])
