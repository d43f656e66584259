"""What is shown of a landscape beside its paths, and how its heights become colours.

Every map, curve and surface of a window shows the same.
"""

from typing import Literal

from PySide6.QtCore import QObject, QSettings, Signal

from explorer.session.session import Session
from explorer.views.relief import SCALES, Scale
from explorer.views.remembered import remembered_number

__all__ = ["Overlay", "Shown", "shown"]

Overlay = Literal["contours", "minima", "grid", "arrows", "streamlines", "inspector"]

FIRST: dict[Overlay, bool] = {
    "contours": True, "minima": True, "grid": True,
    "arrows": False, "streamlines": False, "inspector": False,
}  # fmt: skip
# Two answers to one question: which way is down?
OTHERS: dict[Overlay, Overlay] = {"arrows": "streamlines", "streamlines": "arrows"}
FLEETING: tuple[Overlay, ...] = ("inspector",)  # not remembered from one launch to the next


class Shown(QObject):
    """Which overlays are on, and the kind of the colour scale."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._on = dict(FIRST)
        self._scale: Scale = "balanced"

    @property
    def scale(self) -> Scale:
        """How values become heights, and these colours and isolines."""
        return self._scale

    def is_on(self, overlay: Overlay) -> bool:
        """Tell whether an overlay is drawn."""
        return self._on[overlay]

    def show(self, overlay: Overlay, on: bool = True) -> None:
        """Draw an overlay, or leave it out; of arrows and streamlines one at a time."""
        if on == self._on[overlay]:
            return
        self._on[overlay] = on
        if on and overlay in OTHERS:
            self._on[OTHERS[overlay]] = False
        self.changed.emit()

    def set_scale(self, scale: Scale) -> None:
        """Turn values into heights in another way."""
        if scale != self._scale:
            self._scale = scale
            self.changed.emit()

    def next_scale(self) -> None:
        """Take the next kind of scale; after the last comes the first."""
        self.set_scale(SCALES[(SCALES.index(self._scale) + 1) % len(SCALES)])

    def remember(self, settings: QSettings) -> None:
        """Write down what is shown."""
        settings.setValue("scale", SCALES.index(self._scale))
        for overlay, on in self._on.items():
            if overlay not in FLEETING:
                settings.setValue(f"shows {overlay}", int(on))

    def restore(self) -> None:
        """Show what was written down; nonsense is passed over."""
        number = remembered_number("scale", 0)
        self._scale = SCALES[number] if 0 <= number < len(SCALES) else "balanced"
        for overlay, first in FIRST.items():
            if overlay not in FLEETING:
                self._on[overlay] = bool(remembered_number(f"shows {overlay}", int(first)))
        if self._on["arrows"] and self._on["streamlines"]:
            self._on["streamlines"] = False
        self.changed.emit()


def shown(session: Session) -> Shown:
    """Return what the views of a session show; all of them get the same one."""
    found: Shown | None = session.findChild(Shown)
    return found if found is not None else Shown(session)
