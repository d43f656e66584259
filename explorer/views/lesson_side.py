"""The right side of the window: the race's optimizers, a lesson, or the list of lessons."""

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from explorer.session.lesson import Lesson
from explorer.session.lesson_shelf import Entry, contents
from explorer.session.session import Session
from explorer.views.lesson_foot import LessonFoot
from explorer.views.lesson_head import LessonHead
from explorer.views.lesson_keys import LessonKeys
from explorer.views.theme import theme

if TYPE_CHECKING:
    from explorer.views.lesson_contents import LessonContents
    from explorer.views.lesson_page import LessonPage

__all__ = ["LessonSide"]

NARROWEST = 320  # pixels: room for a lesson


class LessonSide(QWidget):
    """Shows `race`, the optimizers and results, unless a lesson or the contents are wanted.

    In a lesson its head and its foot stay, whether text or optimizers are between them.
    """

    # Whether the left side of the window is to be seen, and whether this side is read in.
    arranged = Signal(bool, bool)
    turned = Signal(str)  # the part of the window that the page of a lesson points out

    def __init__(self, session: Session, race: QWidget) -> None:
        super().__init__()
        self._player = session.lessons
        self._session, self._race = session, race
        self._is_listing = False  # whether the contents are shown
        self._shows_race = False  # whether the optimizers are shown in a lesson
        self._onward: Entry | None = None  # the lesson after this one
        self._place_words = ""
        self._at: tuple[Lesson | None, int] = (None, 0)
        self.head, self.foot = LessonHead(), LessonFoot()
        self._page: LessonPage | None = None  # made when first needed
        self._contents: LessonContents | None = None
        self._keys = LessonKeys(self)
        self._turns = [QShortcut(QKeySequence(keys), self) for keys in ("Ctrl+Left", "Ctrl+Right")]
        self._stack = QStackedWidget()
        self._stack.addWidget(race)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._stack, 1)
        column.addWidget(self.foot)
        self._connect()
        self._arrange()

    @property
    def page(self) -> "LessonPage | None":
        """The text of the lesson; None before the first lesson."""
        return self._page

    @property
    def contents(self) -> "LessonContents | None":
        """The list of lessons; None before it was first shown."""
        return self._contents

    def show_contents(self) -> None:
        """Show the list of lessons; where it is shown already, put it away."""
        if self._contents is None:
            # A launch does not wait for what it does not show.
            from explorer.views.lesson_contents import LessonContents

            self._contents = LessonContents(self._session)
            self._contents.left.connect(self.hide_contents)
            self._stack.addWidget(self._contents)
        self._is_listing = not self._is_listing
        self._arrange()

    def hide_contents(self) -> None:
        """Show again what was there before the list of lessons."""
        self._is_listing = False
        self._arrange()

    def show_optimizers(self, is_on: bool) -> None:
        """In a lesson, show the optimizers and results instead of its text."""
        self._shows_race = is_on
        self._arrange()

    def next(self) -> None:
        """Turn to the next page, at the end to the next lesson, after the last to the contents."""
        lesson = self._player.lesson
        if lesson is None:
            return
        if self._player.index + 1 < len(lesson.steps):
            self._player.next()
        elif self._onward is not None:
            self._player.open(self._onward.key)
        else:
            self._is_listing = False
            self.show_contents()

    def minimumSizeHint(self) -> QSize:
        reads = self._is_listing or (self._player.lesson is not None)
        least = super().minimumSizeHint()
        return QSize(max(least.width(), theme().length(NARROWEST) if reads else 0), least.height())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.window().installEventFilter(self._keys)

    def _connect(self) -> None:
        head, foot, keys, player = self.head, self.foot, self._keys, self._player
        head.contents_asked.connect(self.show_contents)
        head.leave_asked.connect(player.leave)
        head.restore_asked.connect(self._restore)
        head.landscape_toggled.connect(self._arrange)
        head.optimizers_toggled.connect(self.show_optimizers)
        head.bar.chosen.connect(player.go)
        foot.back_asked.connect(player.back)
        foot.next_asked.connect(self.next)
        # Shortcuts: the picture takes arrows for itself, whatever is held with them.
        for shortcut, act in zip(self._turns, (player.back, self.next), strict=True):
            shortcut.activated.connect(act)
        keys.left.connect(self._escape)
        keys.revealed.connect(player.reveal)
        keys.chosen.connect(self._expect)
        player.opened.connect(self._open)
        player.changed.connect(self.refresh)

    def _open(self, lesson: Lesson | None) -> None:
        """Take another lesson up, or none."""
        self._is_listing = self._shows_race = False
        if lesson is not None:
            if self._page is None:
                from explorer.views.lesson_page import LessonPage

                self._page = LessonPage(self._session)
                self._page.arranged.connect(self._line_up)
                self._stack.addWidget(self._page)
                self._line_up()
            self._find_neighbours()
        self.head.show_toggles(False, False)
        self._arrange()
        self.refresh()

    def refresh(self) -> None:
        """Show how far the lesson has come."""
        player, lesson = self._player, self._player.lesson
        if lesson is None:
            self._at = (None, 0)
            return
        index, step = player.index, lesson.steps[player.index]
        titles = [step.title for step in lesson.steps]
        self.head.show_lesson(
            self._place_words, lesson.title, titles, index, player.progress.furthest + 1
        )
        self.head.show_changed(player.is_changed, player.draw)
        if index + 1 < len(lesson.steps):
            title = lesson.steps[index + 1].title
            onward = f"Next: {title}" if title else "Next"
        else:
            onward = f"Next lesson: {self._onward.title}" if self._onward else "Contents"
        self.foot.show_ways(index > 0, onward)
        if self._at != (lesson, index):
            self._at = (lesson, index)
            self._shows_race = False
            self.head.show_toggles(self.head.landscape.isChecked(), False)
            self._arrange()
            self.turned.emit(step.look)

    def _line_up(self) -> None:
        """Let Tab go from the head through the page to the foot, whenever they were made."""
        if self._page is not None:
            stops = (self.head.optimizers, *self._page.stops(), self.foot.back, self.foot.next)
            for before, after in pairwise(stops):
                QWidget.setTabOrder(before, after)

    def _find_neighbours(self) -> None:
        """Find which lesson of the course it is, and which one comes after it."""
        entry = self._player.entry
        course = [one for one in contents() if one.number]
        number = 0 if entry is None else entry.number
        later = [one for one in course if number and one.number > number and not one.fault]
        self._onward = later[0] if later else None
        if number:
            self._place_words = f"Lesson {number} of {len(course)}"
        else:
            own = entry is not None and entry.is_own
            self._place_words = "A lesson of your own" if own else "From the shelf"

    def _restore(self) -> None:
        """Set the scene up as the lesson has it; where nothing was touched, in its own draw."""
        if self._player.is_changed:
            self._player.restore()
        else:
            self._player.show_draw(0)

    def _expect(self, option: int) -> None:
        if self._page is not None and self._stack.currentWidget() is self._page:
            self._page.expect(option)

    def _escape(self) -> None:
        if self._is_listing:
            self.hide_contents()
        elif self._player.lesson is not None:
            self._player.leave()

    def _arrange(self, *_: object) -> None:
        """Bring up what is wanted: the contents before the lesson, the lesson before the race."""
        reads = self._player.lesson is not None
        self.head.setVisible(reads and not self._is_listing)
        self.foot.setVisible(reads and not self._is_listing)
        self._keys.is_reading, self._keys.is_listing = reads, self._is_listing
        for shortcut in self._turns:
            shortcut.setEnabled(reads and not self._is_listing)
        shown = self._race
        if self._is_listing and self._contents is not None:
            shown = self._contents
        elif reads and not self._shows_race and self._page is not None:
            shown = self._page
        self._stack.setCurrentWidget(shown)
        self.updateGeometry()
        is_free = not (reads or self._is_listing)
        has_landscape = is_free or (reads and self.head.landscape.isChecked())
        self.arranged.emit(has_landscape, not is_free)
