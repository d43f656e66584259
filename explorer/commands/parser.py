"""A parser of arguments whose refusals are one sentence, with exit status 2."""

import sys
from argparse import ArgumentParser
from typing import NoReturn

__all__ = ["Parser", "say"]


class Parser(ArgumentParser):
    """argparse's own, without the usage before each refusal."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, and leave."""
        say(f"{message} (see {self.prog} --help)")
        sys.exit(2)


def say(sentence: str) -> None:
    """Tell the user something that is no result."""
    sys.stderr.write(f"landscape-explorer: {' '.join(sentence.split())}\n")
