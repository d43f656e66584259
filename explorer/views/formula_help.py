"""What may be written in a formula, on one sheet."""

from html import escape

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from explorer.core.formula import FUNCTIONS
from explorer.views.theme import theme

__all__ = ["FormulaHelp"]

WIDTH, HEIGHT = 360, 460  # pixels
SIGNS = (
    ("x, y", "the variables; a formula in x alone is a curve"),
    ("+  −  *  /  ^", "sum, difference, product, quotient, power; 2x means 2*x"),
    ("1.5   2e-3", "numbers"),
    ("pi   e   tau", "fixed numbers"),
    ("( )   |x|", "brackets, and size without sign"),
    ("<  >  <=  >=", "comparisons, inside where(x < 0, a, b)"),
)


class FormulaHelp(QFrame):
    """A sheet beside the field; Escape, or a click elsewhere, puts it away."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "card")
        self.setAccessibleName("What may be written in a formula")
        text = QLabel(_sheet())
        text.setTextFormat(Qt.TextFormat.RichText)
        text.setWordWrap(True)
        text.setAlignment(Qt.AlignmentFlag.AlignTop)
        text.setContentsMargins(14, 8, 14, 8)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(text)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(scroll)
        self.resize(WIDTH, HEIGHT)
        scroll.setFocus()

    def show_beside(self, widget: QWidget) -> None:
        """Show the sheet to the right of a widget, inside its screen."""
        screen = widget.screen().availableGeometry()
        corner = widget.mapToGlobal(QPoint(widget.width() + 8, 0))
        left = min(corner.x(), screen.right() - WIDTH)
        top = max(screen.top(), min(corner.y(), screen.bottom() - HEIGHT))
        self.move(left, top)
        self.show()


def _sheet() -> str:
    muted = theme().ink("muted").name()
    rows = (*SIGNS, *FUNCTIONS.items())
    body = "".join(
        f"<tr><td style='padding-right:14px'><b>{escape(sign).replace(' ', '&nbsp;')}</b></td>"
        f"<td style='color:{muted}'>{escape(words)}</td></tr>"
        for sign, words in rows
    )
    return f"<h3>What may be written</h3><table cellpadding='2'>{body}</table>"
