"""Region: the lowest place of a local parabola, as far as it is trusted: within a radius.

These functions run compiled, together with the rule that calls them, and as plain Python. Each
fills `move` (dim, 1) with a step from the middle of the region, for a matrix of curvatures
(dim, dim, 1) and a gradient (dim, 1).
"""

from math import sqrt

import numpy as np

from explorer.core.array import Array
from explorer.core.matrices import bent, definite_solve, largest_entry
from explorer.core.vectors import copied, dot

__all__ = [
    "REGION",
    "cauchy",
    "dogleg",
    "edge_shift",
    "exact",
    "promised",
    "resized",
    "steihaug",
    "to_edge",
]


def promised(matrix: Array, gradient: Array, move: Array) -> float:
    """Return how far the parabola falls along a move."""
    return -(dot(gradient, move) + 0.5 * bent(matrix, move, move))


def resized(radius: float, ratio: float, length: float, largest: float) -> float:
    """Return the radius for the next step, by the share of the promised fall that came true.

    A quarter where that was less than a quarter, double where it was more than three quarters and
    the step was as long as allowed.
    """
    if not ratio >= 0.25:
        return 0.25 * radius
    if ratio > 0.75 and length >= 0.999999 * radius:
        return min(2.0 * radius, largest)
    return radius


def to_edge(place: Array, way: Array, radius: float) -> float:
    """Return the share t > 0 at which place + t · way, with place inside, is a radius long."""
    a, b = dot(way, way), dot(place, way)
    c = dot(place, place) - radius * radius
    root = sqrt(max(b * b - a * c, 0.0))
    # Of the two ways to write it, the one where nothing cancels.
    return -c / (b + root) if b > 0.0 else (root - b) / a


def cauchy(matrix: Array, gradient: Array, radius: float, move: Array) -> None:
    """Go to the lowest place straight downhill."""
    length = sqrt(dot(gradient, gradient))
    bend = bent(matrix, gradient, gradient)
    share = radius / length
    if bend > 0.0:
        share = min(share, length * length / bend)
    for d in range(move.shape[0]):
        move[d, 0] = -share * gradient[d, 0]


def dogleg(matrix: Array, gradient: Array, radius: float, move: Array) -> None:
    """Go straight downhill to the lowest place, then towards that of all, up to the edge.

    Only straight downhill where the parabola has no lowest place.
    """
    cauchy(matrix, gradient, radius, move)
    end = np.empty(move.shape)
    if not definite_solve(matrix, 0.0, gradient, end):
        return
    for d in range(move.shape[0]):
        end[d, 0] = -end[d, 0]
    if dot(end, end) <= radius * radius:
        copied(end, move)
    elif sqrt(dot(move, move)) < 0.999999999 * radius:
        for d in range(move.shape[0]):
            end[d, 0] -= move[d, 0]
        share = to_edge(move, end, radius)
        for d in range(move.shape[0]):
            move[d, 0] += share * end[d, 0]


def steihaug(matrix: Array, gradient: Array, radius: float, move: Array) -> None:
    """Go by conjugate gradients, to the edge once they leave it or find no upward bend.

    They stop where the slope is a share √|g|, at most a half, of what it was. With an infinite
    radius they stop before what does not bend upwards; where that is the slope itself, they go as
    far as if it did.
    """
    dim = move.shape[0]
    rest, way, turned = np.empty((dim, 1)), np.empty((dim, 1)), np.empty((dim, 1))
    for d in range(dim):
        move[d, 0], rest[d, 0], way[d, 0] = 0.0, gradient[d, 0], -gradient[d, 0]
    square, share = dot(rest, rest), 0.0
    enough = min(0.5, sqrt(sqrt(square))) * sqrt(square)
    for k in range(2 * dim):
        for a in range(dim):
            total = 0.0
            for b in range(dim):
                total += matrix[a, b, 0] * way[b, 0]
            turned[a, 0] = total
        bend, length = dot(way, turned), np.inf
        if bend > 0.0:
            share, length = square / bend, 0.0
            for d in range(dim):
                length += (move[d, 0] + share * way[d, 0]) ** 2
        if not sqrt(length) < radius:
            if radius < np.inf:
                share = to_edge(move, way, radius)
                for d in range(dim):
                    move[d, 0] += share * way[d, 0]
            elif k == 0:
                for d in range(dim):
                    move[d, 0] = (square / -bend if bend < 0.0 else 1.0) * way[d, 0]
            return
        for d in range(dim):
            move[d, 0] += share * way[d, 0]
            rest[d, 0] += share * turned[d, 0]
        after = dot(rest, rest)
        if sqrt(after) < enough:
            return
        for d in range(dim):
            way[d, 0] = after / square * way[d, 0] - rest[d, 0]
        square = after


def edge_shift(matrix: Array, gradient: Array, radius: float, room: Array) -> float:
    """Return what must be added to all curvatures for Newton's step to end at the edge, or inside.

    That is where 1/length, as a function of the shift and nearly straight, is 1/radius: bracketed
    by steps too long and too short, and then found by straight lines, to a millionth.
    """
    dim, total, least = gradient.shape[0], 0.0, 0.0
    for a in range(dim):
        least = max(least, -matrix[a, a, 0])
        for b in range(dim):
            total += matrix[a, b, 0] * matrix[a, b, 0]
    steep = sqrt(dot(gradient, gradient)) / radius
    low, high = max(least, steep - sqrt(total)), 1.000001 * (steep + sqrt(total))
    low_gap, high_gap, is_between = 0.0, 0.0, False
    for _ in range(80):
        middle = max(sqrt(low * high), low + 0.01 * (high - low))
        if is_between and high_gap > low_gap:
            middle = high - high_gap * (high - low) / (high_gap - low_gap)
        if not low < middle < high or high - low <= 1e-14 * high:
            break
        is_solved = definite_solve(matrix, middle, gradient, room)
        length = sqrt(dot(room, room)) if is_solved else np.inf
        gap = 1.0 / length - 1.0 / radius if length > 0.0 else np.inf
        if is_solved and length <= radius:
            # The other end counts half, or it might stay for good.
            high, high_gap, low_gap = middle, gap, 0.5 * low_gap
            if length >= 0.999999 * radius:
                break
        else:
            low, high_gap = middle, 0.5 * high_gap
            if is_solved:
                low_gap = gap
        is_between = low_gap < 0.0 and 0.0 < high_gap < np.inf
    return high


def exact(matrix: Array, gradient: Array, radius: float, move: Array) -> None:
    """Go to the lowest place within the region, found by adding to all curvatures.

    Conn, Gould and Toint 2000, chapter 7. Where the slope has no part along the axis that bends
    down most, the step goes to the edge along it all the same.
    """
    dim = move.shape[0]
    shift, is_inside = 0.0, False
    if definite_solve(matrix, shift, gradient, move):
        is_inside = dot(move, move) <= radius * radius
    if not is_inside:
        shift = edge_shift(matrix, gradient, radius, move)
        if not definite_solve(matrix, shift, gradient, move):
            for d in range(dim):
                move[d, 0] = 0.0
    for d in range(dim):
        move[d, 0] = -move[d, 0]
    if is_inside or sqrt(dot(move, move)) >= 0.99 * radius or not shift > 0.0:
        return
    side, other = np.empty((dim, 1)), np.empty((dim, 1))
    for d in range(dim):
        side[d, 0] = 1.0 + 0.1 * d
    for _ in range(3):
        if definite_solve(matrix, shift, side, other):
            length = sqrt(dot(other, other))
            for d in range(dim):
                side[d, 0] = other[d, 0] / length
    if dot(side, gradient) > 0.0:
        for d in range(dim):
            side[d, 0] = -side[d, 0]
    share = to_edge(move, side, radius)
    for d in range(dim):
        move[d, 0] += share * side[d, 0]


REGION = (
    *(dot, copied, largest_entry, bent, definite_solve, promised, resized, to_edge),
    *(cauchy, dogleg, steihaug, edge_shift, exact),
)
