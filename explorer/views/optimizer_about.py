"""What the chosen optimizer of the gallery does, in a column that scrolls."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea

from explorer.core.optimizer import Optimizer
from explorer.views.explanation import explanation
from explorer.views.theme import GAP

__all__ = ["OptimizerAbout"]


class OptimizerAbout(QScrollArea):
    """The whole explanation of one optimizer; the keyboard can come here to scroll it."""

    def __init__(self) -> None:
        super().__init__()
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.RichText)
        self._text.setWordWrap(True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._text.setContentsMargins(2 * GAP, 0, 2 * GAP, 0)
        self.setAccessibleName("What it does")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setWidget(self._text)
        for ground in (self.viewport(), self._text):
            ground.setAutoFillBackground(False)

    def show_kind(self, kind: type[Optimizer] | None) -> None:
        """Explain an optimizer; None: nothing."""
        words = explanation(kind) if kind else ""
        if words != self._text.text():
            self._text.setText(words)
            self._text.setAccessibleName(f"What {kind.name} does" if kind else "")
            self.verticalScrollBar().setValue(0)
