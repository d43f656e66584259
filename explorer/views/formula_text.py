"""The field for a formula: checked at every key, wrong places underlined."""

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontDatabase, QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from explorer.core.formula import Formula, FormulaError, parse
from explorer.views.theme import TEXT, theme, theme_changed

__all__ = ["FormulaText"]

LINES = 3


class FormulaText(QPlainTextEdit):
    """Emits `checked` with the formula, or with the error that says what is wrong and where."""

    checked = Signal(object)  # Formula | FormulaError
    finished = Signal()  # Enter, or the field was left

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setPlaceholderText("x^2 + 3*sin(5*x)")
        self.setAccessibleName("Formula")
        theme_changed.connect(self._fit)
        self._fit()
        self.textChanged.connect(self._check)

    def _fit(self, *_: object) -> None:
        """Write in letters of equal width, as large as the others are."""
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(theme().length(TEXT))
        self.setFont(font)
        self.setFixedHeight(LINES * self.fontMetrics().lineSpacing() + 20)

    @property
    def text(self) -> str:
        """What is typed, without blanks around it."""
        return self.toPlainText().strip()

    def show_text(self, text: str) -> None:
        """Show a formula without announcing it."""
        if text == self.text:
            return
        self.blockSignals(True)
        self.setPlainText(text)
        self.blockSignals(False)
        self.mark(None)

    def type_over(self, text: str) -> None:
        """Replace the whole text as if typed: Ctrl+Z in the field brings the old one back."""
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)

    def mark(self, error: FormulaError | None) -> None:
        """Underline the place that is wrong; None clears it."""
        if error is None:
            self.setExtraSelections([])
            return
        length = len(self.toPlainText())
        start = min(error.column, max(0, length - 1))
        end = max(start + 1, min(error.end, length))
        place = QTextEdit.ExtraSelection()
        wave = QTextCharFormat()
        wave.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        wave.setUnderlineColor(theme().ink("bad"))
        tint = theme().ink("bad")
        tint.setAlpha(50)
        wave.setBackground(tint)
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(min(end, length), QTextCursor.MoveMode.KeepAnchor)
        place.cursor, place.format = cursor, wave
        self.setExtraSelections([place])

    def minimumSizeHint(self) -> QSize:
        return QSize(80, super().minimumSizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finished.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.finished.emit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        # A formula is one line, however it was broken where it comes from.
        self.insertPlainText(" ".join(source.text().split()))

    def _check(self) -> None:
        found: Formula | FormulaError
        try:
            found = parse(self.toPlainText())
        except FormulaError as error:
            found = error
        self.mark(found if isinstance(found, FormulaError) and self.text else None)
        self.checked.emit(found)
