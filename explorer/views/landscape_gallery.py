"""The left column: find a landscape and race on it, train a tiny net, or type a formula."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from explorer.core.finding import landscape_rank
from explorer.core.landscape import Landscape
from explorer.core.landscapes import LANDSCAPES
from explorer.core.nets.tiny_net import TinyNet
from explorer.session.document import Document
from explorer.session.edits import pick_landscape
from explorer.session.net_edits import pick_net
from explorer.session.session import Session
from explorer.views.disclosure import Disclosure
from explorer.views.formula_field import FormulaField
from explorer.views.gallery_list import GalleryDelegate, GalleryModel, listed
from explorer.views.kind_chips import KindChips
from explorer.views.landscape_details import LandscapeDetails
from explorer.views.lock_mark import LockMark
from explorer.views.net_form import EXACT, NetForm
from explorer.views.net_starter import NetStarter
from explorer.views.search_field import SearchField
from explorer.views.theme import GAP, theme, theme_changed
from explorer.views.thumbnail import Thumbnails

__all__ = ["LandscapeGallery"]

ONE, TWO, NET, FORMULA = range(4)  # the tabs
TABS = (
    ("1D", "Landscapes of one variable: curves"),
    ("2D", "Landscapes of two variables: maps"),
    ("Tiny net", "Landscapes of neural nets: the weights are the variables"),
    ("Formula", "Type a landscape of your own"),
)
SEARCH_TIP = (
    "Finds by name, by line, by kind and by formula: valley, many minima, exp. Enter takes the "
    "first."
)
FOUND, TYPING, FORM = range(3)  # the pages below the tabs

ANY_KIND = "any kind: bowls, valleys, saddles, kinks…"
NARROWEST = 230  # pixels: the form of a net shows every row whole


class LandscapeGallery(QWidget):
    """Search, tabs, the list with thumbnails, and the current landscape in numbers below."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._landscape: Landscape | TinyNet | None = None
        self._net: TinyNet | None = None  # the last one there was
        self._net_form: NetForm | None = None  # made when first needed
        self._model = GalleryModel(self)
        self._thumbnails = Thumbnails(session.worker, self)
        self._search = SearchField("landscapes", SEARCH_TIP)
        self._list = QListView()
        self._chips = KindChips()
        self._kinds = Disclosure("kinds of landscapes", self._chips)
        self._nothing = QLabel()
        self._starter = NetStarter()
        self._formula = FormulaField(session)
        self._details = LandscapeDetails(session)
        self._tabs = QButtonGroup(self)
        self._stack = QStackedWidget()
        self._search.setPlaceholderText(f"Search {len(LANDSCAPES)} landscapes")
        self._place()
        self.show_document(session.document)
        session.changed.connect(self.show_document)
        self._tabs.idClicked.connect(self._choose_tab)
        self._search.textChanged.connect(self._find)
        self._chips.chosen.connect(self._list_kind)
        self._search.returnPressed.connect(self._pick_first)
        self._list.clicked.connect(self._pick)
        self._list.activated.connect(self._pick)
        self._starter.asked.connect(self._train)
        self._thumbnails.drawn.connect(self._list.viewport().update)
        theme_changed.connect(self._draw_anew)
        self._draw_anew()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._thumbnails.rest()

    def show_document(self, document: Document) -> None:
        """Outline the document's landscape, turning to its tab when it is another one."""
        landscape, before = document.landscape, self._landscape
        self._landscape = landscape
        if isinstance(landscape, TinyNet):
            self._net = landscape
        if before is not None and landscape.key == before.key:
            return
        tabs = _tabs_of(landscape)
        if before is None or self._tabs.checkedId() not in tabs:
            self._turn_to(tabs[0])
        else:
            self._turn_to(self._tabs.checkedId())
        self._model.show_current(landscape.key)
        row = self._model.row(landscape.key)
        layout = self.layout()
        if row is not None and layout is not None:
            layout.activate()  # the details below may just have grown
            self._list.scrollTo(self._model.index(row))

    def _turn_to(self, tab: int) -> None:
        """Show a tab: its list, or for a net that is there its form."""
        self._tabs.button(tab).setChecked(True)
        is_net = isinstance(self._landscape, TinyNet)
        self._details.setVisible(tab != FORMULA and not is_net)
        if tab == FORMULA:
            self._stack.setCurrentIndex(TYPING)
        elif tab == NET and is_net and not self._words():
            self._show_form()
        else:
            self._stack.setCurrentIndex(FOUND)
            self._list_found(tab)

    def _choose_tab(self, tab: int) -> None:
        self._turn_to(tab)
        if tab == FORMULA:
            self._formula.take_over()

    def _find(self, text: str) -> None:
        """Follow the search field; a search finds listed landscapes, so it leaves the formula."""
        tab = self._tabs.checkedId()
        if tab != FORMULA:
            self._turn_to(tab)
        elif text.strip():
            self._turn_to(TWO)

    def _words(self) -> list[str]:
        return self._search.words

    def _list_found(self, tab: int) -> None:
        words, kind = self._words(), self._chips.kind if tab != NET else None
        in_tab = [row for row in LANDSCAPES.values() if tab in _tabs_of(row)]
        here = listed([row for row in in_tab if kind is None or kind.has(row)], words)
        self._model.show(here)
        self._chips.offer(in_tab)
        self._kinds.setVisible(tab != NET)
        self._chips.setVisible(tab != NET and self._kinds.isChecked())
        self._kinds.show_summary(f"only {kind.words}" if kind else ANY_KIND)
        self._starter.setVisible(tab == NET and not words)
        self._starter.show_net(self._net)
        self._starter.show_below(bool(here))
        self._list.setVisible(bool(here))
        is_empty = bool(words or kind) and not here
        self._nothing.setVisible(is_empty)
        if is_empty:
            text = self._search.text().strip()
            self._nothing.setText(_nothing_found(text, tab, kind.words if kind else ""))

    def _list_kind(self, *_: object) -> None:
        self._list_found(self._tabs.checkedId())
        self._list.scrollToTop()

    def _pick_first(self) -> None:
        row = self._model.first()
        if self._stack.currentIndex() == FOUND and row is not None:
            self._pick(self._model.index(row))

    def _pick(self, index: QModelIndex) -> None:
        landscape = self._model.landscape(index.row())
        if landscape is not None and landscape != self._session.document.landscape:
            self._session.edit(
                lambda document: pick_landscape(document, landscape), f"Pick {landscape.name}"
            )

    def _train(self) -> None:
        """Go on with the net there was, or begin with the first one."""
        net = self._net or TinyNet()
        self._session.edit(lambda document: pick_net(document, net), f"Pick {net.name}")

    def _show_form(self) -> None:
        if self._net_form is None and self._net is not None:
            self._net_form = NetForm(self._session, self._net)
            self._stack.addWidget(_scrolled(self._net_form))
            self._lock.keep(self._net_form.model)
        self._stack.setCurrentIndex(FORM)

    def _place(self) -> None:
        heading = QLabel("LANDSCAPE")
        heading.setProperty("role", "heading")
        self._set_up_list()
        found = QWidget()
        column = QVBoxLayout(found)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._starter)
        column.addWidget(self._kinds)
        column.addWidget(self._chips)
        column.addWidget(self._nothing)
        column.addWidget(self._list, 1)
        column.addStretch()
        self._stack.addWidget(found)
        self._stack.addWidget(_scrolled(self._formula))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GAP, 3 * GAP, 3 * GAP, 3 * GAP)
        layout.setSpacing(2 * GAP)
        head = QHBoxLayout()
        head.addWidget(heading)
        head.addStretch()
        self._lock = LockMark(self._session, "landscape", self._list, self._starter, self._formula)
        self._lock.keep(*self._details.controls)
        head.addWidget(self._lock)
        layout.addLayout(head)
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

    def _set_up_list(self) -> None:
        view = self._list
        view.setModel(self._model)
        view.setItemDelegate(GalleryDelegate(self._thumbnails, view))
        view.setAccessibleName("Landscapes")
        view.setMouseTracking(True)
        view.setResizeMode(QListView.ResizeMode.Adjust)  # narrower, the words take more lines
        view.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._nothing.setWordWrap(True)
        self._nothing.setProperty("role", "muted")
        self._nothing.hide()

    def _draw_anew(self, *_: object) -> None:
        self.setMinimumWidth(theme().length(NARROWEST))
        self._list.scheduleDelayedItemsLayout()
        self._list.viewport().update()


def _tabs_of(landscape: Landscape | TinyNet) -> tuple[int, ...]:
    """Return the tabs a landscape is found under, the one of its kind first."""
    if isinstance(landscape, TinyNet):
        return (NET,)
    if landscape.is_typed:
        return (FORMULA,)
    plain = ONE if landscape.dim == 1 else TWO
    return (NET, plain) if landscape.key in EXACT else (plain,)


def _nothing_found(text: str, tab: int, kind: str) -> str:
    """Return what to do when a search, among those of a kind or all, finds nothing in a tab."""
    called = "tiny net" if tab == NET else f"{TABS[tab][0]} landscape"
    said = f"No {called} matches “{text}”." if text else f"No {called} has {kind}."
    if kind and text:
        return f"{said} Only {kind} are listed: press that again for all kinds."
    found = dict.fromkeys((ONE, TWO, NET), 0)
    for row in LANDSCAPES.values():
        if landscape_rank(row, text.split()) is not None:
            for other in _tabs_of(row):
                found[other] += 1
    elsewhere = [f"{count} found under {TABS[other][0]}" for other, count in found.items() if count]
    if elsewhere:
        return f"{said} {', '.join(elsewhere)}."
    return f"{said} Try valley, saddle or minima, or type your own under Formula."


def _scrolled(content: QWidget) -> QScrollArea:
    """Return a page that scrolls up and down only."""
    page = QScrollArea()
    page.setWidgetResizable(True)
    page.setFrameShape(QFrame.Shape.NoFrame)
    page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    page.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    page.setWidget(content)
    return page
