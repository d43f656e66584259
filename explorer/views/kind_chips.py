"""Small buttons to list landscapes of one kind only: valleys, saddles, many minima."""

from collections.abc import Iterable

from PySide6.QtCore import Signal

from explorer.core.kinds import KINDS, Kind
from explorer.core.landscape import Landscape
from explorer.views.chip_flow import ChipFlow

__all__ = ["KindChips"]


class KindChips(ChipFlow):
    """One of the kinds may be pressed, or none."""

    chosen = Signal(object)  # Kind | None

    def __init__(self) -> None:
        super().__init__()
        self._kind: Kind | None = None
        for kind in KINDS.values():
            button = self.add(kind.words, f"Only {kind.words}", kind.line)
            button.setCheckable(True)
            button.clicked.connect(lambda is_on, kind=kind: self.press(kind if is_on else None))

    @property
    def kind(self) -> Kind | None:
        """The kind that is pressed."""
        return self._kind

    def offer(self, rows: Iterable[Landscape]) -> None:
        """Show the kinds that these landscapes are of, and the one that is pressed."""
        rows = tuple(rows)
        for kind in KINDS.values():
            button, count = self.button(kind.words), sum(kind.has(row) for row in rows)
            button.setVisible(bool(count) or kind is self._kind)
            button.setToolTip(f"<p>{kind.line}</p><p>Here: {count}.</p>")
        self.arrange()

    def press(self, kind: Kind | None) -> None:
        """Press a kind, or none, as the user would."""
        if kind is self._kind:
            return
        self._kind = kind
        for one in KINDS.values():
            self.button(one.words).setChecked(one is kind)
        self.chosen.emit(kind)
