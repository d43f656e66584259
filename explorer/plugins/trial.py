"""A trial: a plugin is checked in a process of its own, which may crash or never come back."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from threading import Timer

from explorer.core.modules import cache_folder
from explorer.core.optimizer import Optimizer
from explorer.plugins.checking import CHECKS, QUICK, Check, check
from explorer.plugins.errors import PluginError
from explorer.plugins.loading import load

__all__ = ["SECONDS", "Report", "admit", "main", "tried"]

SECONDS = 60.0  # for a trial before the window opens; `check` may be given more


@dataclass(frozen=True)
class Report:
    """What came of a trial: each optimizer's key with its promises, in the order tried."""

    checks: tuple[tuple[str, Check], ...]
    failure: str = ""  # why it went no further, in one sentence; empty where all is well


def admit(path: Path) -> tuple[type[Optimizer], ...]:
    """Return the optimizers of a plugin file, after a quick trial beside this process.

    A file that has passed before is not tried again until it changes. Raises PluginError.
    """
    passed = _passed(path)
    if passed is None or not passed.is_file():
        report = tried(path, QUICK, SECONDS)
        if report.failure:
            raise PluginError(report.failure)
        if passed is not None:
            _note(passed)
    return load(path)


def tried(
    path: Path,
    promises: tuple[str, ...],
    seconds: float,
    tell: Callable[[str, Check], None] = lambda key, one: None,
) -> Report:
    """Check a plugin file in another process; `tell` hears of each promise as it is decided.

    After so many seconds without an answer the process is ended and the promise counts as broken.
    """
    command = [sys.executable, "-m", "explorer.plugins.trial", str(path), *promises]
    environment = os.environ | {"PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"}
    found: list[tuple[str, Check]] = []
    asked = ("", Check("loads"))
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, text=True,
        encoding="utf-8", errors="replace",
    ) as child:  # fmt: skip
        watch = _Watch(child, seconds)
        try:
            for line in child.stdout or ():
                watch.begin()
                if not line.startswith(_MARK):
                    continue  # what the plugin prints
                key, promise, broken = json.loads(line.removeprefix(_MARK))
                asked = key, Check(promise, broken)
                if broken != "…":
                    found.append(asked)
                    tell(*asked)
                if broken not in ("", "…"):
                    return Report(tuple(found), broken)
        finally:
            is_late = watch.end()
            child.kill()
    what = f"{asked[0]} ({asked[1].promise})" if asked[0] else "loading it"
    if is_late:
        sentence = f"{path.name}: {what} did not come to an end in {seconds:g} seconds."
        return Report(tuple(found), sentence)
    if not found or asked[1].broken == "…":
        return Report(tuple(found), f"{path.name}: {what} ended Python itself.")
    return Report(tuple(found))


class _Watch:
    """Ends a process that says nothing for too long."""

    def __init__(self, child: "subprocess.Popen[str]", seconds: float) -> None:
        self._child, self._seconds, self._is_late = child, seconds, False
        self._timer = Timer(seconds, self._stop)
        self._timer.start()

    def begin(self) -> None:
        """Wait anew."""
        self._leave()
        self._timer = Timer(self._seconds, self._stop)
        self._timer.start()

    def end(self) -> bool:
        """Watch no longer; return whether it took too long."""
        self._leave()
        return self._is_late

    def _leave(self) -> None:
        self._timer.cancel()
        self._timer.join()

    def _stop(self) -> None:
        self._is_late = True
        self._child.kill()


_MARK = "\x1eexplorer "  # before each line that is ours


def _passed(path: Path) -> Path | None:
    """Return the file that notes that a plugin has passed, with this program and this Python."""
    import explorer

    try:
        content = path.read_bytes()
    except OSError:
        return None
    said = f"{explorer.__version__} {sys.version} {path}".encode()
    return cache_folder() / "plugins" / sha256(content + said).hexdigest()[:32]


def _note(passed: Path) -> None:
    try:
        passed.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        passed.touch()
    except OSError:
        return  # then it is tried again next time


def main(arguments: list[str]) -> int:
    """Be the other process: load a file, check it, and print a line for each promise."""
    path, promises = Path(arguments[0]), tuple(arguments[1:]) or tuple(CHECKS)
    try:
        kinds = load(path)
    except PluginError as error:
        _print("", "", str(error))
        return 0
    for kind in kinds:
        for one in check(kind, path, promises):
            _print(kind.key, one.promise, one.broken)
    return 0


def _print(key: str, promise: str, broken: str) -> None:
    sys.stdout.write(f"\n{_MARK}{json.dumps([key, promise, broken])}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
