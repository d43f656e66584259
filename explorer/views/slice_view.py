"""The slice: the loss of a tiny net over a plane of its weights, with every path on it."""

from typing import cast

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from explorer.core.nets.slice_plan import MapLayer
from explorer.session.session import Session
from explorer.session.slicer import Slice
from explorer.views.chip import INSET, chip_label
from explorer.views.honesty_chip import HonestyChip
from explorer.views.numbers import number
from explorer.views.slice_hand import SliceHand
from explorer.views.slice_paths import Meter
from explorer.views.slice_plane import SlicePlane
from explorer.views.slice_survey import SliceSurvey

__all__ = ["SliceView"]

LIFT = 18  # pixels above the coordinates along the lower edge
EMPTY = "No optimizer is racing. Add one on the right."
WAITING = "The net is being trained. Its landscape comes with the first run."
SURVEYING = "The landscape of this net is being surveyed."
FREE = "No weight costs anything here. Raise L1 or L2 to see a penalty."
_LAYERS: dict[MapLayer, str] = {
    "train": "Loss",
    "held-out": "Held-out loss",
    "batch": "Loss of this step's batch",
    "penalty": "Penalty",
    "difference": "Held-out loss minus training loss",
}
_WORDS: dict[MapLayer, str] = {"penalty": "penalty", "difference": "difference"}


class SliceView(QWidget):
    """A map of the landscape that a net is trained on, and how true that map is."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._survey = SliceSurvey(session, "slice", self)
        self.viewpoint, self.ground = self._survey.viewpoint, self._survey.ground
        self.hand = SliceHand(session, self.ground)
        self.plane = SlicePlane(session, self.ground, self.viewpoint, self.hand)
        self._meter = Meter()
        self._pointer: tuple[float, float] | None = None
        self._refused = ""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.plane)
        self._title = chip_label(self.plane, "What the map shows")
        self._honesty = HonestyChip(self.plane)
        self._here = chip_label(self.plane, "Under the pointer")
        self._honesty.resized.connect(self._arrange)
        self._empty = chip_label(self.plane, "Why there is no map")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._here.hide()
        self._switches = self._corner()
        self._unequal = self._note()
        self.plane.installEventFilter(self)
        self.plane.pointed.connect(self._point_at)
        session.slicer.sliced.connect(self._look)
        session.changed.connect(self._refresh)
        session.focus.changed.connect(self._measure)
        self.viewpoint.changed.connect(self._look)
        self.ground.changed.connect(self._show_ground)
        self.ground.failed.connect(self._refuse)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look()
        self._measure()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.ground.halt()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.plane and event.type() == QEvent.Type.Resize:
            self.viewpoint.resize(self.plane.width(), self.plane.height())
            self._arrange()
        if watched is self.plane and event.type() == QEvent.Type.ToolTip:
            at = cast(QHelpEvent, event)
            QToolTip.showText(at.globalPos(), self.plane.head_words(QPointF(at.pos())), self.plane)
            return True
        return False

    def _look(self, _: object = None) -> None:
        """Ask for the terrain of the slice there is, over what the camera is going to see."""
        if not self.isVisible():
            return
        if self._survey.look():
            self._refused = ""
        self._refresh()

    def _show_ground(self) -> None:
        """Follow the terrain with the camera and the measure."""
        self._survey.follow()
        self._measure()
        self._refresh()

    def _measure(self) -> None:
        """Compare surface and truth at the weights that everybody shows."""
        if not self.isVisible():
            return
        shown, focus = self.ground.shown, self._session.focus
        training, weights = focus.training, focus.weights
        if shown is None or weights is None or len(weights) != len(shown.plane.origin):
            honest = None
        elif training is None or shown.net.sizes != getattr(focus.net, "sizes", None):
            honest = self.plane.honest  # until the changed run is there
        else:
            honest = self._meter.measure(shown, training.points, weights)
        self.plane.honest = honest
        if shown is not None:
            hidden = len(shown.plane.origin) - len(shown.plane.directions)
            self._honesty.show_honesty(honest, shown.plan.layer, hidden)
        else:
            self._honesty.hide()
        self.plane.update()

    def _refuse(self, sentence: str) -> None:
        self._refused = sentence
        self.ground.clear()
        self._refresh()

    def _refresh(self, _: object = None) -> None:
        if not self.isVisible():
            return
        shown = self.ground.shown
        self._title.setVisible(shown is not None)
        if shown is not None:
            self._title.setText(_title(shown, self.ground.line is not None, self.plane.width()))
        sentence = self._sentence()
        self._empty.setVisible(bool(sentence))
        self._empty.setText(sentence)
        is_skewed = shown is not None and self.ground.line is None and not self.viewpoint.is_equal
        self._unequal.setVisible(is_skewed and self._pointer is None)
        net = self._session.focus.net
        name = "" if net is None else f" of {net.name}"
        self.plane.setAccessibleName(f"Slice through the weights{name}")
        self.plane.setAccessibleDescription(self._title.text() if shown is not None else sentence)
        self._arrange()

    def _sentence(self) -> str:
        """Return why there is no map; empty where there is one."""
        if problem := self._refused or self._session.slicer.problem:
            return problem
        if not any(entrant.visible for entrant in self._session.document.entrants):
            return EMPTY
        shown = self.ground.shown
        if shown is None:
            return WAITING if self._session.slicer.slice is None else SURVEYING
        is_free = shown.plan.layer == "penalty" and not (shown.net.l1 or shown.net.l2)
        return FREE if is_free else ""

    def _point_at(self, place: tuple[float, float] | None) -> None:
        """Say how high the surface is under the pointer."""
        self._pointer = place
        shown = self.ground.shown
        value = float("nan") if place is None else self.ground.value_at(*place)
        is_there = shown is not None and not np.isnan(value)
        if shown is not None and is_there:
            self._here.setText(f"{_WORDS.get(shown.plan.layer, 'loss')} {number(value, 3)} here")
            self._here.adjustSize()
        self._here.setVisible(is_there)
        self._refresh()

    def _arrange(self) -> None:
        """Put the chips into their corners."""
        width, height = self.plane.width(), self.plane.height()
        for chip in (self._switches, self._unequal):
            chip.adjustSize()
        self._title.setWordWrap(False)
        self._title.setMinimumWidth(0)  # or a shorter title would stay as wide
        self._title.setFixedWidth(min(self._title.sizeHint().width(), width - 2 * INSET))
        self._title.setWordWrap(True)
        self._title.adjustSize()
        self._title.move(INSET, INSET)
        right = width - INSET - self._switches.width()
        is_tight = not self._title.isHidden() and right < self._title.geometry().right() + INSET
        below = (self._title.height() + 6) * is_tight
        self._switches.move(max(right, INSET), INSET + below)
        self._honesty.fit(width - 2 * INSET)
        floor = height - INSET - LIFT
        self._honesty.move(INSET, floor - self._honesty.height())
        above = max(self._title.geometry().bottom(), self._switches.geometry().bottom())
        self._survey.keep_clear(above + INSET, height - self._honesty.y() + INSET)
        for chip in (self._here, self._unequal):
            left = width - INSET - chip.width()
            honest = self._honesty.geometry()
            is_tight = not self._honesty.isHidden() and left < honest.right() + INSET
            lift = (self._honesty.height() + 6) * is_tight
            chip.move(max(left, INSET), floor - lift - chip.height())
        room = min(360, max(width - 4 * INSET, 60))
        self._empty.setFixedWidth(room)
        self._empty.setFixedHeight(max(self._empty.heightForWidth(room), 1))
        self._empty.move((width - room) // 2, (height - self._empty.height()) // 2)

    def _corner(self) -> QFrame:
        """Return the chip in the upper right corner, with its switches."""
        frame = QFrame(self.plane)
        frame.setProperty("role", "chip")
        row = QHBoxLayout(frame)
        row.setContentsMargins(4, 3, 4, 3)
        row.setSpacing(2)
        contours, fit = QToolButton(frame), QToolButton(frame)
        contours.setCheckable(True)
        contours.setChecked(True)
        for button, name, tip in (
            (contours, "Contours", "Lines along which the loss is the same"),
            (fit, "Fit", "Show all paths (0, or a double click)"),
        ):
            button.setProperty("role", "toggle")
            button.setText(name)
            button.setToolTip(tip)
            button.setAccessibleName(name)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            row.addWidget(button)
        contours.toggled.connect(self._show_contours)
        fit.clicked.connect(self.viewpoint.fit)
        self._contours, self._fit = contours, fit
        return frame

    def _note(self) -> QPushButton:
        """Return the chip that says that the axes have different scales."""
        note = QPushButton("Right angles will not look right · E", self.plane)
        note.setProperty("role", "note")
        note.setToolTip(
            "The axes have different scales. Press E, or click here, to make them equal."
        )
        note.setCursor(Qt.CursorShape.PointingHandCursor)
        note.clicked.connect(lambda: self.viewpoint.set_equal(True))
        note.hide()
        return note

    def _show_contours(self, shown: bool) -> None:
        self.plane.shows_contours = shown
        self.plane.update()


def _title(seen: Slice, is_line: bool, width: int) -> str:
    """Return what the map shows, in two lines where there is little room."""
    dim, layer = len(seen.plane.origin), _LAYERS[seen.plan.layer]
    if is_line and seen.plan.layer == "train" and len(seen.net.data_set.rows("held-out")):
        layer = "Loss, training — and held-out - -,"
    weights = "1 weight" if dim == 1 else f"{dim:,} weights"
    between = " · " if width >= 560 else "\n"
    return f"{layer} over {weights}{between}{seen.plane.words}"
