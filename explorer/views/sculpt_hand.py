"""What a hand does to the hills and wells of a landscape: choose, put, move, deepen, widen."""

from collections.abc import Callable
from dataclasses import replace
from math import floor, log10, prod

from PySide6.QtCore import QObject, Signal

from explorer.core.array import Point
from explorer.core.ground import typical_range
from explorer.core.hump import FARTHEST, HIGHEST, NARROWEST, WIDEST, Hump
from explorer.core.kernels import compiled, ready
from explorer.core.landscape import Landscape
from explorer.core.sculpted_landscape import (
    MOST_HUMPS,
    humps_of,
    land_below,
    sculpted,
    unsculptable,
)
from explorer.session.document import Document
from explorer.session.locks import locked_sentence
from explorer.session.sculpt_edits import (
    add_hump,
    deepen_hump,
    move_hump,
    remove_hump,
    smooth_away,
    widen_hump,
)
from explorer.session.session import Session
from explorer.views.camera import Camera

__all__ = ["SculptHand"]

WIDTH = 0.08  # of a new one, as a share of what is seen of the box
HEIGHT = 0.3  # of a new one, as a share of how far the heights usually range
ROOM = "room for humps"  # what the worker calls the compiling of the next kernel


class SculptHand(QObject):
    """One of the humps of the document is the chosen one; until `release` a drag is one step."""

    changed = Signal()  # another one is chosen, or another kind is put, or the tool was taken up

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._chosen: int | None = None
        self.puts_hills = False
        self.is_used = False  # whether the tool is in the hand
        session.changed.connect(self._follow)

    @property
    def landscape(self) -> Landscape | None:
        """The landscape that is sculpted; None where there is a net."""
        landscape = self._session.document.landscape
        return landscape if isinstance(landscape, Landscape) else None

    @property
    def humps(self) -> tuple[Hump, ...]:
        """All hills and wells."""
        return humps_of(self._session.document.landscape)

    @property
    def chosen(self) -> int | None:
        """Which one the keys and the numbers belong to."""
        count = len(self.humps)
        return None if self._chosen is None or not count else min(self._chosen, count - 1)

    @property
    def hump(self) -> Hump | None:
        """The chosen one."""
        return None if self.chosen is None else self.humps[self.chosen]

    @property
    def refusal(self) -> str | None:
        """Why nothing can be sculpted here, in one sentence, or None."""
        document = self._session.document
        if "landscape" in document.locks:
            return locked_sentence("landscape")
        return unsculptable(document.landscape)

    @property
    def range(self) -> float:
        """How far the heights of the land below usually range."""
        landscape = self.landscape
        return 1.0 if landscape is None else min(typical_range(land_below(landscape)), HIGHEST)

    def use(self, is_used: bool) -> None:
        """Take the tool up, or put it away."""
        self.is_used = is_used
        if is_used:
            self._prepare()
        self.changed.emit()

    def put_hills(self, is_hill: bool) -> None:
        """Put hills from now on, or wells."""
        self.puts_hills = is_hill
        self.changed.emit()

    def choose(self, index: int | None) -> None:
        """Choose one of them, or none."""
        if index != self._chosen:
            self._chosen = index
            self.changed.emit()

    def next(self, step: int) -> bool:
        """Choose the next one; False when there is none further on."""
        chosen = self.chosen
        following = (0 if step > 0 else len(self.humps) - 1) if chosen is None else chosen + step
        if not 0 <= following < len(self.humps):
            return False
        self.choose(following)
        return True

    def add(self, place: Point, camera: Camera, is_hill: bool) -> bool:
        """Put a hill or a well somewhere, of a size that suits the land, and choose it."""
        landscape = self.landscape
        if self.refusal or landscape is None:
            self._session.refused.emit(self.refusal or "")
            return False
        seen = ((camera.left, camera.right), (camera.low, camera.high))
        sides = [
            min(high - low, right - left)
            for (low, high), (left, right) in zip(landscape.box, seen, strict=False)
        ]
        width = _plain(WIDTH * prod(sides) ** (1 / len(sides)), 1e-2)
        height = _plain(HEIGHT * self.range, 1e-2)
        there = _fine(place, camera)
        hump = Hump(
            height=height if is_hill else -height,
            x=there[0],
            y=there[1] if landscape.dim == 2 else None,
            width=min(max(width, NARROWEST), WIDEST),
        )
        label = "Add a hill" if is_hill else "Add a well"
        if not self._session.edit(lambda document: add_hump(document, hump), label):
            return False
        self.choose(len(self.humps) - 1)
        return True

    def move(self, place: Point, camera: Camera) -> None:
        """Put the middle of the chosen one elsewhere."""
        there = tuple(min(max(c, -FARTHEST), FARTHEST) for c in _fine(place, camera))
        self._change(lambda document, index: move_hump(document, index, there), "Move", "move")

    def deepen(self, height: float) -> None:
        """Make the chosen one so high; below zero it is a well."""
        there = min(max(_plain(height, self.range * 1e-3, True), -HIGHEST), HIGHEST)
        self._change(
            lambda document, index: deepen_hump(document, index, there), "Deepen", "deepen"
        )

    def widen(self, width: float, narrowest: float = NARROWEST) -> None:
        """Make the chosen one so wide, and no narrower than `narrowest`."""
        there = min(max(_plain(max(width, narrowest), 5e-3), NARROWEST), WIDEST)
        self._change(lambda document, index: widen_hump(document, index, there), "Widen", "widen")

    def put(self, hump: Hump) -> None:
        """Give the chosen one other numbers."""

        def changed(document: Document, index: int) -> Document:
            document = move_hump(document, index, hump.place)
            return widen_hump(deepen_hump(document, index, hump.height), index, hump.width)

        self._change(changed, "Change", "change")

    def set_number(self, name: str, value: float) -> None:
        """Set one number of the chosen one: height, x, y or width."""
        if self.hump is not None:
            self.put(replace(self.hump, **{name: value}))

    def remove(self) -> None:
        """Take the chosen one away."""
        self._change(remove_hump, "Remove", None)

    def smooth_away(self) -> None:
        """Take all of them away."""
        self._session.edit(smooth_away, "Smooth away hills and wells")

    def release(self) -> None:
        """End a drag."""
        self._session.seal()

    def _change(
        self, change: Callable[[Document, int], Document], verb: str, key: str | None
    ) -> None:
        index, hump = self.chosen, self.hump
        if index is None or hump is None:
            return
        label = f"{verb} a {'well' if hump.is_well else 'hill'}"
        self._session.edit(
            lambda document: change(document, index), label, key and f"hump-{key}-{index}"
        )

    def _follow(self, _: Document) -> None:
        """Keep a choice only while there is something to choose."""
        if not self.humps:
            self._chosen = None
        if self.is_used:
            self._prepare()
            self.changed.emit()

    def _prepare(self) -> None:
        """Compile beside the window what one hump more will need, so that it does not wait."""
        landscape, more = self.landscape, len(self.humps) + 1
        if self.refusal or landscape is None or more > MOST_HUMPS:
            return
        y = 0.0 if landscape.dim == 2 else None
        wanted = sculpted(landscape, (*self.humps, Hump(0.0, 0.0, y, 1.0)))
        if ready(wanted) is None:
            request = (wanted.parsed, wanted.dim)
            self._session.worker.want(ROOM, request, lambda cancelled: bool(compiled(wanted)))


def _fine(place: Point, camera: Camera) -> Point:
    """Return a place in round numbers, to less than a pixel."""
    return tuple(_plain(c, unit, True) for c, unit in zip(place, camera.per_pixel, strict=False))


def _plain(value: float, unit: float, is_absolute: bool = False) -> float:
    """Return a number in round decimals, to a `unit`, or such a share of its own size."""
    unit = unit if is_absolute else abs(value) * unit
    if not 0.0 < unit < float("inf"):
        return value
    return round(value, -floor(log10(unit)))
