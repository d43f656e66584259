"""What an optimizer does: its equation, where it comes from, how other libraries differ."""

from html import escape
from re import sub

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from explorer.core.finding import idea, summary
from explorer.core.optimizer import Change, Optimizer
from explorer.views.theme import CAPTION, theme

__all__ = ["Explanation", "explanation", "teaching"]

WIDTH = 340  # pixels
LONG = 16  # letters
# What tests do to a land with the settings as they are, to see whether the way goes along.
CHANGES: dict[Change, str] = {
    "shift": "land and start are moved",
    "turn": "they are turned",
    "mirror": "axes are swapped and mirrored",
    "stretch": "an axis is stretched",
    "height": "all heights are multiplied",
    "order": "heights are bent and keep their order",
}


def teaching(kind: type[Optimizer]) -> str:
    """Return a tooltip: the idea in a sentence, the equation, and what a step costs."""
    return (
        f"<p>{escape(summary(kind))}</p><p><i>{escape(kind.equation)}</i></p>"
        f"<p>A step costs {escape(kind.cost)}.</p>"
    )


def explanation(kind: type[Optimizer]) -> str:
    """Return all that is known about an optimizer as rich text."""
    lines = "<br>".join(_rich(line.strip()) for line in kind.equation.split(";  "))
    parts = (
        ("What it costs a step", _sentence(kind.cost)),
        ("What the map draws", kind.draws),
        ("Takes the same way", _unminded(kind)),
        ("In other libraries", kind.differs),
        ("Source", kind.source),
    )
    said = "".join(_part(heading, words) for heading, words in parts if words)
    idea_of_it = f"<h3>{escape(kind.name)}</h3><p>{_rich(idea(kind))}</p>"
    return f"{idea_of_it}<p style='line-height:150%'>{lines}</p>{said}"


def _unminded(kind: type[Optimizer]) -> str:
    """Return what may be done to a land without another way being taken, and what may not."""
    if not kind.unminded:
        return ""
    kept = [words for change, words in CHANGES.items() if change in kind.unminded]
    lost = [words for change, words in CHANGES.items() if change not in kind.unminded]
    but = f" Not where {'; '.join(lost)}." if lost else ""
    return f"Also where {'; '.join(kept)}.{but}"


def _part(heading: str, words: str) -> str:
    muted = theme().ink("muted").name()
    small = theme().length(CAPTION)
    return (
        f"<p><span style='color:{muted}; font-size:{small}px; font-weight:600'>"
        f"{heading.upper()}</span><br>{_rich(words)}</p>"
    )


def _rich(words: str) -> str:
    """Return words as rich text; a long one, like the name of a function, may be broken inside."""
    return " ".join(
        escape(sub(r"([._(/=−·])", "\\1\N{ZERO WIDTH SPACE}", word) if len(word) > LONG else word)
        for word in words.split(" ")
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
        text.setFixedWidth(theme().length(WIDTH))
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
