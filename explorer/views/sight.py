"""What a view of a net sees: the net and its weights, no more often than it can use them."""

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from explorer.core.array import Array
from explorer.core.landscape import Landscape
from explorer.core.nets.tiny_net import TinyNet
from explorer.session.session import Session

__all__ = ["Sight"]


class Sight(QObject):
    """Calls `draw` when what is in focus has changed, and only while `view` is on the screen.

    With `pause` it is called at most once in so many milliseconds; the last change always comes.
    """

    def __init__(
        self, session: Session, view: QWidget, draw: Callable[[], None], pause: int = 0
    ) -> None:
        super().__init__(view)
        self._session, self._view, self._draw = session, view, draw
        self._learner: TinyNet | Landscape | None = None
        self._weights: Array | None = None
        self._stale = True
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(pause)
        self._rest.timeout.connect(self._catch_up)
        view.installEventFilter(self)
        session.focus.changed.connect(self.look)

    @property
    def learner(self) -> TinyNet | Landscape | None:
        """What learns from examples: a net, or a landscape with a fit; None where nothing does."""
        return self._learner

    @property
    def net(self) -> TinyNet | None:
        """The net; None where the document holds a landscape."""
        return self._learner if isinstance(self._learner, TinyNet) else None

    @property
    def weights(self) -> Array | None:
        """The weights that all views show, (dim,); None where nothing learns."""
        return self._weights

    def look(self) -> None:
        """Take over what is in focus, now or as soon as it may be drawn."""
        self._stale = True
        if self._view.isVisible() and not self._rest.isActive():
            self._catch_up()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            self._catch_up()
        elif event.type() == QEvent.Type.Hide:
            self._rest.stop()
        return super().eventFilter(watched, event)

    def _catch_up(self) -> None:
        if not self._stale:
            return
        self._stale = False
        self._take()
        if self._rest.interval():
            self._rest.start()
        self._draw()

    def _take(self) -> None:
        """Take over what learns and its weights; until a changed run is there, the old ones stay.

        Anything else would flicker while a setting is dragged.
        """
        focus, document = self._session.focus, self._session.document
        if not focus.learns:
            self._learner = self._weights = None
            return
        before, self._learner = self._learner, document.landscape
        weights, dim = focus.weights, document.landscape.dim
        if weights is not None and len(weights) == dim:
            self._weights = weights
        elif _shape(before) != _shape(self._learner) or self._weights is None:
            start, _ = focus.followed
            self._weights = np.array(document.starts[start], dtype=np.float64)


def _shape(learner: TinyNet | Landscape | None) -> object:
    """Return what weights must have in common to be shown one for the other."""
    return learner.sizes if isinstance(learner, TinyNet) else learner and learner.formula
