"""The words of a lesson: Markdown in the window's own letters and colours."""

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import (
    QDesktopServices,
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextListFormat,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from explorer.views.theme import TEXT, Theme, theme, theme_changed

__all__ = ["LessonText", "follow_link", "rich"]

LINE_HEIGHT = 128  # per cent
BETWEEN, TIGHT = 8, 3  # pixels between paragraphs, and between the points of a list
INDENT = 16  # pixels of a list
SAFE = ("http", "https")
_PICTURE = "\N{OBJECT REPLACEMENT CHARACTER}"


class LessonText(QLabel):
    """Shows Markdown, as tall as its text. Links lead to a browser, and only to the web."""

    def __init__(self, ink: str = "text", size: int = TEXT, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ink, self._size, self._markdown = ink, size, ""
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.linkActivated.connect(follow_link)
        theme_changed.connect(self._write)

    @property
    def markdown(self) -> str:
        """What is shown."""
        return self._markdown

    def show_text(self, markdown: str) -> None:
        """Show a text; an empty one takes no room."""
        self.setVisible(bool(markdown.strip()))
        if markdown == self._markdown:
            return
        self._markdown = markdown
        self._write()

    def _write(self, *_: object) -> None:
        text, has_links = rich(self._markdown, theme(), self._ink, self._size)
        flags = Qt.TextInteractionFlag.TextSelectableByMouse
        if has_links:
            flags |= Qt.TextInteractionFlag.LinksAccessibleByMouse
            flags |= Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        self.setTextInteractionFlags(flags)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if has_links else Qt.FocusPolicy.NoFocus)
        self.setText(text)


def rich(markdown: str, look: Theme, ink: str = "text", size: int = TEXT) -> tuple[str, bool]:
    """Return Markdown as rich text in the letters of a look, and whether it has links.

    HTML in it is shown as it is written, and pictures are left out: a lesson from elsewhere
    must not load anything.
    """
    document = QTextDocument()
    document.setDefaultFont(look.font(size))
    document.setMarkdown(markdown, QTextDocument.MarkdownFeature.MarkdownNoHTML)
    _leave_out_pictures(document)
    colour = QTextCharFormat()
    colour.setForeground(look.ink(ink))
    whole = QTextCursor(document)
    whole.select(QTextCursor.SelectionType.Document)
    whole.mergeCharFormat(colour)
    has_links = _colour_links(document, look)
    _space(document, look)
    return document.toHtml(), has_links


def follow_link(address: str) -> bool:
    """Open a web page in the browser; anything else is not opened. Tell whether it was."""
    url = QUrl(address)
    return url.scheme().lower() in SAFE and QDesktopServices.openUrl(url)


def _leave_out_pictures(document: QTextDocument) -> None:
    found = document.find(_PICTURE)
    while not found.isNull():
        found.removeSelectedText()
        found = document.find(_PICTURE)


def _colour_links(document: QTextDocument, look: Theme) -> bool:
    """Give links the accent colour, and take from others than web pages that they are links."""
    places = []
    block = document.begin()
    while block.isValid():
        pieces = block.begin()
        while not pieces.atEnd():
            piece = pieces.fragment()
            if piece.charFormat().isAnchor():
                places.append((piece.position(), piece.length(), piece.charFormat().anchorHref()))
            pieces += 1
        block = block.next()
    is_any = False
    for at, length, address in places:
        is_web = QUrl(address).scheme().lower() in SAFE
        is_any = is_any or is_web
        style = QTextCharFormat()
        style.setAnchor(is_web)
        style.setAnchorHref(address if is_web else "")
        style.setForeground(look.ink("accent" if is_web else "text"))
        style.setFontUnderline(is_web)
        cursor = QTextCursor(document)
        cursor.setPosition(at)
        cursor.setPosition(at + length, QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(style)
    return is_any


def _space(document: QTextDocument, look: Theme) -> None:
    """Set lines apart, and paragraphs more; headings are bold, and no larger."""
    block, is_first, was_point = document.begin(), True, False
    while block.isValid():
        shape, points = QTextBlockFormat(block.blockFormat()), block.textList()
        shape.setLineHeight(LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        gap = TIGHT if points is not None and was_point else BETWEEN
        shape.setTopMargin(0 if is_first else look.length(gap))
        shape.setBottomMargin(0)
        if points is not None:
            style = QTextListFormat(points.format())
            shape.setLeftMargin(look.length(INDENT * max(1, style.indent())))
            style.setIndent(0)
            points.setFormat(style)
        if shape.headingLevel():
            _shrink(block)
        QTextCursor(block).setBlockFormat(shape)
        block, is_first, was_point = block.next(), False, points is not None


def _shrink(block: QTextBlock) -> None:
    cursor = QTextCursor(block)
    cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
    style = QTextCharFormat()
    style.setProperty(QTextFormat.Property.FontSizeAdjustment, 0)
    style.setFontWeight(QFont.Weight.DemiBold)
    cursor.mergeCharFormat(style)
