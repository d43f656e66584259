"""What the net answers: its boundary or its curve, with the examples on it, to touch."""

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from explorer.core.array import Array
from explorer.session.session import Session
from explorer.views.answers_features import AnswersFeatures
from explorer.views.answers_key import AnswersKey
from explorer.views.answers_labels import name_width
from explorer.views.answers_learner import Answered, Learner, learner
from explorer.views.answers_pictures import AnswersPictures
from explorer.views.answers_plane import AnswersPlane
from explorer.views.answers_tools import AnswersTools
from explorer.views.answers_words import NO_NET, NO_OPTIMIZER, TRAINING, example_words, titles
from explorer.views.chip import INSET, chip_label
from explorer.views.theme import theme

__all__ = ["AnswersView"]

LIFT = 30  # pixels for the coordinates along the edge, below the tools
NAME = 20  # and for the name of the axis, below the title
NARROW, LOW = 420, 150  # pixels; smaller panels say less, and have no tools
TALL = 280  # pixels; in a lower panel the tools lie over the coordinates
KEYS = (
    "Enter picks an example, Tab goes to the next one, arrow keys move it, plus adds one, Delete "
    "erases it, Escape lets go of it. 0 shows all."
)


class AnswersView(QWidget):
    """The answers at the weights that all linked views show. It works only while it is seen."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._learner: Learner | None = None
        self._weights: Array | None = None
        self.plane = AnswersPlane(session)
        self.pictures = AnswersPictures(session)
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self.plane)
        self._stack.addWidget(self.pictures)
        self._title = chip_label(self, "What the net answers")
        self._empty = chip_label(self, "Why nothing is shown")
        self._tip = chip_label(self, "Example")
        self.features = AnswersFeatures(self)
        self.key = AnswersKey(self)
        self.tools = AnswersTools(session, self)
        self.setMinimumSize(160, 120)
        self.tools.chosen.connect(self._take_tool)
        self.features.chosen.connect(lambda *_: self._show_sheet())
        self.plane.changed.connect(self._show_tip)
        self.pictures.changed.connect(self._show_tip)
        session.focus.changed.connect(self._show)
        self._show()

    @property
    def title(self) -> str:
        """What the chip in the corner says."""
        return self._title.text()

    @property
    def answered(self) -> Answered | None:
        """The answers that are shown."""
        return self._panel.answered

    @property
    def _panel(self) -> AnswersPlane | AnswersPictures:
        """The panel that suits the data."""
        has_pictures = self._learner is not None and self._learner.is_picture
        return self.pictures if has_pictures else self.plane

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _show(self) -> None:
        """Follow the document, the play head and the pointer."""
        if not self.isVisible():
            return
        landscape = self._session.document.landscape
        before = self._learner
        if before is None or before.objective is not landscape:
            self._learner = learner(landscape)
        weights = self._next_weights(before)
        if before is not None and self._learner is before and _same(weights, self._weights):
            # Much is announced while the pointer drags; here only another example is picked.
            self._panel.update()
            self._show_missing()
            self._show_tip()
            return
        self._weights = weights
        self._show_sheet()

    def _next_weights(self, before: Learner | None) -> Array | None:
        """Return the weights to show: the last ones while those of new examples are computed."""
        document, one = self._session.document, self._learner
        weights = self._session.focus.weights
        if one is None or not any(entrant.visible for entrant in document.entrants):
            return None
        if weights is None and before is not None and one.is_like(before):
            weights = self._weights
        fits = weights is not None and len(weights) == one.objective.dim
        return weights if fits else None

    def _show_sheet(self) -> None:
        one = self._learner
        if one is None:
            self.plane.clear()
            self._stack.setCurrentWidget(self.plane)
        elif one.is_picture:
            self.pictures.show_answers(one, self._weights)
            self._stack.setCurrentWidget(self.pictures)
        else:
            self.features.show_features(one.features)
            self.plane.show_answers(one, *self._axes(one), self._weights)
            self._stack.setCurrentWidget(self.plane)
        self.key.show_learner(one)
        for chip in (self._title, self.features, self.key, self.tools, self._empty):
            chip.raise_()  # the stack has raised the panel
        if one is not None:
            self.tools.show_classes(one.classes)
            name = getattr(one.objective, "name", "")
            panel = self._panel
            panel.setAccessibleName(f"What the net answers: {name}")
            panel.setAccessibleDescription(KEYS)
        self._arrange()
        self._show_tip()

    def _axes(self, one: Learner) -> tuple[int, int]:
        return self.features.axes if len(one.features) > 2 else (0, 1)

    def _take_tool(self, tool: tuple[str, int | None]) -> None:
        self.plane.tool = tool

    def _arrange(self) -> None:
        """Put the chips into their corners, with as many words as there is room for."""
        one, width, height = self._learner, self.width(), self.height()
        self._arrange_title()
        has_choice = self._arrange_features()
        can_touch = one is not None and not one.is_picture and height >= LOW
        self.tools.set_narrow(width < NARROW)
        self.tools.setVisible(can_touch)
        self.tools.fit()
        lift = LIFT if height >= TALL else INSET // 2
        self.tools.move(INSET, height - lift - self.tools.height())
        bottom = height - self.tools.y() if can_touch else LIFT
        beside = has_choice or self._has_room_for_name()
        left = self.tools.geometry().right() if can_touch and lift < LIFT else 0
        self._arrange_key(0 if beside else NAME)
        self.plane.keep_clear(self._top(0 if beside else NAME), bottom, left, beside)
        self._show_missing()

    def _arrange_title(self) -> None:
        one = self._learner
        note = "held-out examples" if one is not None and one.is_picture else ""
        for words in titles(self.answered, note):
            self._title.setText(words)
            self._title.adjustSize()
            if self._title.width() <= self.width() - 2 * INSET:
                break
        self._title.move(INSET, INSET)
        self._title.setVisible(one is not None)

    def _has_room_for_name(self) -> bool:
        """Tell whether the name of the upward axis fits beside the title."""
        sheet = self.plane.sheet
        if sheet is None:
            return False
        # Titles that change by a letter must not move the picture.
        taken = self._title.geometry().right() // 20 * 20 + 20
        return taken + name_width(theme(), sheet.names) + 16 <= self.width()

    def _arrange_key(self, name: int) -> None:
        """Put the key on the right, below what stands there; `name`: how high the axis' name is."""
        self.key.setVisible(bool(self.key.signs) and self.height() >= LOW)
        self.key.fit(self.width() - 2 * INSET)
        self.key.move(self.width() - INSET - self.key.width(), self._top(name, has_key=False) + 5)

    def _top(self, name: int, has_key: bool = True) -> int:
        """Return where the chips above the picture end, and the name of its upward axis."""
        chips = (self._title, self.features)
        top = max((c.geometry().bottom() for c in chips if not c.isHidden()), default=0) + name
        return self.key.geometry().bottom() if has_key and not self.key.isHidden() else top

    def _arrange_features(self) -> bool:
        """Place the choice of what is shown; False where there is none."""
        one, width = self._learner, self.width()
        has_choice = one is not None and len(one.features) > 2 and not one.is_picture
        self.features.setVisible(has_choice)
        if not has_choice:
            return False
        self.features.set_narrow(width < NARROW)
        self.features.adjustSize()
        right = width - INSET - self.features.width()
        beside = right > self._title.geometry().right() + INSET
        top = INSET if beside else self._title.geometry().bottom() + 5
        self.features.move(right if beside else INSET, top)
        return True

    def _show_missing(self) -> None:
        """Say in the middle why there is no answer and what to do."""
        words = self._missing()
        self._empty.setVisible(bool(words))
        if not words:
            return
        self._empty.setText(words)
        self._empty.setWordWrap(False)
        self._empty.adjustSize()
        room = self.width() - 2 * INSET
        if self._empty.width() > room:
            self._empty.setWordWrap(True)
            self._empty.resize(room, self._empty.heightForWidth(room))
        spare = self.size() - self._empty.size()
        self._empty.move(spare.width() // 2, spare.height() // 2)

    def _missing(self) -> str:
        if self._learner is None:
            return NO_NET
        if self._weights is not None:
            return ""
        entrants = self._session.document.entrants
        return TRAINING if any(entrant.visible for entrant in entrants) else NO_OPTIMIZER

    def _show_tip(self) -> None:
        """Say what the example under the pointer is, or the one that the keys have picked."""
        one, panel, at = self._learner, self._panel, None
        row = panel.hovered
        if row is None and panel.hasFocus():
            row = self._session.focus.example
        if one is not None and row is not None and row < len(one.targets):
            at = self._place(one, row)
        if one is None or row is None or at is None:
            self._tip.hide()
            return
        shown = tuple(dict.fromkeys((*self._axes(one), *range(len(one.features)))))
        shown = tuple(k for k in shown if k < len(one.features))
        self._tip.setText("\n".join(example_words(one, self.answered, row, shown)))
        self._tip.adjustSize()
        x = at.x() + 14 if at.x() + 20 + self._tip.width() < self.width() else None
        left = at.x() - 14 - self._tip.width() if x is None else x
        is_low = at.y() > self.height() / 2
        top = at.y() - 12 - self._tip.height() if is_low else at.y() + 12
        top = min(max(top, 4.0), self.height() - self._tip.height() - 4.0)
        self._tip.move(round(max(left, 4.0)), round(top))
        self._tip.show()
        self._tip.raise_()

    def _place(self, one: Learner, row: int) -> QPointF | None:
        """Return where an example is seen."""
        if one.is_picture:
            box = self.pictures.place(row)
            return None if box is None else QPointF(box.right(), box.top())
        x, y = self.plane.pixels[row].tolist()
        inside = 0 <= x <= self.width() and 0 <= y <= self.height()
        return QPointF(x, y) if inside else None


def _same(one: Array | None, other: Array | None) -> bool:
    if one is None or other is None:
        return one is other
    return np.array_equal(one, other, equal_nan=True)
