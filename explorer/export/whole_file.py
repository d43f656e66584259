"""Write a file whole or not at all: a fault on the way leaves the old one as it was."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["whole_file"]


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Give a path to write to; it takes the place of `path` when the block ends without a fault."""
    try:
        handle, name = tempfile.mkstemp(
            dir=path.parent, prefix=f".{path.stem}-", suffix=path.suffix.lower()
        )
    except OSError as error:
        # The user knows the name of the file, not that of its draft.
        raise OSError(error.errno, error.strerror, str(path)) from None
    os.close(handle)
    draft = Path(name)
    try:
        yield draft
        # mkstemp made it readable by the owner alone; a picture is like any other new file.
        draft.chmod(0o666 & ~_umask())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
