"""Matrices: solved and measured as NumPy does it, in any dimension."""

import numpy as np
import pytest

from explorer.core.matrices import bent, definite_solve, largest_entry, noted, recalled

GENERATOR = np.random.default_rng(0)


def symmetric(dim, bends=None):
    """Return a symmetric matrix with random axes, and curvatures along them if given."""
    axes = np.linalg.qr(GENERATOR.normal(size=(dim, dim)))[0]
    bends = GENERATOR.normal(size=dim) if bends is None else bends
    return (axes * bends) @ axes.T


@pytest.mark.parametrize("dim", [1, 2, 3, 7])
def test_what_bends_upwards_is_solved(dim):
    matrix, vector = (
        symmetric(dim, GENERATOR.uniform(0.1, 9.0, dim)),
        GENERATOR.normal(size=(dim, 1)),
    )
    found = np.empty((dim, 1))
    assert definite_solve(matrix[:, :, None], 0.5, vector, found)
    np.testing.assert_allclose((matrix + 0.5 * np.eye(dim)) @ found, vector, atol=1e-12)
    assert bent(matrix[:, :, None], vector, found) == pytest.approx(
        (vector.T @ matrix @ found)[0, 0]
    )


@pytest.mark.parametrize("least", [-1.0, 0.0, np.nan])
def test_what_does_not_bend_upwards_is_not_solved(least):
    matrix = symmetric(3, np.array([2.0, 1.0, least]))
    assert not definite_solve(matrix[:, :, None], 0.0, np.ones((3, 1)), np.empty((3, 1)))


def test_the_largest_entry_counts_what_is_no_number_as_infinite():
    matrix = np.array([[1.0, -3.0], [-3.0, 2.0]])[:, :, None]
    assert largest_entry(matrix) == 3.0
    matrix[0, 1, 0] = np.nan
    assert largest_entry(matrix) == np.inf


def test_what_is_kept_comes_back():
    matrix, memory, found = symmetric(3)[:, :, None], np.empty(9), np.empty((3, 3, 1))
    noted(matrix, memory)
    recalled(memory, found)
    np.testing.assert_array_equal(found, matrix)
