"""Generated modules: written to a cache folder, imported and compiled, or run as they are."""

import hashlib
import importlib.util
import os
import sys
import tempfile
import warnings
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

__all__ = ["compiled_module", "plain_module"]


def _folder() -> Path:
    folder = Path.home() / ".cache" / "landscape-explorer" / "kernels"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def compiled_module(
    source: str, inner: Sequence[str], signatures: Mapping[str, Any], allocating: Collection[str]
) -> dict[str, Any]:
    """Return the names of a module, those in `signatures` compiled and kept on disk.

    `inner` are functions that they call, callees first; `allocating` those that make arrays.
    """
    # Intel's vector functions give other bits in the body of a loop than in its remainder.
    os.environ.setdefault("NUMBA_DISABLE_INTEL_SVML", "1")
    from numba import njit
    from numba.core.errors import NumbaExperimentalFeatureWarning

    name = "kernels_" + hashlib.sha256(source.encode()).hexdigest()[:20]
    path = _folder() / f"{name}.py"
    if not path.exists():
        handle, scratch = tempfile.mkstemp(dir=path.parent, suffix=".part")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(source)
        os.replace(scratch, path)
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"cannot load {path}")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # Numba looks it up when it loads what it kept
    spec.loader.exec_module(module)
    names: dict[str, Any] = module.__dict__
    options = {"nogil": True, "error_model": "numpy"}
    with warnings.catch_warnings():
        # Function pointers: the engine is built on them.
        warnings.simplefilter("ignore", NumbaExperimentalFeatureWarning)
        for key in (*inner, *signatures):
            # Where no array is made, none is to be counted: that would cost half of a short step.
            own = {**options, "_nrt": key in allocating}
            if key in signatures:
                names[key] = njit(signatures[key], cache=True, **own)(names[key])
            else:
                names[key] = njit(**own)(names[key])
    return names


def plain_module(source: str) -> dict[str, Any]:
    """Return the names of a module that runs as plain Python."""
    names: dict[str, Any] = {"__name__": "landscape_explorer_kernels"}
    exec(compile(source, "<kernels>", "exec"), names)
    return names
