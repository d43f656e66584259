"""What an optimizer does: its equation, where it comes from, how other libraries differ."""

from html import escape

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from explorer.core.finding import idea, summary
from explorer.core.optimizer import Optimizer
from explorer.views.theme import CAPTION, theme

__all__ = ["Explanation", "explanation", "teaching"]

WIDTH = 340  # pixels


def teaching(kind: type[Optimizer]) -> str:
    """Return a tooltip: the idea in a sentence, the equation, and what a step costs."""
    return (
        f"<p>{escape(summary(kind))}</p><p><i>{escape(kind.equation)}</i></p>"
        f"<p>A step costs {escape(kind.cost)}.</p>"
    )


def explanation(kind: type[Optimizer], *, has_name: bool = True) -> str:
    """Return all that is known about an optimizer as rich text, with its name above or not."""
    name = f"<h3>{escape(kind.name)}</h3>" if has_name else ""
    lines = "<br>".join(escape(line.strip()) for line in kind.equation.split(";  "))
    parts = (
        ("What it costs a step", _sentence(kind.cost)),
        ("What the map draws", kind.draws),
        ("In other libraries", kind.differs),
        ("Source", kind.source),
    )
    return f"{name}<p>{escape(idea(kind))}</p><p style='line-height:150%'>{lines}</p>" + "".join(
        _part(heading, words) for heading, words in parts if words
    )


def _part(heading: str, words: str) -> str:
    muted = theme().ink("muted").name()
    small = theme().length(CAPTION)
    return (
        f"<p><span style='color:{muted}; font-size:{small}px; font-weight:600'>"
        f"{heading.upper()}</span><br>{escape(words)}</p>"
    )


def _sentence(words: str) -> str:
    """Return words with a capital and a full stop."""
    return f"{words[:1].upper()}{words[1:]}{'' if words.endswith('.') else '.'}"


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
