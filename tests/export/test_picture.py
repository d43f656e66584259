"""Pictures and animations: the right size and look, the whole race, and nothing half-written."""

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image

from explorer.core.landscape import typed
from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.param import SettingError
from explorer.export.animation import write_animation
from explorer.export.picture import write_picture
from explorer.export.race import raced
from explorer.session.document import Document
from explorer.session.net_edits import pick_net, set_slice
from explorer.session.opening import opening_document
from explorer.views.theme import named

SIZE = (360, 240)


@pytest.fixture(scope="module")
def curve() -> Document:
    """A race in one variable: some runs diverge, and log is undefined in half of the picture."""
    return replace(
        opening_document(), landscape=typed("x^4/50 - log(x)"), starts=((4.0,), (0.5,)), steps=40
    )


@pytest.fixture(scope="module")
def surface() -> Document:
    return replace(opening_document(), steps=120)


@pytest.fixture(scope="module")
def net() -> Document:
    picked = pick_net(opening_document(), TinyNet(DataPlan(examples=24), hidden=(3,)))
    return replace(picked, steps=40)


@pytest.fixture(params=["curve", "surface", "panels", "slice", "line", "slices"])
def document(request, curve, surface, net) -> Document:
    sorts = {
        "curve": curve,
        "surface": surface,
        "panels": replace(surface, layout="side-by-side"),
        "slice": net,
        "line": set_slice(net, kind="line"),
        "slices": replace(net, layout="side-by-side"),
    }
    return sorts[request.param]


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_a_png_has_the_size_asked_for_and_every_optimizers_colour(qapp, tmp_path, document, theme):
    path = tmp_path / "race.png"
    write_picture(path, raced(document), size=SIZE, theme=theme)
    with Image.open(path) as image:
        pixels = np.array(image.convert("RGB")).reshape(-1, 3)
        assert image.size == SIZE
    for entrant in document.entrants:
        colour = named(theme).colour(entrant.colour)
        wanted = colour.red(), colour.green(), colour.blue()
        assert (pixels == wanted).all(axis=1).any()
    assert list(tmp_path.iterdir()) == [path]


def test_an_svg_is_a_drawing_of_shapes(qapp, tmp_path, document):
    path = tmp_path / "race.svg"
    write_picture(path, raced(document), size=SIZE)
    root = ElementTree.parse(path).getroot()
    assert root.get("viewBox") == "0 0 360 240"
    tags = [element.tag.split("}")[1] for element in root.iter()]
    assert tags.count("polyline") + tags.count("path") > 20
    text = path.read_text(encoding="utf-8").lower()
    for entrant in document.entrants:
        assert named("dark").colour(entrant.colour).name() in text


def test_a_gif_plays_the_whole_race(qapp, tmp_path, document):
    path, last = tmp_path / "race.gif", tmp_path / "last.png"
    race = raced(document)
    write_animation(path, race, size=SIZE)
    write_picture(last, race, size=SIZE)
    with Image.open(path) as film, Image.open(last) as picture:
        assert film.size == SIZE
        assert film.n_frames > 30
        film.seek(film.n_frames - 1)
        end = np.array(film.convert("RGB")).astype(int)
        # One palette for all frames: near to the picture, not equal to it.
        assert np.abs(end - np.array(picture.convert("RGB"))).mean() < 4


def test_a_step_in_the_middle_can_be_drawn(qapp, tmp_path, surface):
    race = raced(surface)
    for name, step in (("start.png", 0), ("middle.png", 60), ("end.png", None)):
        write_picture(tmp_path / name, race, step=step, size=SIZE)
    assert len({path.read_bytes() for path in tmp_path.iterdir()}) == 3


def test_equal_races_give_equal_pictures(qapp, tmp_path, surface):
    for name in ("one.png", "two.png"):
        write_picture(tmp_path / name, raced(surface), size=SIZE)
    assert (tmp_path / "one.png").read_bytes() == (tmp_path / "two.png").read_bytes()


@pytest.mark.parametrize("name", ["race.bmp", "race", "race.gif"])
def test_other_endings_are_refused(qapp, tmp_path, surface, name):
    with pytest.raises(SettingError, match=r"\.png or \.svg"):
        write_picture(tmp_path / name, raced(surface))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["race.png", "race.svg"])
def test_a_place_that_cannot_be_written_is_an_os_error(qapp, tmp_path, surface, name):
    with pytest.raises(OSError, match="nowhere"):
        write_picture(Path(tmp_path / "nowhere" / name), raced(surface))
