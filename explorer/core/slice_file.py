"""Reads slices from files: NumPy arrays in an .npz, as any program can write. No code is run."""

import zipfile
from pathlib import Path

import numpy as np

from explorer.core.param import SettingError
from explorer.core.recorded_slice import ARRAYS, RecordedSlice, Recording, recorded

__all__ = ["LARGEST", "read_slice"]

LARGEST = 200_000_000  # bytes, unpacked


def read_slice(path: str | Path) -> RecordedSlice:
    """Return the slice in an .npz file; SettingError, one sentence, where it is none."""
    name = Path(path).name
    try:
        _check_size(Path(path), name)
        with np.load(path, allow_pickle=False) as held:
            arrays = {key: held[key] for key in ARRAYS if key in held.files}
    except OSError as error:
        raise SettingError(
            f"{name} cannot be read: {error.strerror or 'it is damaged'}."
        ) from error
    except (ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise SettingError(f"{name} is not a sound .npz file of arrays.") from error
    if missing := [key for key in ARRAYS if key not in arrays]:
        raise SettingError(
            f"{name} has no {' and no '.join(missing[:2])}: "
            "make it with explorer.slice_of(...).save(...)."
        )
    return _slice(arrays, name)


def _check_size(path: Path, name: str) -> None:
    """Refuse a file that would unpack to more than there should be in one."""
    with zipfile.ZipFile(path) as packed:
        if sum(entry.file_size for entry in packed.infolist()) > LARGEST:
            raise SettingError(f"{name} holds more than {LARGEST // 1_000_000} MB: not a slice.")


def _slice(arrays: dict[str, np.ndarray], name: str) -> RecordedSlice:
    try:
        numbers = {
            key: np.asarray(arrays[key], dtype=np.float64)
            for key in ("heights", "box", "path", "losses", "off", "share", "weights")
        }
        words, title = str(arrays["words"][()]), str(arrays["name"][()])
    except (TypeError, ValueError) as error:
        raise SettingError(f"{name} holds something else than numbers.") from error
    shapes = {"heights": 2, "box": 2, "path": 2, "losses": 1, "off": 1, "share": 0, "weights": 0}
    wrong = [key for key, dims in shapes.items() if numbers[key].ndim != dims]
    if wrong or numbers["box"].shape != (2, 2) or numbers["path"].shape[1] != 2:
        raise SettingError(f"The arrays of {name} do not have the shapes of a slice.")
    if not (np.isfinite(numbers["box"]).all() and np.isfinite(numbers["weights"])):
        raise SettingError(f"The box of {name} must be finite.")
    return recorded(
        title[:200] or name,
        tuple((float(low), float(high)) for low, high in numbers["box"]),
        Recording(
            heights=tuple(tuple(row) for row in numbers["heights"].tolist()),
            path=tuple((float(x), float(y)) for x, y in numbers["path"]),
            losses=tuple(numbers["losses"].tolist()),
            off=tuple(numbers["off"].tolist()),
            share=float(numbers["share"]),
            weights=int(numbers["weights"]),
            words=words[:200],
        ),
    )
