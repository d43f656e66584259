"""The wheel is complete: unpacked away from the checkout, it lists, races and finds its assets."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory) -> Path:
    """Build the wheel and unpack it: a pure wheel is installed by unpacking."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory"]
    subprocess.run([*build, str(folder)], cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    assert wheel.name.endswith("-py3-none-any.whl")
    target = folder / "installed"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(target)
    return target


def python(unpacked: Path, code: str, *arguments: str) -> str:
    environment = os.environ | {"PYTHONPATH": str(unpacked)}
    command = [sys.executable, "-P", "-c", code, *arguments]
    done = subprocess.run(
        command, cwd=unpacked, env=environment, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_command_of_the_wheel_lists_the_catalogue(unpacked):
    # What the installer writes into `landscape-explorer`, read from the wheel's own metadata.
    code = (
        "import sys\n"
        "from importlib.metadata import Distribution\n"
        "from pathlib import Path\n"
        "found = Distribution.at(next(Path.cwd().glob('*.dist-info')))\n"
        "(script,) = found.entry_points.select(group='console_scripts')\n"
        "assert script.name == 'landscape-explorer'\n"
        "import explorer; assert Path(explorer.__file__).is_relative_to(Path.cwd())\n"
        "sys.exit(script.load()())\n"
    )
    text = python(unpacked, code, "list")
    assert "himmelblau" in text
    assert "adam" in text


def test_the_wheel_brings_its_assets(unpacked):
    code = "from explorer.assets import asset; print(asset('icons', 'play.svg').resolve())"
    icon = Path(python(unpacked, code).strip())
    assert icon.is_relative_to(unpacked.resolve())
    for path in (ROOT / "assets").rglob("*"):
        if path.is_file() and "screenshots" not in path.parts:
            assert (unpacked / "explorer" / "assets" / path.relative_to(ROOT / "assets")).is_file()


def test_the_data_sets_of_the_wheel_can_be_opened(unpacked):
    code = (
        "from explorer.core.nets.data_sets import DATA_SETS, data_set\n"
        "for kind in DATA_SETS.values(): print(kind.key, len(data_set(kind.plan).targets))\n"
    )
    counts = dict(line.split() for line in python(unpacked, code).splitlines())
    assert (counts["penguins"], counts["digits"], counts["o-rings"]) == ("342", "300", "23")


def test_the_wheel_holds_the_package_and_nothing_else(unpacked):
    tops = {path.name for path in unpacked.iterdir()}
    assert {name for name in tops if not name.endswith(".dist-info")} == {"explorer"}
