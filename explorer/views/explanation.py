"""What an optimizer does: its equation, where it comes from, how other libraries differ."""

from html import escape

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from explorer.core.optimizer import Optimizer
from explorer.views.theme import theme

__all__ = ["Explanation", "teaching"]

WIDTH = 340  # pixels
NEEDS = {
    "value": "It needs values only, no slope.",
    "gradient": "It needs the slope at each step.",
    "hessian": "It needs the slope and the curvature at each step.",
}


def teaching(kind: type[Optimizer]) -> str:
    """Return a tooltip: the idea in a sentence, and the equation."""
    return f"<p>{escape(_idea(kind))}</p><p><i>{escape(kind.equation)}</i></p>"


def explanation(kind: type[Optimizer]) -> str:
    """Return all that is known about an optimizer as rich text."""
    muted = theme().ink("muted").name()
    parts = [
        f"<h3>{escape(kind.name)}</h3>",
        f"<p>{escape(_idea(kind))} {NEEDS[kind.derivatives]}</p>",
        f"<p style='line-height:150%'>{'<br>'.join(map(escape, kind.equation.split(';  ')))}</p>",
        f"<p style='color:{muted}'>{escape(kind.source)}</p>",
    ]
    if kind.differs:
        parts.append(f"<p style='color:{muted}'>{escape(kind.differs)}</p>")
    return "".join(parts)


class Explanation(QFrame):
    """A sheet beside the card; Escape, or a click elsewhere, puts it away."""

    def __init__(self, kind: type[Optimizer], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "card")
        self.setAccessibleName(f"What {kind.name} does")
        text = QLabel(explanation(kind))
        text.setTextFormat(Qt.TextFormat.RichText)
        text.setWordWrap(True)
        text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        text.setFixedWidth(WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 12)
        column.addWidget(text)

    def show_beside(self, widget: QWidget) -> None:
        """Show the sheet to the left of a widget, inside its screen."""
        self.adjustSize()
        screen = widget.screen().availableGeometry()
        corner = widget.mapToGlobal(QPoint(-self.width() - 8, 0))
        left = max(screen.left(), corner.x())
        top = max(screen.top(), min(corner.y(), screen.bottom() - self.height()))
        self.move(left, top)
        self.show()


def _idea(kind: type[Optimizer]) -> str:
    return " ".join((kind.__doc__ or kind.name).split())
