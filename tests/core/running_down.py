"""Where points run down to by very short steps: the basins that tests hold ours against."""

import numpy as np

from explorer.core.minima import critical_points


def run_down(landscape, points):
    """Follow the slope down in very short explicit steps: where does each point (n, dim) end?"""
    x = np.array(points, dtype=np.float64)
    low, high = np.array(landscape.box).T
    for _ in range(30_000):
        slope = landscape.gradient(x)
        steep = np.linalg.norm(slope / (high - low), axis=1)
        bend = np.abs(landscape.hessian(x)).sum(axis=(1, 2))
        time = np.minimum(0.1 / np.maximum(bend, 1e-9), 0.002 / np.maximum(steep, 1e-12))[:, None]
        middle = landscape.gradient(x - 0.5 * time * slope)  # the midpoint rule
        x = x - time * middle
        if steep.max() < 1e-9 * max(1.0, float(bend.max())):
            break
    return x


def homes(landscape, points):
    """Number the basins of points by the minimum that they run down to."""
    ends = run_down(landscape, points)
    minima = np.array([c.point for c in critical_points(landscape) if c.kind == "minimum"])
    return np.linalg.norm(ends[:, None] - minima, axis=2).argmin(axis=1)
