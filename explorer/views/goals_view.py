"""Two goals at once: what can be had, the best compromises, and where each run has come to."""

import re

import numpy as np
from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from explorer.core.array import Array
from explorer.core.landscapes import LANDSCAPES
from explorer.session.document import Document
from explorer.session.race import Race
from explorer.session.session import Session
from explorer.views.chip import chip_label
from explorer.views.goals_cloud import GoalsCloud
from explorer.views.goals_plane import GoalsPlane
from explorer.views.marker import marker_pixmap
from explorer.views.numbers import number
from explorer.views.theme import GAP, theme, theme_changed

__all__ = ["GoalsView"]

NARROWEST, LOW = 280, 350  # pixels
UNBOUNDED = 10_000
LONGEST = "−0.0000"  # as long as a number of the read-out gets
_NUMBER = re.compile(r"−?\d[\d.]*")
NO_OPTIMIZER = "No optimizer is racing. Add one on the right to see where it comes to."
COMPUTING = "The run is being computed."
NO_GOALS = f"No two goals here: choose “{LANDSCAPES['two-goals-sum'].name}” on the left."
LINE = "Every grey dot is a spot on the map. Lower left is better."
HOW = (
    "Both goals are to be low: one counts across, the other up. No spot on the map is better in "
    "both than one on the green line: there, winning in one goal costs in the other.<br>"
    "All on the dashed line has the score of the chosen run. A run comes to rest where its score "
    "cannot get lower: the dashed line then only touches the dots. A weighted sum has a straight "
    "line, which cannot touch a green line that bulges away from the lower left."
)
KEYS = "Left and right go along the best compromises, Escape lets go."
FOLLOWED = "The run that is followed. Click another one in the results to follow it instead."


class GoalsView(QWidget):
    """The plane of two goals over a read-out of the chosen run at the play head."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.plane = GoalsPlane(session)
        self._line = QLabel(LINE)
        self._sign, self._who, self._numbers = QLabel(), QLabel(), QLabel()
        self._shape: object = None  # what the read-out has kept its height for
        self._tip = chip_label(self.plane, "Point")
        self._empty = chip_label(self.plane, "Why nothing is shown")
        self._place()
        session.changed.connect(self._show_document)
        session.raced.connect(self._show_race)
        session.selected.connect(self._refresh)
        session.playback.moved.connect(self._refresh)
        self.plane.changed.connect(self._show_tip)
        theme_changed.connect(self._refresh)
        self._show_document(session.document)

    def words(self) -> str:
        """Return what is said of the chosen run."""
        return f"{self._who.text()}\n{self._numbers.text()}"

    @property
    def tip(self) -> str:
        """What is said of the point that is pointed at; empty where there is none."""
        return "" if self._tip.isHidden() else self._tip.text()

    def sizeHint(self) -> QSize:
        return QSize(380, 480)

    def minimumSizeHint(self) -> QSize:
        return QSize(NARROWEST, 260)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_document(self._session.document)
        self._show_race(self._session.race)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._refresh()

    def _show_document(self, document: Document) -> None:
        if self.isVisible():
            self.plane.show_document(document)
            self._refresh()

    def _show_race(self, race: Race) -> None:
        if self.isVisible():
            self.plane.show_race(race)
            self._refresh()

    def _refresh(self, _: object = None) -> None:
        """Follow the play head and the choice of a run."""
        if not self.isVisible():
            return
        self._show_chosen()
        self._show_tip()
        self.plane.update()

    def _show_chosen(self) -> None:
        cloud, focus = self.plane.cloud, self._session.focus
        training, document = focus.training, self._session.document
        has_run = cloud is not None and training is not None
        sentence = "" if has_run else self._missing()
        self._empty.setText(sentence)
        self._empty.setVisible(bool(sentence))
        self._sign.setVisible(has_run)
        if cloud is None or training is None:
            self._who.setText("")
            self._numbers.setText("")
        else:
            entrant = document.entrants[focus.followed[1]]
            self._sign.setPixmap(marker_pixmap(entrant.colour))
            self._who.setText(f"{type(entrant.optimizer).name} · step {focus.step}")
            goals = cloud.measure(training.points[focus.step : focus.step + 1])[0]
            score = float(training.values[focus.step])
            self._numbers.setText(_chosen_words(cloud, goals, score))
            self._keep_room(cloud)
        self.plane.setAccessibleDescription(f"{self.words()} {HOW.replace('<br>', ' ')} {KEYS}")
        self._arrange()

    def _keep_room(self, cloud: GoalsCloud) -> None:
        """Give the read-out room for longer numbers: the plane must not jump as they change."""
        width, label = self._numbers.width(), self._numbers
        shape = (width, cloud.names, theme())
        kept = label.minimumHeight() if shape == self._shape else 0
        self._shape = shape
        longest = _NUMBER.sub(LONGEST, label.text())
        space = QRect(0, 0, width, UNBOUNDED)
        room = label.fontMetrics().boundingRect(space, Qt.TextFlag.TextWordWrap, longest).height()
        label.setMinimumHeight(max(kept, room, label.heightForWidth(width)))

    def _missing(self) -> str:
        if self.plane.cloud is None:
            return NO_GOALS
        entrants = self._session.document.entrants
        return COMPUTING if any(entrant.visible for entrant in entrants) else NO_OPTIMIZER

    def _show_tip(self) -> None:
        """Say where on the map the point is that is pointed at, and what its goals are."""
        plane, row = self.plane, self.plane.picked
        if plane.cloud is None or row is None:
            self._tip.hide()
            return
        self._tip.setText(_point_words(plane.cloud, row))
        self._tip.adjustSize()
        at, size = plane.place(row), self._tip.size()
        left = at.x() + 12 if at.x() + 16 + size.width() < plane.width() else at.x() - 12
        left -= size.width() * (left < at.x())
        top = at.y() - 10 - size.height() if at.y() > plane.height() / 2 else at.y() + 10
        self._tip.move(round(max(left, 2.0)), round(min(top, plane.height() - size.height() - 2.0)))
        self._tip.show()
        self._tip.raise_()

    def _arrange(self) -> None:
        """Put the sentence about what is missing into the middle; a low panel says less."""
        self._line.setVisible(self.height() >= theme().length(LOW))
        room = max(60, min(300, self.plane.width() - 4 * GAP))
        self._empty.setFixedWidth(room)
        self._empty.setFixedHeight(max(self._empty.heightForWidth(room), 1))
        spare = self.plane.size() - self._empty.size()
        self._empty.move(spare.width() // 2, spare.height() // 2)

    def _place(self) -> None:
        heading = QLabel("TWO GOALS")
        heading.setProperty("role", "heading")
        self._line.setProperty("role", "caption")
        self.plane.setAccessibleName("Two goals")
        self.plane.setToolTip(f"<p>{HOW}</p><p>{KEYS}</p>")
        self._numbers.setAccessibleName("Goals of the chosen run")
        self._who.setAccessibleName("Chosen run")
        for label in (self._line, self._who, self._numbers, self._empty):
            label.setWordWrap(True)
        for label in (self._sign, self._who, self._numbers):
            label.setToolTip(f"<p>{FOLLOWED}</p>")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._tip.hide()
        row = QHBoxLayout()
        row.setSpacing(2 * GAP)
        row.addWidget(self._sign)
        row.addWidget(self._who, 1)
        above = QVBoxLayout()
        above.setContentsMargins(3 * GAP, 2 * GAP, 3 * GAP, 0)
        above.setSpacing(GAP // 2)
        above.addWidget(heading)
        above.addWidget(self._line)
        below = QVBoxLayout()
        below.setContentsMargins(3 * GAP, 0, 3 * GAP, 2 * GAP)
        below.setSpacing(GAP // 2)
        below.addLayout(row)
        below.addWidget(self._numbers)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addLayout(above)
        column.addWidget(self.plane, 1)
        column.addLayout(below)


def _chosen_words(cloud: GoalsCloud, goals: Array, score: float) -> str:
    """Return both goals of a run, their score, and how much of the map beats it in both."""
    pairs = zip(cloud.names, goals.tolist(), strict=True)
    told = " · ".join(f"{name} {number(value, 3)}" for name, value in pairs)
    if not np.isfinite(goals).all():
        return f"{told}\nIt has flown away."
    better = cloud.better(goals)
    share = f"{100 * better:.1f} % of the map" if better else "Nothing on the map"
    return f"{told} · score {number(score, 3)}\n{share} is better in both."


def _point_words(cloud: GoalsCloud, row: int) -> str:
    """Return a point of the map and its goals, in two lines."""
    x, y = (number(c, 3) for c in cloud.points[row].tolist())
    pairs = zip(cloud.names, cloud.goals[row].tolist(), strict=True)
    return f"x {x}   y {y}\n" + "\n".join(f"{name} {number(value, 3)}" for name, value in pairs)
