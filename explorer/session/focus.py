"""The focus: which run, which weights and which example all views of a net show together."""

from PySide6.QtCore import QObject, Signal

from explorer.core.array import Array
from explorer.core.landscape import Landscape
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.run import Trace
from explorer.session.opened import Opened
from explorer.session.selection import Selection

__all__ = ["Focus"]


class Focus(QObject):
    """Follows the selected run, or the first one that is shown, at the play head.

    While the pointer holds weights, these are what everybody sees. It serves landscapes with
    examples as well: their point is their weights.
    """

    changed = Signal()

    def __init__(self, session: Opened, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._held: Array | None = None
        self._example: int | None = None
        session.changed.connect(self._follow)
        session.raced.connect(self._announce)
        session.selected.connect(self._announce)
        session.playback.moved.connect(self._announce)

    @property
    def net(self) -> TinyNet | None:
        """The net of the document; None where it holds a formula."""
        landscape = self._session.document.landscape
        return landscape if isinstance(landscape, TinyNet) else None

    @property
    def learns(self) -> bool:
        """Whether the document has examples to learn from: a net, or a landscape with a fit."""
        landscape = self._session.document.landscape
        return not isinstance(landscape, Landscape) or landscape.fit is not None

    @property
    def followed(self) -> Selection:
        """Start and entrant of the run that is shown, by position."""
        if self._session.selection is not None:
            return self._session.selection
        entrants = self._session.document.entrants
        visible = [k for k, entrant in enumerate(entrants) if entrant.visible]
        return 0, visible[0] if visible else 0

    @property
    def training(self) -> Trace | None:
        """The run that is shown; for a net a Training. None while it is computed."""
        return self._session.race.trace(*self.followed)

    @property
    def step(self) -> int:
        """The step of that run at the play head."""
        training = self.training
        return 0 if training is None else min(self._session.playback.step, training.steps)

    @property
    def weights(self) -> Array | None:
        """The weights that are shown, (dim,); None while nothing is trained."""
        if self._held is not None:
            return self._held
        training = self.training
        return None if training is None else training.points[self.step]

    @property
    def example(self) -> int | None:
        """The example that is picked out, a row of the data."""
        return self._example

    def hold(self, weights: Array | None) -> None:
        """Show these weights to everybody while the pointer holds them; None lets go."""
        self._held = weights
        self.changed.emit()

    def pick_example(self, row: int | None) -> None:
        """Pick out an example, or none."""
        if row != self._example:
            self._example = row
            self.changed.emit()

    def _follow(self) -> None:
        """Forget what does not belong to the document any more."""
        landscape = self._session.document.landscape
        if isinstance(landscape, TinyNet):
            count = len(landscape.data_set.inputs)
            if self._held is not None and len(self._held) != landscape.dim:
                self._held = None
        else:
            count = 0 if landscape.fit is None else len(landscape.fit.examples)
            self._held = None
        if self._example is not None and self._example >= count:
            self._example = None
        self.changed.emit()

    def _announce(self) -> None:
        if self.learns:
            self.changed.emit()
