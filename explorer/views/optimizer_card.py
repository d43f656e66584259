"""A card: one optimizer in the race, with its settings and what can be done with it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QMouseEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QToolButton,
    QVBoxLayout,
)

from explorer.core.extras import Extras
from explorer.core.optimizer import Optimizer
from explorer.core.param import Param, params
from explorer.session.document import Document, Entrant
from explorer.session.edits import (
    duplicate_entrant,
    hide_entrant,
    remove_entrant,
    reset_settings,
    set_optimizer,
)
from explorer.session.locks import locked_sentence
from explorer.session.session import Session
from explorer.views.disclosure import Disclosure
from explorer.views.explanation import Explanation, teaching
from explorer.views.extras_form import extras_in_brief
from explorer.views.folded_settings import FoldedSettings
from explorer.views.fork_badge import ForkBadge
from explorer.views.forking import fork, why_not
from explorer.views.form import Form
from explorer.views.icons import icon
from explorer.views.inside_step import InsideFold
from explorer.views.marker import marker_pixmap
from explorer.views.name_button import NameButton
from explorer.views.numbers import number
from explorer.views.vary_menu import offers, take_variants

__all__ = ["OptimizerCard"]

USUAL = "1 gradient"  # what most rules cost a step; a card says it where it is something else
MENU = "duplicate, swap, vary a setting, hide, reset, remove, what it does"
CHANGING = ("copy", "reset", "swap", "trash", "vary")  # the entries of the menu that a lock forbids


class OptimizerCard(QFrame):
    """Keeps its widgets while numbers change, so that a drag is never interrupted."""

    swap_asked = Signal(int)  # the entrant in whose place another optimizer is wanted
    fork_asked = Signal(int)  # the entrant that is to go on as another optimizer

    def __init__(self, session: Session, index: int, entrant: Entrant) -> None:
        super().__init__()
        self._session, self._index, self._entrant = session, index, entrant
        self._is_resting = False
        self.setProperty("role", "card")
        self.setAccessibleName(entrant.optimizer.name)
        declared = {n: p for n, p in params(entrant.optimizer).items() if p.main}
        self._main = Form(declared, _values(entrant.optimizer))
        self._folded = FoldedSettings(entrant.optimizer)
        self._more = Disclosure("more settings", self._folded)
        self._inside = InsideFold(session, index, entrant)
        self._more.toggled.connect(self._folded.unfold)
        for form in (self._main, self._folded):
            form.changed.connect(self._change)
            form.settled.connect(session.seal)
        self._folded.extra_changed.connect(self._change_extra)
        self._place()
        self.draw_anew()

    @property
    def sign(self) -> tuple[type[Optimizer], int]:
        """What the card stays the card of, wherever it moves: the kind and the colour."""
        return type(self._entrant.optimizer), self._entrant.colour

    def show_entrant(self, index: int, entrant: Entrant) -> None:
        """Show the same optimizer with other settings, or in another place."""
        before, self._index, self._entrant = self._entrant, index, entrant
        self._inside.show_entrant(index, entrant)
        if entrant == before:
            return
        self._badge.show_past(entrant.past)
        self._main.show_values(_values(entrant.optimizer))
        self._folded.show_optimizer(entrant.optimizer)
        self._more.show_summary(_summary(entrant.optimizer))
        if entrant.visible != before.visible:
            self.draw_anew()

    def rest(self, is_locked: bool) -> None:
        """Let the settings be read but not changed while the optimizers are locked."""
        if is_locked != self._is_resting:
            self._is_resting = is_locked
            self.draw_anew()

    def show_selected(self, is_selected: bool) -> None:
        """Outline the card when its path is the selected one."""
        role = "chosen" if is_selected else "card"
        self._name.setChecked(is_selected)
        if self.property("role") != role:
            self.setProperty("role", role)
            self.style().unpolish(self)
            self.style().polish(self)

    def draw_anew(self) -> None:
        """Draw marker and icons in the present theme."""
        visible = self._entrant.visible
        self._dot.setPixmap(marker_pixmap(self._entrant.colour, 13, hollow=not visible))
        self._menu_button.setIcon(icon("more"))
        self._hidden.setIcon(icon("eye-off"))
        self._hidden.setVisible(not visible)
        self._main.setEnabled(visible and not self._is_resting)
        self._folded.setEnabled(not self._is_resting)
        self._more.show_summary(_summary(self._entrant.optimizer))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._select()

    def _place(self) -> None:
        kind = type(self._entrant.optimizer)
        self._dot = QLabel()
        self._name = NameButton(kind.name)
        self._name.setToolTip(teaching(kind) + "<p>Click to select its path.</p>")
        self._name.setAccessibleName(f"{kind.name}: select its path")
        self._name.clicked.connect(self._select)
        self._hidden = _button(f"Show {kind.name} again")
        self._hidden.clicked.connect(self._toggle_visible)
        self._menu_button = _button(f"{kind.name}: {MENU}")
        self._menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self._menu_button)
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(lambda: self._fill(menu))
        self._menu_button.setMenu(menu)
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self._dot)
        head.addWidget(self._name)
        head.addStretch()
        head.addWidget(self._hidden)
        head.addWidget(self._menu_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 4, 8, 6)
        column.setSpacing(2)
        column.addLayout(head)
        self._badge, self._note = ForkBadge(self._session), _note(kind)
        column.addWidget(self._badge)
        self._badge.show_past(self._entrant.past)
        column.addWidget(self._note)
        column.addWidget(self._main)
        folds = QHBoxLayout()
        folds.setSpacing(4)
        folds.addWidget(self._more, 1)
        folds.addWidget(self._inside)
        column.addLayout(folds)
        column.addWidget(self._folded)
        column.addWidget(self._inside.step)
        self._more.setVisible(self._folded.has_any)

    def _fill(self, menu: QMenu) -> None:
        menu.clear()
        visible, name = self._entrant.visible, self._entrant.optimizer.name
        self._offer(menu, "copy", "Duplicate", "Race the same rule twice, to compare settings",
                    lambda: self._edit(duplicate_entrant, f"Duplicate {name}"))  # fmt: skip
        self._offer_fork(menu)
        self._offer(menu, "swap", "Swap for another…", "Another optimizer takes its place",
                    lambda: self.swap_asked.emit(self._index))  # fmt: skip
        for setting, label, _, tip in offers(self._entrant.optimizer):
            vary = partial(take_variants, self._session, self._index, setting, label)
            self._offer(menu, "vary", f"Vary {label}", tip, vary)
        self._offer(menu, "eye-off" if visible else "eye", "Hide" if visible else "Show",
                    "A hidden optimizer keeps its settings and its colour",
                    self._toggle_visible)  # fmt: skip
        self._offer(menu, "reset", "Reset settings", "Back to what suits this landscape",
                    lambda: self._edit(reset_settings, f"Reset {name}"))  # fmt: skip
        self._offer(menu, "help", "What it does", "Equation, source, and how libraries differ",
                    lambda: Explanation(type(self._entrant.optimizer), self)
                    .show_beside(self))  # fmt: skip
        menu.addSeparator()
        self._offer(menu, "trash", "Remove", "Take it out of the race; Ctrl+Z brings it back",
                    lambda: self._edit(remove_entrant, f"Remove {name}"))  # fmt: skip

    def _offer_fork(self, menu: QMenu) -> None:
        index, step = self._index, self._session.playback.step
        sentence = why_not(self._session, index)
        for words, tip, do in (
            ("", "From here on it runs twice: change the settings of one, and see both futures",
             lambda: fork(self._session, index)),
            (" as another…", "From here on another optimizer goes on, beside this one",
             lambda: self.fork_asked.emit(index)),
        ):  # fmt: skip
            action = self._offer(menu, "fork", f"Fork at step {step:,}{words}", tip, do)
            if sentence:
                action.setEnabled(False)
                action.setToolTip(sentence)

    def _offer(
        self, menu: QMenu, sign: str, words: str, tip: str, do: Callable[[], object]
    ) -> QAction:
        action = menu.addAction(icon(sign), words)
        if self._is_resting and sign in CHANGING:
            tip = locked_sentence("optimizers")
            action.setEnabled(False)
        action.setToolTip(tip)
        action.triggered.connect(lambda _checked=False: do())
        return action

    def _edit(self, change: Callable[[Document, int], Document], label: str) -> None:
        index = self._index
        self._session.edit(lambda document: change(document, index), label)

    def _toggle_visible(self) -> None:
        visible = not self._entrant.visible
        word = "Show" if visible else "Hide"
        self._edit(
            lambda document, index: hide_entrant(document, index, visible),
            f"{word} {self._entrant.optimizer.name}",
        )

    def _change(self, name: str, value: float) -> None:
        index, optimizer = self._index, self._entrant.optimizer
        changed: dict[str, Any] = {name: value}
        words = params(optimizer)[name].label or name.replace("_", " ")
        taken = self._session.edit(
            lambda document: set_optimizer(document, index, replace(optimizer, **changed)),
            f"Change {words} of {optimizer.name}",
            key=f"setting-{index}-{name}",
        )
        if not taken:
            self._main.show_values(_values(self._entrant.optimizer))
            self._folded.show_optimizer(self._entrant.optimizer)

    def _change_extra(self, name: str, value: float) -> None:
        index, optimizer = self._index, self._entrant.optimizer
        changed: dict[str, Any] = {name: int(value) if params(Extras)[name].whole else value}
        words = params(Extras)[name].label or name.replace("_", " ")
        around = replace(optimizer.extras, **changed)
        self._session.edit(
            lambda document: set_optimizer(document, index, replace(optimizer, extras=around)),
            f"Change {words} around {optimizer.name}",
            key=f"extra-{index}-{name}",
        )

    def _select(self) -> None:
        before = self._session.selection
        start = 0 if before is None else before[0]
        chosen = (start, self._index)
        self._session.select(None if before == chosen else chosen)
        self.show_selected(self._session.selection == chosen)


def _button(words: str) -> QToolButton:
    button = QToolButton()
    button.setProperty("role", "quiet")
    button.setToolTip(words)
    button.setAccessibleName(words)
    return button


def _note(kind: type[Optimizer]) -> QLabel:
    """Return a line on what is not usual: the cost of a step, and which sequence is drawn."""
    said = [] if kind.cost == USUAL else [f"A step costs {kind.cost}."]
    if kind.draws:
        said.append(f"Drawn: {kind.draws[:1].lower()}{kind.draws[1:]}")
    note = QLabel(" ".join(said))
    note.setProperty("role", "caption")
    note.setWordWrap(True)
    note.setMinimumWidth(1)
    note.setToolTip("<p>What a step evaluates, and which of its several places the map draws.</p>")
    note.setVisible(bool(said))
    return note


def _values(optimizer: Optimizer) -> dict[str, float]:
    return {name: getattr(optimizer, name) for name in params(optimizer)}


def _summary(optimizer: Optimizer) -> str:
    """Return what is folded away in brief: cosine 100   β₁ 0.9   β₂ 0.999   ε 1e-8."""
    around = extras_in_brief(optimizer.extras)
    settings = "   ".join(
        f"{declared.label or name.replace('_', ' ')} {_said(declared, getattr(optimizer, name))}"
        for name, declared in params(optimizer).items()
        if not declared.main
    )
    return "   ".join(filter(None, (around, settings))) or "schedule, clipping, noise, decay"


def _said(declared: Param, value: float) -> str:
    return declared.words[int(value)] if declared.words else number(value)
