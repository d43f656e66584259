"""The left column: find a landscape and race on it, or type a formula."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from explorer.core.landscapes import LANDSCAPES
from explorer.session.document import Document
from explorer.session.edits import pick_landscape
from explorer.session.session import Session
from explorer.views.formula_field import FormulaField
from explorer.views.gallery_list import GalleryDelegate, GalleryModel, matches
from explorer.views.icons import icon
from explorer.views.landscape_details import LandscapeDetails
from explorer.views.theme import GAP, theme, theme_changed
from explorer.views.thumbnail import Thumbnails

__all__ = ["LandscapeGallery"]

ONE, TWO, FORMULA = range(3)  # the tabs
TABS = (
    ("1D", "Landscapes of one variable: curves"),
    ("2D", "Landscapes of two variables: maps"),
    ("Formula", "Type a landscape of your own"),
)


class LandscapeGallery(QWidget):
    """Search, tabs, the list with thumbnails, and the current landscape in numbers below."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._key = ""
        self._model = GalleryModel(self)
        self._thumbnails = Thumbnails(self)
        self._search = QLineEdit()
        self._list = QListView()
        self._nothing = QLabel()
        self._formula = FormulaField(session)
        self._details = LandscapeDetails(session)
        self._tabs = QButtonGroup(self)
        self._stack = QStackedWidget()
        self._place()
        self.show_document(session.document)
        session.changed.connect(self.show_document)
        self._tabs.idClicked.connect(self._choose_tab)
        self._search.textChanged.connect(self._find)
        self._search.returnPressed.connect(self._pick_first)
        self._list.clicked.connect(self._pick)
        self._list.activated.connect(self._pick)
        self._thumbnails.drawn.connect(self._list.viewport().update)
        theme_changed.connect(self._draw_anew)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._thumbnails.rest()

    def show_document(self, document: Document) -> None:
        """Outline the document's landscape, turning to its tab when it is another one."""
        landscape = document.landscape
        if landscape.key != self._key:
            self._key = landscape.key
            tab = FORMULA if landscape.is_typed else landscape.dim - 1
            if tab != self._tabs.checkedId():
                self._turn_to(tab)
            self._model.show_current(landscape.key)
            row = self._model.row(landscape.key)
            layout = self.layout()
            if row is not None and layout is not None:
                layout.activate()  # the details below may just have grown
                self._list.scrollTo(self._model.index(row))

    def _turn_to(self, tab: int) -> None:
        self._tabs.button(tab).setChecked(True)
        self._details.setVisible(tab != FORMULA)
        if tab == FORMULA:
            self._stack.setCurrentIndex(1)
            return
        self._stack.setCurrentIndex(0)
        self._list_found()

    def _choose_tab(self, tab: int) -> None:
        self._turn_to(tab)
        if tab == FORMULA:
            self._formula.take_over()

    def _find(self, text: str) -> None:
        """Follow the search field; a search finds listed landscapes, so it leaves the formula."""
        tab = self._tabs.checkedId()
        if tab == FORMULA and text.strip():
            self._turn_to(TWO)
        elif tab != FORMULA:
            self._list_found()

    def _list_found(self) -> None:
        words = self._search.text().split()
        dim = 1 if self._tabs.checkedId() == ONE else 2
        found = [row for row in LANDSCAPES.values() if matches(row, words)]
        here = [row for row in found if row.dim == dim]
        self._model.show(here)
        self._list.setVisible(bool(here))
        self._nothing.setVisible(not here)
        if not here:
            self._nothing.setText(_nothing_found(self._search.text().strip(), dim, len(found)))

    def _pick_first(self) -> None:
        if self._tabs.checkedId() != FORMULA and self._model.rowCount():
            self._pick(self._model.index(0))

    def _pick(self, index: QModelIndex) -> None:
        landscape = self._model.landscape(index.row())
        if landscape != self._session.document.landscape:
            self._session.edit(
                lambda document: pick_landscape(document, landscape), f"Pick {landscape.name}"
            )

    def _place(self) -> None:
        heading = QLabel("LANDSCAPE")
        heading.setProperty("role", "heading")
        self._set_up_search()
        self._set_up_list()
        found = QWidget()
        column = QVBoxLayout(found)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._nothing)
        column.addWidget(self._list, 1)
        column.addStretch()
        typing = QScrollArea()
        typing.setWidgetResizable(True)
        typing.setFrameShape(QFrame.Shape.NoFrame)
        typing.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        typing.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        typing.setWidget(self._formula)
        self._stack.addWidget(found)
        self._stack.addWidget(typing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GAP, 3 * GAP, 3 * GAP, 3 * GAP)
        layout.setSpacing(2 * GAP)
        layout.addWidget(heading)
        layout.addWidget(self._search)
        layout.addLayout(self._tab_row())
        layout.addWidget(self._stack, 1)
        layout.addWidget(self._details)

    def _tab_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(3 * GAP)
        for tab, (name, tip) in enumerate(TABS):
            button = QPushButton(name)
            button.setProperty("role", "tab")
            button.setCheckable(True)
            button.setToolTip(tip)
            button.setAccessibleName(f"{name}: {tip}")
            self._tabs.addButton(button, tab)
            row.addWidget(button)
        row.addStretch()
        return row

    def _set_up_search(self) -> None:
        self._search.setPlaceholderText(f"Search {len(LANDSCAPES)} landscapes")
        self._search.setClearButtonEnabled(True)
        self._search.setMaxLength(80)
        self._search.setAccessibleName("Search landscapes")
        self._search.setToolTip(
            "Finds by name, by line and by kind: valley, saddle, many minima. Enter takes the first"
        )
        # Not an action of the field: with a style sheet Qt draws those off the line.
        self._glass = QLabel()
        self._glass.setPixmap(icon("search", theme().ink("muted")).pixmap(14, 14))
        self._search.setTextMargins(20, 0, 0, 0)
        inside = QHBoxLayout(self._search)
        inside.setContentsMargins(9, 0, 0, 0)
        inside.addWidget(self._glass)
        inside.addStretch()

    def _set_up_list(self) -> None:
        view = self._list
        view.setModel(self._model)
        view.setItemDelegate(GalleryDelegate(self._thumbnails, view))
        view.setAccessibleName("Landscapes")
        view.setMouseTracking(True)
        view.setUniformItemSizes(True)
        view.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._nothing.setWordWrap(True)
        self._nothing.setProperty("role", "muted")
        self._nothing.hide()

    def _draw_anew(self, _theme: object) -> None:
        self._glass.setPixmap(icon("search", theme().ink("muted")).pixmap(14, 14))
        self._list.viewport().update()


def _nothing_found(text: str, dim: int, elsewhere: int) -> str:
    """Return what to do when a search finds nothing in a tab."""
    said = f"No {dim}D landscape matches “{text}”."
    if elsewhere:
        return f"{said} {elsewhere} found under {3 - dim}D."
    return f"{said} Try valley, saddle or minima, or type your own under Formula."
