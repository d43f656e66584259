"""Generated modules: written to a cache folder, compiled, and found again at the next launch."""

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
from typing import TypeVar

__all__ = ["cache_folder", "compiled_module", "load_numba", "plain_module"]

T = TypeVar("T")

_loading = threading.Lock()

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


def plain_module(source: str, path: str = "") -> ModuleType:
    """Return a module made of the source that we wrote, not of what the disk holds at `path`."""
    module = ModuleType(Path(path).stem or "kernels")
    if path:
        # Numba's code on disk names the module it belongs to, and asks Python for it.
        sys.modules[module.__name__] = module
    exec(compile(source, path or "<kernels>", "exec"), module.__dict__)
    return module


def compiled_module(source: str, jitted: Callable[[ModuleType, bool], T]) -> T:
    """Return what `jitted(module, is_cached)` makes of a module.

    It is told to let Numba keep its code on disk, unless the disk does not let us.
    """
    load_numba()
    try:
        path = _written(source)
    except OSError:
        return jitted(plain_module(source), False)
    try:
        return jitted(plain_module(source, str(path)), True)
    except BROKEN_CACHE:
        _forget(path)
    try:
        return jitted(plain_module(source, str(path)), True)
    except BROKEN_CACHE:
        return jitted(plain_module(source), False)


def load_numba() -> None:
    """Import Numba, in one thread at a time: two that import it at once find it half made."""
    # Intel's vector functions give other bits in the body of a loop than in its remainder.
    os.environ.setdefault("NUMBA_DISABLE_INTEL_SVML", "1")
    with _loading:
        import numba  # noqa: F401


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
