"""`landscape-explorer` and `python -m explorer`: the desktop app, or the command line."""

import sys
from collections.abc import Sequence

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Start the app where there are no arguments, else do what they say; return the status."""
    arguments = sys.argv[1:] if arguments is None else arguments
    # The window does not wait for what only the command line needs.
    if not arguments:
        from explorer.commands.opening import open_app

        return open_app()
    from explorer.cli import main as command_line

    return command_line(arguments)


if __name__ == "__main__":
    sys.exit(main())
