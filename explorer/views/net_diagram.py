"""The net drawn: units in columns, weights as lines, and what is dead or asleep."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.core.nets.tiny_net import TinyNet
from explorer.core.nets.units import UnitState, unit_states
from explorer.session.document import Document
from explorer.session.net_edits import typed_weights
from explorer.session.session import Session
from explorer.views.net_chip import paint_sentence
from explorer.views.net_drawing import (
    names_width,
    paint_line,
    paint_names,
    paint_net,
    paint_ring,
)  # fmt: skip
from explorer.views.net_layout import NetLayout, Unit
from explorer.views.net_words import cost_words, net_words, unit_words, weight_words
from explorer.views.sight import Sight
from explorer.views.theme import theme, theme_changed
from explorer.views.weight_field import WeightField, why_not

__all__ = ["NetDiagram"]

TOP, BOTTOM = 46.0, 58.0  # pixels over and under the net, for the chips
PAUSE = 30  # milliseconds: a large net takes some of them to draw
EMPTY = "No net here: choose one under Tiny net, on the left."
HOW = (
    "Each line is a weight: the wider, the larger; blue and whole above zero, orange and dashed "
    "below. The rings are biases, in the same colours. A cross marks a dead unit, a bar one that "
    "sleeps. Point at a line or a unit to read its number; click a unit to see its weights alone. "
    "At step 0, double-click a weight or a unit to type another number. From the keyboard, arrows "
    "go from unit to unit, Page Up and Page Down through the weights into it; Enter types."
)
_TURNS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class NetDiagram(QWidget):
    """Draws the net with the weights that are in focus; a start weight can be typed over."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._sight = Sight(session, self, self._show, PAUSE)
        self._net: TinyNet | None = None  # of the cost
        self._layout = NetLayout((1, 1), QRectF(0, 0, 1, 1))
        self._states: tuple[tuple[UnitState, ...], ...] = ()
        self._cost = ""
        self._picture: QPixmap | None = None
        self._chosen: Unit | None = None  # its weights stand out
        self._unit: Unit | None = None  # under the pointer
        self._news = ""  # why something cannot be typed; until something else is pointed at
        self._weight: int | None = None  # under the pointer or reached by key, by place
        self.field = WeightField(self)
        self.field.typed.connect(self._type)
        self.field.refused.connect(self._note)
        self.setAccessibleName("The net and its weights")
        self.setAccessibleDescription(HOW)
        self.setToolTip(f"<p>{HOW}</p>")
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme_changed.connect(self._redraw)

    @property
    def plan(self) -> NetLayout:
        """Where everything lies."""
        return self._layout

    @property
    def chosen(self) -> Unit | None:
        """The unit whose weights stand out."""
        return self._chosen

    def words(self) -> tuple[str, str]:
        """Return what the upper and the lower chip say."""
        net, weights = self._sight.net, self._sight.weights
        if net is None or weights is None:
            return "", ""
        above = net_words(net, self._states)
        if self._news:
            return above, self._news
        if self._weight is not None:
            return above, weight_words(net, self._layout, weights, self._weight)
        unit = self._unit or self._chosen
        if unit is not None:
            return above, unit_words(net, self._layout, weights, unit, self._states)
        return above, self._cost

    def choose(self, unit: Unit | None) -> None:
        """Let the weights of one unit stand out; None: all alike."""
        self._weight, self._news = None, ""
        self._chosen = unit
        self._redraw()

    def type_weight(self, place: int) -> None:
        """Let a start weight be typed, by its place in the vector; at step 0 only."""
        weights = self._sight.weights
        if weights is None:
            return
        if sentence := why_not(self._session):
            self._note(sentence)
        else:
            self.field.open(place, float(weights[place]), self._middle(place))

    def sizeHint(self) -> QSize:
        return QSize(380, 260)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 150)

    def event(self, event: QEvent) -> bool:
        # Beside a number that is being read, what the lines mean would only be in the way.
        if event.type() == QEvent.Type.ToolTip and (self._unit or self._weight is not None):
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter, box = theme(), QPainter(self), QRectF(self.rect())
        if self._sight.net is None or self._sight.weights is None:
            painter.fillRect(self.rect(), look.ink("panel"))
            painter.setPen(look.ink("muted"))
            wrapped = Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextWordWrap.value
            painter.drawText(box.adjusted(16, 16, -16, -16), wrapped, EMPTY)
            painter.end()
            return
        ratio = self.devicePixelRatioF()
        if self._picture is None or self._picture.size() != self.size() * ratio:
            self._picture = self._painted(ratio)
        painter.drawPixmap(0, 0, self._picture)
        for unit in (self._chosen, self._unit):
            if unit is not None:
                paint_ring(painter, look, self._layout, unit)
        if self._weight is not None:
            row, unit = self._layout.line_of(self._weight), self._layout.unit_of(self._weight)
            if row is not None:
                paint_line(painter, look, self._layout, row)
            elif unit is not None:
                paint_ring(painter, look, self._layout, unit)
        above, below = self.words()
        paint_sentence(painter, box, above, look, at_top=True)
        paint_sentence(painter, box, below, look, at_top=False)
        if self.hasFocus():
            painter.setPen(look.pen("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            unit = self._layout.unit_at(event.position())
            self.choose(None if unit == self._chosen else unit)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._point(event.position())
        unit = self._unit
        place = self._weight if unit is None else self._layout.bias(unit)
        if place is not None:
            self.type_weight(place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point(event.position())

    def leaveEvent(self, event: QEvent) -> None:
        self._point(None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        # A bias is typed where a unit is chosen and none of its weights is at hand.
        at_hand = self._weight
        if at_hand is None and self._chosen is not None:
            at_hand = self._layout.bias(self._chosen)
        if key in _TURNS:
            self._walk(*_TURNS[key])
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._turn(1 if key == Qt.Key.Key_PageDown else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and at_hand is not None:
            self.type_weight(at_hand)
        elif key == Qt.Key.Key_Escape and (self._chosen or self._weight is not None):
            self.choose(None)
        else:
            super().keyPressEvent(event)

    def _show(self) -> None:
        """Take over what is in focus."""
        net, weights = self._sight.net, self._sight.weights
        if net is not None and weights is not None:
            if self._layout.sizes != net.sizes:
                self._chosen = self._unit = self._weight = None
                self._layout = NetLayout(net.sizes, self._layout.rect)
            if net != self._net:
                self._net, self._cost = net, cost_words(net)
            self._states = unit_states(net, weights)
        self._redraw()

    def _redraw(self, *_: object) -> None:
        self._picture = None
        self.update()

    def _painted(self, ratio: float) -> QPixmap:
        """Return the net as a picture, so that a moving pointer paints nothing anew."""
        net, weights, look = self._sight.net, self._sight.weights, theme()
        assert net is not None
        assert weights is not None
        data = net.data_set
        answers = data.classes if data.outputs > 1 else (data.target,)
        left = 0.0 if self._layout.has_grid else names_width(look, data.features)
        most = 0.25 * self.width()
        rect = QRectF(self.rect()).adjusted(
            min(left, most) + 10, TOP, -min(names_width(look, answers), most) - 10, -BOTTOM
        )
        if rect != self._layout.rect or net.sizes != self._layout.sizes:
            self._layout = NetLayout(net.sizes, rect)
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(look.ink("panel"))
        painter = QPainter(picture)
        shown = self._layout.drawn(weights, self._chosen)
        paint_net(painter, look, self._layout, weights, self._states, shown, self._chosen)
        paint_names(painter, look, self._layout, data.features, answers)
        painter.end()
        return picture

    def _point(self, at: QPointF | None) -> None:
        """Tell of what is under the pointer: a unit, or else a line."""
        unit = weight = None
        weights = self._sight.weights
        if at is not None and weights is not None:
            unit = self._layout.unit_at(at)
            shown = self._layout.drawn(weights, self._chosen)
            if self._chosen is not None and not self._layout.has_grid:
                shown = self._layout.touching(self._chosen)
            row = None if unit is not None else self._layout.line_at(at, shown)
            weight = None if row is None else int(self._layout.numbers[row])
        if (unit, weight) != (self._unit, self._weight):
            self._unit, self._weight, self._news = unit, weight, ""
            self.update()

    def _walk(self, across: int, down: int) -> None:
        """Choose the next unit in a direction, in the middle of the net at first."""
        sizes = self._layout.sizes
        if self._chosen is None:
            column, place = min(1, len(sizes) - 1), 0
        else:
            column = min(max(self._chosen[0] + across, 0), len(sizes) - 1)
            place = min(max(self._chosen[1] + down, 0), sizes[column] - 1)
        self._unit = None
        self.choose((column, place))

    def _turn(self, by: int) -> None:
        """Go to the next weight into the chosen unit; its bias is the last."""
        if self._chosen is None or not self._chosen[0]:
            return
        places = self._layout.into(self._chosen)
        row = places.index(self._weight) + by if self._weight in places else (0 if by > 0 else -1)
        self._unit, self._weight, self._news = None, places[row % len(places)], ""
        self.update()

    def _note(self, sentence: str) -> None:
        self._news = sentence
        self.update()

    def _middle(self, place: int) -> QPointF:
        """Return where a weight is in the picture."""
        row, unit = self._layout.line_of(place), self._layout.unit_of(place)
        if row is not None:
            x0, y0, x1, y1 = self._layout.lines[row]
            return QPointF(0.5 * (x0 + x1), 0.5 * (y0 + y1))
        assert unit is not None
        x, y = self._layout.places[unit[0]][unit[1]]
        return QPointF(float(x), float(y))

    def _type(self, place: int, value: float) -> None:
        start, _ = self._session.focus.followed

        def typed(document: Document) -> Document:
            weights = [*document.starts[start]]
            weights[place] = value
            return typed_weights(document, start, tuple(weights))

        self._session.edit(typed, "Type weight")
