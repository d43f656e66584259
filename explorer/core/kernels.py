"""Kernels: a landscape compiled to machine code, kept on disk so that the next launch is quick."""

import os
import pickle
import sys
import tempfile
import threading
from collections.abc import Callable
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import numpy as np

from explorer.core.formula import Formula
from explorer.core.landscape import Landscape

__all__ = ["Kernels", "cache_folder", "compiled", "interpreted", "ready"]

KEPT_MODULES = 400  # on disk; the least recently used ones go first
BROKEN_CACHE = (
    OSError,
    EOFError,
    pickle.UnpicklingError,
    ImportError,
    LookupError,
    AttributeError,
    TypeError,
    ValueError,
    MemoryError,
)


class Kernels(NamedTuple):
    """Functions that fill arrays, all C-contiguous float64.

    value(points (dim, n), constants (c,), value (n,))
    slope(points, constants, value (n,), gradient (dim, n))
    curvature(points, constants, hessian (dim, dim, n))
    """

    value: Callable[..., None]
    slope: Callable[..., None]
    curvature: Callable[..., None]


_compiled: dict[tuple[Formula, int], Kernels] = {}
_by_source: dict[str, Kernels] = {}
_compiling = threading.Lock()


def ready(landscape: Landscape) -> Kernels | None:
    """Return the compiled kernels if this process has them; never waits."""
    return _compiled.get((landscape.parsed, landscape.dim))


def compiled(landscape: Landscape) -> Kernels:
    """Return the compiled kernels; blocks for about half a second when they are new."""
    key = (landscape.parsed, landscape.dim)
    found = _compiled.get(key)
    if found is None:
        source = _source(*key)
        with _compiling:
            found = _by_source.get(source)
            if found is None:
                found = _by_source[source] = _compile(source)
            _compiled[key] = found
    return found


@lru_cache(maxsize=256)
def _interpreted(formula: Formula, dim: int) -> Kernels:
    functions = _functions(_module(_source(formula, dim), ""))
    return Kernels(*(np.errstate(all="ignore")(function) for function in functions))


def interpreted(landscape: Landscape) -> Kernels:
    """Return the same kernels as plain Python functions, at once and without Numba."""
    return _interpreted(landscape.parsed, landscape.dim)


@lru_cache(maxsize=256)
def _source(formula: Formula, dim: int) -> str:
    return formula.source(dim)


def _module(source: str, path: str) -> Any:
    """Run the source that we wrote, not what the disk holds under that path."""
    module = ModuleType(Path(path).stem or "kernels")
    exec(compile(source, path or "<kernels>", "exec"), module.__dict__)
    if path:
        # Numba's code on disk names the module it belongs to, and asks Python for it.
        sys.modules[module.__name__] = module
    return module


def _functions(module: Any) -> tuple[Callable[..., None], ...]:
    return tuple(getattr(module, name) for name in Kernels._fields)


def _compile(source: str) -> Kernels:
    # Intel's vector functions give other bits in the body of a loop than in its remainder.
    os.environ.setdefault("NUMBA_DISABLE_INTEL_SVML", "1")
    try:
        path = _written(source)
    except OSError:
        return _jitted(source, "", is_cached=False)
    try:
        return _jitted(source, str(path), is_cached=True)
    except BROKEN_CACHE:
        _forget(path)
    try:
        return _jitted(source, str(path), is_cached=True)
    except BROKEN_CACHE:
        return _jitted(source, "", is_cached=False)


def _jitted(source: str, path: str, *, is_cached: bool) -> Kernels:
    from numba import float64, njit, void

    line, table, cube = float64[::1], float64[:, ::1], float64[:, :, ::1]
    signatures = (
        void(table, line, line),
        void(table, line, line, table),
        void(table, line, cube),
    )
    module = _module(source, path)
    # Inlined, or the loops that call it would not become vector code.
    module.turn = njit(forceinline=True, error_model="numpy")(module.turn)
    functions = zip(_functions(module), signatures, strict=True)
    return Kernels(
        *(
            njit(signature, nogil=True, error_model="numpy", cache=is_cached)(function)
            for function, signature in functions
        )
    )


def cache_folder() -> Path:
    """Return where compiled kernels are kept; the variable EXPLORER_CACHE overrides it."""
    if override := os.environ.get("EXPLORER_CACHE"):
        return Path(override)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = str(Path.home() / "Library" / "Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "landscape-explorer"


@lru_cache(maxsize=1)
def _private_folder() -> Path:
    # A folder of our own: nobody else may plant code in it.
    return Path(tempfile.mkdtemp(prefix="landscape-explorer-"))


def _written(source: str) -> Path:
    """Return a file that holds the source, for Numba to keep its code beside."""
    content = source.encode()
    name = f"kernels_{sha256(content).hexdigest()[:24]}.py"
    try:
        return _write(cache_folder() / "kernels", name, content)
    except OSError:
        return _write(_private_folder(), name, content)


def _write(folder: Path, name: str, content: bytes) -> Path:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / name
    if path.is_file() and path.read_bytes() == content:
        os.utime(path)
        return path
    handle, temporary = tempfile.mkstemp(dir=folder, suffix=".tmp")
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    os.replace(temporary, path)
    _prune(folder)
    return path


def _prune(folder: Path) -> None:
    """Remove the modules that were not used for longest."""
    modules = sorted(folder.glob("kernels_*.py"), key=lambda p: p.stat().st_mtime)
    for path in modules[:-KEPT_MODULES]:
        _forget(path)
        path.unlink(missing_ok=True)


def _forget(path: Path) -> None:
    """Remove what Numba kept for a module."""
    for kept in (path.parent / "__pycache__").glob(f"{path.stem}.*"):
        kept.unlink(missing_ok=True)
