"""Write frames as a GIF: each stores only the pixels that changed since the one before."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from explorer.export.whole_file import whole_file

__all__ = ["Colour", "Frame", "write_gif"]

Frame = NDArray[np.uint8]  # (height, width, 3)
Colour = tuple[int, int, int]  # red, green, blue

UNCHANGED = 255  # the palette index that lets the frame before show through


def write_gif(
    path: Path,
    frames: Iterable[Frame],
    sample: Sequence[Frame],
    milliseconds: Sequence[int],
    exact: Sequence[Colour] = (),
) -> None:
    """Write frames that each stay for their `milliseconds`; played for ever.

    `sample` is a few frames with all the colours that will occur: one palette serves them all,
    so that nothing flickers. The colours of thin lines would drown among those of the ground:
    those in `exact` are kept as they are. Written whole or not at all.
    """
    palette = _palette(sample, exact)
    images = _changes(frames, palette)
    first = next(images)
    with whole_file(path) as draft:
        first.save(
            draft,
            format="GIF",
            save_all=True,
            append_images=images,
            duration=list(milliseconds),
            loop=0,
            transparency=UNCHANGED,
            disposal=1,
            optimize=False,
        )


def _palette(sample: Sequence[Frame], exact: Sequence[Colour]) -> Image.Image:
    kept = list(dict.fromkeys(exact))[: UNCHANGED // 2]
    ground = Image.fromarray(np.concatenate(sample)).quantize(
        UNCHANGED - len(kept), method=Image.Quantize.MEDIANCUT
    )
    found = ground.getpalette()
    assert found is not None
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in kept for part in colour] + found)
    return palette


def _changes(frames: Iterable[Frame], palette: Image.Image) -> Iterator[Image.Image]:
    """Yield each frame as palette indices, UNCHANGED where it equals the frame before."""
    colours = palette.getpalette()
    assert colours is not None
    remaining = iter(frames)
    before = next(remaining)
    shown = _indices(before, palette)
    yield _image(shown, colours)
    for frame in remaining:
        now = shown.copy()
        changed = (frame != before).any(axis=2)
        rows, columns = np.flatnonzero(changed.any(axis=1)), np.flatnonzero(changed.any(axis=0))
        if rows.size:
            part = np.s_[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
            now[part] = _indices(frame[part], palette)
        yield _image(np.where(now == shown, np.uint8(UNCHANGED), now), colours)
        before, shown = frame, now


def _indices(frame: Frame, palette: Image.Image) -> NDArray[np.uint8]:
    image = Image.fromarray(np.ascontiguousarray(frame))
    return np.array(image.quantize(palette=palette, dither=Image.Dither.NONE))


def _image(indices: NDArray[np.uint8], colours: list[int]) -> Image.Image:
    image = Image.fromarray(indices)
    image.putpalette(colours)
    return image
