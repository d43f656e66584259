"""Eigenvalues of symmetric matrices: how long an ellipse is each way, and which ways these are.

These functions run compiled, together with the rule that calls them, and as plain Python.
"""

from math import copysign, sqrt

from explorer.core.array import Array

__all__ = ["eigenpairs"]


def eigenpairs(matrix: Array, vectors: Array) -> None:
    """Leave the eigenvalues of a symmetric matrix (dim, dim) on its diagonal, in no order.

    The columns of vectors (dim, dim) become the eigenvectors, of length 1. Cyclic rotations
    (Jacobi 1846; Golub and Van Loan, Matrix Computations, section 8.5). Numbers that are not
    finite give such numbers.
    """
    dim = matrix.shape[0]
    for a in range(dim):
        for b in range(dim):
            vectors[a, b] = 1.0 if a == b else 0.0
    for _ in range(30):  # far more than any matrix needs
        turned = False
        for a in range(dim - 1):
            for b in range(a + 1, dim):
                off = matrix[a, b]
                small = 1e-17 * sqrt(abs(matrix[a, a])) * sqrt(abs(matrix[b, b]))
                if not abs(off) > small:
                    matrix[a, b] = matrix[b, a] = 0.0
                    continue
                turned = True
                ratio = (matrix[b, b] - matrix[a, a]) / (2.0 * off)
                tangent = copysign(1.0 / (abs(ratio) + sqrt(ratio * ratio + 1.0)), ratio)
                cosine = 1.0 / sqrt(tangent * tangent + 1.0)
                sine = tangent * cosine
                for k in range(dim):
                    one, other = matrix[k, a], matrix[k, b]
                    matrix[k, a] = cosine * one - sine * other
                    matrix[k, b] = sine * one + cosine * other
                for k in range(dim):
                    one, other = matrix[a, k], matrix[b, k]
                    matrix[a, k] = cosine * one - sine * other
                    matrix[b, k] = sine * one + cosine * other
                matrix[a, b] = matrix[b, a] = 0.0
                for k in range(dim):
                    one, other = vectors[k, a], vectors[k, b]
                    vectors[k, a] = cosine * one - sine * other
                    vectors[k, b] = sine * one + cosine * other
        if not turned:
            return
