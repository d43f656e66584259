"""Pictures without a window: the same race gives the same picture, in each layout and theme."""

from dataclasses import replace

import numpy as np
import pytest

from explorer.core.landscapes import LANDSCAPES
from explorer.session.edits import pick_landscape
from explorer.session.opening import opening_document
from explorer.views.picture import Artist, picture


def name(document):
    return f"{document.landscape.key}-{document.layout}"


def documents():
    plane = opening_document()
    curve = pick_landscape(plane, LANDSCAPES["valley"])
    for document in (plane, curve):
        for layout in ("map", "side-by-side"):
            yield replace(document, layout=layout)
    yield replace(plane, layout="surface")


def differ(a, b):
    """Return how much two pictures differ at most, in levels of 255.

    Qt's font engine draws a letter a hair differently the very first time.
    """
    one, two = (np.frombuffer(i.constBits(), dtype=np.uint8).astype(int) for i in (a, b))
    return np.abs(one - two).max()


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("document", list(documents()), ids=name)
def test_a_picture_has_its_size_and_is_the_same_every_time(qapp, race_along, document, theme):
    rng = np.random.default_rng(0)
    race = race_along(document, rng.uniform(-3, 3, (30, document.landscape.dim)))
    first = picture(race, 20, (320, 200), theme)
    assert (first.width(), first.height()) == (320, 200)
    assert differ(first, picture(race, 20, (320, 200), theme)) < 8
    assert differ(first, picture(race, 5, (320, 200), theme)) > 50


def test_frames_drawn_in_a_row_are_those_drawn_alone(qapp, race_along):
    document = opening_document()
    race = race_along(document, [[0, 0], [1, 1], [2, 0], [3, 2]])
    artist = Artist(race, (320, 200))
    forth = [artist.draw(step) for step in (0, 3)]
    back = artist.draw(0)
    assert differ(back, forth[0]) < 8
    assert differ(forth[1], picture(race, 3, (320, 200))) < 8


def test_an_empty_race_has_a_picture_too(qapp, race_along):
    document = replace(opening_document(), entrants=())
    race = race_along(document, [[0, 0]])
    assert not picture(race, 0, (200, 120)).isNull()


@pytest.mark.parametrize("document", list(documents()), ids=name)
def test_a_picture_takes_the_scale_that_it_is_given(qapp, race_along, document):
    race = race_along(document, np.zeros((4, document.landscape.dim)))
    balanced = picture(race, 3, (200, 120))
    assert differ(balanced, picture(race, 3, (200, 120), scale="balanced")) < 8
    assert differ(balanced, picture(race, 3, (200, 120), scale="linear")) > 20
