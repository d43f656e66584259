"""`landscape-explorer` and `python -m explorer`: the desktop app, or the command line."""

import os
import sys
from collections.abc import Sequence

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Start the app where there are no arguments, else do what they say; return the status."""
    arguments = sys.argv[1:] if arguments is None else arguments
    # Set before NumPy is imported: on matrices of our size more threads of its linear algebra
    # win nothing, and they take the window's core.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # The window does not wait for what only the command line needs.
    if not arguments:
        from explorer.commands.opening import open_app

        return open_app()
    from explorer.cli import main as command_line

    return command_line(arguments)


if __name__ == "__main__":
    sys.exit(main())
