"""Explore how optimizers move on loss landscapes: the Python API.

    import explorer

    trace = explorer.minimize("rosenbrock", "adam", start=(-1.2, 1.0), steps=500)
    trace.verdict.words

Everything is imported on first use, so that `import explorer` costs next to nothing and the
window is on the screen before the mathematics is loaded.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from explorer.api import (
        critical_points,
        experiment,
        experiments,
        landscape,
        landscapes,
        measure,
        measures,
        minimize,
        optimizers,
        restarts,
        slice_of,
        tiny_net,
    )

__all__ = [
    "__version__",
    "critical_points",
    "experiment",
    "experiments",
    "landscape",
    "landscapes",
    "measure",
    "measures",
    "minimize",
    "optimizers",
    "restarts",
    "slice_of",
    "tiny_net",
]

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'explorer' has no attribute {name!r}")
    from explorer import api

    return getattr(api, name)


def __dir__() -> list[str]:
    return sorted(__all__)
