"""Plugins on the command line: `--plugin` before anything else, and the command `check`."""

import sys
from argparse import Namespace
from collections.abc import Sequence

__all__ = ["check", "taken"]

OPTION = "--plugin"


def taken(arguments: Sequence[str]) -> list[str]:
    """Load what follows each `--plugin`; return the other arguments. Raises PluginError."""
    rest: list[str] = []
    said: list[str] = []
    given = iter(arguments)
    for argument in given:
        if argument == OPTION:
            said.append(next(given, ""))
        elif argument.startswith(f"{OPTION}="):
            said.append(argument.removeprefix(f"{OPTION}="))
        else:
            rest.append(argument)
    if said:
        from explorer.plugins.errors import PluginError
        from explorer.plugins.loading import file_of
        from explorer.plugins.trial import admit

        if "" in said:
            raise PluginError("--plugin takes a Python file, or the name of an installed plugin.")
        for one in said:
            admit(file_of(one))
    return rest


def check(options: Namespace) -> int:
    """Check a plugin file and say of each promise whether it is kept; return the exit status."""
    from explorer.commands.parser import say
    from explorer.plugins.checking import CHECKS, Check
    from explorer.plugins.loading import file_of
    from explorer.plugins.trial import tried

    def tell(key: str, one: Check) -> None:
        sys.stdout.write(f"{key}: {one.promise}: {'BROKEN' if one.broken else 'yes'}\n")
        sys.stdout.flush()

    report = tried(file_of(options.file), tuple(CHECKS), options.seconds, tell)
    if report.failure:
        say(report.failure)
        return 2
    keys = tuple(dict.fromkeys(key for key, _ in report.checks))
    sys.stdout.write(f"All promises are kept by {', '.join(keys)}.\n")
    return 0
