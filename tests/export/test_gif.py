"""The GIF writer: what is read back is what was drawn."""

import numpy as np
import pytest
from PIL import Image

from explorer.export.gif import write_gif

COLOURS = np.array(
    [[12, 16, 24], [240, 240, 245], [230, 60, 60], [60, 200, 90], [70, 120, 250]], dtype=np.uint8
)


def film(frames: int, height: int = 24, width: int = 40) -> list[np.ndarray]:
    """Return frames in which a few pixels change at a time; some do not change at all."""
    random = np.random.default_rng(5)
    picture = random.integers(0, 2, (height, width))
    result = []
    for number in range(frames):
        if number % 3:
            row, column = random.integers(0, height), random.integers(0, width)
            picture[row : row + 3, column : column + 4] = random.integers(0, len(COLOURS))
        result.append(COLOURS[picture])
    return result


def shown(path, total: int) -> dict[int, np.ndarray]:
    """Return what is on the screen from each moment in milliseconds on."""
    moments, clock = {}, 0
    with Image.open(path) as image:
        for number in range(image.n_frames):
            image.seek(number)
            moments[clock] = np.array(image.convert("RGB"))
            clock += image.info["duration"]
    assert clock == total
    return moments


@pytest.mark.parametrize("count", [1, 2, 31])
def test_every_moment_shows_the_frame_drawn_for_it(tmp_path, count):
    frames = film(count)
    durations = [30] * (count - 1) + [900]
    write_gif(tmp_path / "film.gif", frames, frames, durations)
    moments = shown(tmp_path / "film.gif", sum(durations)) if count > 1 else None
    if moments is None:
        with Image.open(tmp_path / "film.gif") as image:
            moments = {0: np.array(image.convert("RGB"))}
    for number, frame in enumerate(frames):
        last = max(moment for moment in moments if moment <= 30 * number)
        np.testing.assert_array_equal(moments[last], frame)


def test_a_fault_while_drawing_leaves_the_old_file(tmp_path):
    def broken():
        yield from film(3)
        raise OSError("the disk is full")

    path = tmp_path / "film.gif"
    path.write_bytes(b"old")
    with pytest.raises(OSError, match="full"):
        write_gif(path, broken(), film(1), [30] * 9)
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["film.gif"]
