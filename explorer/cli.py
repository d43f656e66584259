"""The command line: list what there is, run a race, draw it, or open it in the app."""

import os
import sys
from argparse import REMAINDER, ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import get_args

import explorer
from explorer.commands.opening import open_app, race_without_display
from explorer.commands.parser import Parser, say
from explorer.commands.plugins import check, taken

__all__ = ["main", "race_without_display"]

COMMANDS = ("list", "run", "render", "experiment", "lesson", "open", "check")
TAKES_NUMBERS = ("--start", "--box", "--steps", "--seed", "--tolerance")
CATALOGUE = ("landscapes", "data", "optimizers", "experiments", "measures", "lessons")
LANDSCAPE_HELP = (
    "a key from `list` or a formula in x and y, with constants and moves of its land, like "
    "rosenbrock:b=50,turn=45,shift_x=0.1,shift_y=0,stretch=2,noise=0.01; or a tiny net with its "
    "settings, like net:data=spiral,hidden=16-16,activation=relu,l2=0.001"
)
SETTINGS_HELP = (
    "an optimizer and its settings, like adam:learning_rate=0.02,beta1=0.9; may be repeated; "
    "settings not given are those suggested for this landscape"
)


def main(arguments: Sequence[str]) -> int:
    """Do what the arguments say; return the exit status: 0, or 2 where they were refused."""
    _survive_narrow_encodings()
    try:
        arguments = _joined(taken(arguments))
    except ValueError as error:
        if not _is_ours(error):
            raise
        say(str(error))
        return 2
    if arguments and arguments[0] not in COMMANDS and _names_a_document(arguments[0]):
        arguments = ["open", *arguments]
    options = _parser().parse_args(arguments)
    try:
        status = _do(options)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader (`head`, `less`) has seen enough; keep Python quiet about it on exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        say(f"{error.filename or 'file'}: {error.strerror or error}")
        return 2
    except ValueError as error:
        if not _is_ours(error):
            raise
        say(str(error))
        return 2
    except KeyboardInterrupt:
        return 130
    return status


def _do(options: Namespace) -> int:
    if options.command is None:
        return open_app()
    if options.command == "open":
        return open_app(Path(options.file))
    if options.command == "list":
        from explorer.commands.listing import list_catalogue

        return list_catalogue(
            options.what, as_json=options.json, group=options.group, tag=options.tag
        )
    if options.command == "check":
        return check(options)
    if options.command == "experiment":
        from explorer.commands.experimenting import experiment

        return experiment(options.key, options.settings)
    if options.command == "lesson":
        from explorer.commands.lessons import lesson

        return lesson(options)
    from explorer.commands import running

    return running.run(options) if options.command == "run" else running.render(options)


def _parser() -> ArgumentParser:
    parser = Parser(
        prog="landscape-explorer",
        description="Race optimizers on loss landscapes. Without a command it opens the app.",
        epilog="`--plugin file.py` loads an optimizer of your own, with any command or none; it "
        "runs that file, so only give it what you trust.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {explorer.__version__}")
    commands = parser.add_subparsers(dest="command", metavar=" | ".join(COMMANDS))

    listing = commands.add_parser("list", help="what there is to race and to measure")
    listing.add_argument("what", nargs="?", choices=CATALOGUE)
    listing.add_argument("--group", default="", help='optimizers of a group, like "second order"')
    listing.add_argument("--tag", default="", help="landscapes with a tag, like valley")
    listing.add_argument("--json", action="store_true", help="as JSON")

    run = commands.add_parser("run", help="race optimizers; print where each ended and why")
    _add_race(run)
    run.add_argument("--json", action="store_true", help="as JSON")

    render = commands.add_parser("render", help="race optimizers and draw the race into a file")
    _add_race(render)
    render.add_argument("--out", required=True, help="a name ending in .png, .svg or .gif")
    render.add_argument("--size", default="1200x800", help="in pixels, like 1200x800")
    render.add_argument("--theme", default="dark", choices=("dark", "light"))
    render.add_argument("--side-by-side", action="store_true", help="a panel for each optimizer")

    trying = commands.add_parser(
        "experiment",
        help="run a study that needs more than one race; print its numbers",
        epilog="`experiment KEY --help` says which settings an experiment has.",
    )
    trying.add_argument("key", help="one of `list experiments`")
    trying.add_argument(
        "settings", nargs=REMAINDER, metavar="--setting value ...", help="and --json, as JSON"
    )

    playing = commands.add_parser("lesson", help="open a lesson in the app, or check its numbers")
    playing.add_argument("name", nargs="?", help="one of `list lessons`, or a folder; none: all")
    playing.add_argument("--check", action="store_true", help="measure and judge its numbers here")
    playing.add_argument(
        "--draws", type=int, default=0, metavar="N", help="check, and show N draws of each number"
    )
    playing.add_argument("--json", action="store_true", help="check, and print JSON")

    opening = commands.add_parser("open", help="open a saved race, or a slice, in the app")
    opening.add_argument("file", help="a file saved by the app, or by slice_of(...).save (.npz)")

    checking = commands.add_parser("check", help="try an optimizer of your own: does it behave?")
    checking.add_argument("file", help="a Python file that declares it, or an installed plugin")
    checking.add_argument(
        "--seconds", type=float, default=120.0, help="the longest wait for one answer (120)"
    )
    return parser


def _add_race(parser: ArgumentParser) -> None:
    from explorer.core.run import Boundary

    parser.allow_abbrev = False
    parser.add_argument("landscape", help=LANDSCAPE_HELP)
    parser.add_argument(
        "-o", "--optimizer", action="append", required=True, metavar="KEY", help=SETTINGS_HELP
    )
    parser.add_argument(
        "--start", action="append", metavar="X,Y", help="where to start; may be repeated"
    )
    parser.add_argument("--steps", type=int, default=300, help="the most steps to take (300)")
    parser.add_argument("--seed", type=int, default=0, help="for optimizers that use chance (0)")
    parser.add_argument(
        "--tolerance",
        type=float,
        default=1e-8,
        help="stop where the gradient norm is smaller (1e-8; 0 never stops early)",
    )
    parser.add_argument("--boundary", default="free", choices=get_args(Boundary))
    parser.add_argument("--box", metavar="LOW,HIGH,LOW,HIGH", help="where to look")


def _joined(arguments: Sequence[str]) -> list[str]:
    """Write arguments that begin with a minus so that argparse does not take them for options.

    `--start -1,2` becomes `--start=-1,2`; a formula such as `-x^2` goes to the end, after `--`.
    """
    result: list[str] = []
    formulas: list[str] = []
    for argument in arguments:
        if argument == "--":
            return [*arguments]
        begins_with_minus = argument[:1] == "-" and argument[1:2] not in ("", "-", "o", "h")
        if begins_with_minus and result and result[-1] in TAKES_NUMBERS:
            result[-1] += f"={argument}"
        elif begins_with_minus:
            formulas.append(argument)
        else:
            result.append(argument)
    return [*result, "--", *formulas] if formulas else result


def _names_a_document(argument: str) -> bool:
    return not argument.startswith("-") and (argument.endswith(".json") or Path(argument).is_file())


def _is_ours(error: ValueError) -> bool:
    """Tell a refusal, which is one sentence for the user, from a fault of the program."""
    return type(error).__module__.startswith("explorer.")


def _survive_narrow_encodings() -> None:
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
