"""The tools of the picture of the answers: move, add or erase examples with the pointer."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QToolButton, QWidget

from explorer.session.document import Document
from explorer.session.session import Session
from explorer.views.answers_points import paint_example
from explorer.views.answers_touch import ADD, ERASE, MOVE
from explorer.views.lock_mark import LockMark
from explorer.views.theme import theme, theme_changed

__all__ = ["AnswersTools"]

Tool = tuple[str, int | None]
DOT, PIXELS = 12, 3  # size of the sign of a class, drawn so much larger to stay sharp
MOST_BUTTONS = 3  # more classes than that are added with a double click, like the nearest
LONGEST = 12  # letters of a class on a button
_MOVE = (
    "Drag an example and watch the net learn anew. Click one to pick it; arrow keys move it, "
    "Delete erases it. Double-click adds one like its nearest neighbour. Drag the ground to see "
    "more, wheel to zoom, 0 to see all."
)
_ERASE = "Click an example to erase it, or drag over many."


class AnswersTools(QFrame):
    """One exclusive button a tool; which there are depends on the classes."""

    chosen = Signal(object)  # (MOVE | ADD | ERASE, class or None)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "chip")
        self.setAccessibleName("What the pointer does")
        self._classes: tuple[str, ...] | None = None
        self._is_narrow = False
        self._tools: list[Tool] = []
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(lambda k: self.chosen.emit(self._tools[k]))
        inside = QWidget()
        self._row = QHBoxLayout(inside)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(2)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(4, 3, 4, 3)
        whole.setSpacing(2)
        whole.addWidget(inside)
        whole.addWidget(LockMark(session, "landscape", inside, words=""))
        theme_changed.connect(self._dress)
        session.changed.connect(self._show_document)

    @property
    def tool(self) -> Tool:
        """Which one is chosen."""
        return self._tools[self._group.checkedId()] if self._tools else (MOVE, None)

    def buttons(self) -> tuple[QToolButton, ...]:
        """Return the buttons from left to right."""
        return tuple(b for b in self._group.buttons() if isinstance(b, QToolButton))

    def choose(self, tool: Tool) -> None:
        """Choose a tool, as a click would."""
        self._group.button(self._tools.index(tool)).click()

    def show_classes(self, classes: tuple[str, ...]) -> None:
        """Offer what suits these classes; none for a regression."""
        if classes == self._classes:
            return
        self._classes = classes
        for button in self.buttons():
            self._group.removeButton(button)
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        kinds: list[int | None] = list(range(len(classes))) if classes else [None]
        if len(kinds) > MOST_BUTTONS:
            kinds = []
        self._tools = [(MOVE, None), *((ADD, kind) for kind in kinds), (ERASE, None)]
        for number, tool in enumerate(self._tools):
            self._group.addButton(self._button(tool), number)
        self._group.button(0).setChecked(True)
        self._dress()
        self.chosen.emit(self.tool)

    def set_narrow(self, narrow: bool) -> None:
        """Leave the names of classes out where there is no room."""
        if narrow != self._is_narrow:
            self._is_narrow = narrow
            self._dress()

    def fit(self) -> None:
        """Take as much room as the buttons need now."""
        self._row.activate()  # or it would learn of their new words later
        self.adjustSize()

    def _button(self, tool: Tool) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("role", "toggle")
        button.setCheckable(True)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setIconSize(QSize(DOT, DOT))
        name, tip = self._words(tool)
        button.setAccessibleName(name)
        button.setToolTip(f"<p>{tip}</p>")
        button.setAccessibleDescription(tip)
        self._row.addWidget(button)
        button.show()
        return button

    def _words(self, tool: Tool) -> tuple[str, str]:
        kind = tool[1]
        if tool[0] == MOVE:
            return "Move", _MOVE
        if tool[0] == ERASE:
            return "Erase", _ERASE
        what = "an example" if kind is None else f"an example of “{(self._classes or ())[kind]}”"
        name = "Add" if kind is None else f"Add {(self._classes or ())[kind]}"
        return name, (
            f"Click to add {what}, drag to spray many, and the net learns anew. Where a share of "
            "the data is held out, the same share of these is."
        )

    def _show_document(self, document: Document) -> None:
        """While the examples are locked, the pointer only picks them."""
        if "landscape" in document.locks and self.tool[0] != MOVE:
            self._group.button(0).setChecked(True)
            self.chosen.emit(self.tool)

    def _dress(self, _: object = None) -> None:
        for button, tool in zip(self.buttons(), self._tools, strict=True):
            kind = tool[1]
            if kind is None:
                button.setText(self._words(tool)[0])
                continue
            name = (self._classes or ())[kind]
            short = name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"
            button.setText("+" if self._is_narrow else f"+ {short}")
            button.setIcon(_dot(kind))


def _dot(kind: int) -> QIcon:
    look = theme()
    pixmap = QPixmap(DOT * PIXELS, DOT * PIXELS)
    pixmap.setDevicePixelRatio(PIXELS)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    middle = pixmap.rect().toRectF().center() / PIXELS
    paint_example(painter, middle, look, look.class_colour(kind), 0, DOT - 3)
    painter.end()
    return QIcon(pixmap)
