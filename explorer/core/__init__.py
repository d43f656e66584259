"""The mathematics: formulas, landscapes, optimizers, runs. NumPy and Numba; no Qt, no files."""
