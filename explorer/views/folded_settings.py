"""What a card folds away: the settings that are seldom moved, and what is put around the rule."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from explorer.core.optimizer import Optimizer
from explorer.core.param import Param, params
from explorer.views.extras_form import ExtrasForm, fitting_extras
from explorer.views.form import Form

__all__ = ["FoldedSettings"]


class FoldedSettings(QWidget):
    """Its rows are made when they are first unfolded: a card is there at once.

    `changed` and `extra_changed` carry the name of a setting, or of an extra, and its number.
    """

    changed = Signal(str, float)
    extra_changed = Signal(str, float)
    settled = Signal()

    def __init__(self, optimizer: Optimizer) -> None:
        super().__init__()
        self._optimizer = optimizer
        self._made: tuple[Form, ExtrasForm] | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)

    @property
    def has_any(self) -> bool:
        """Whether there is anything to unfold."""
        return bool(_folded(self._optimizer)) or bool(fitting_extras(type(self._optimizer)))

    @property
    def forms(self) -> tuple[Form, ExtrasForm]:
        """The rows of the settings, and those of the extras; made now if they are not yet."""
        if self._made is None:
            self._made = self._make()
        return self._made

    def unfold(self, is_open: bool) -> None:
        """Make the rows, the first time."""
        if is_open:
            _ = self.forms

    def show_optimizer(self, optimizer: Optimizer) -> None:
        """Show the settings of the same rule without announcing them."""
        self._optimizer = optimizer
        if self._made is not None:
            settings, extras = self._made
            settings.show_values(_values(optimizer))
            extras.show_extras(optimizer.extras)

    def _make(self) -> tuple[Form, ExtrasForm]:
        settings = Form(_folded(self._optimizer), _values(self._optimizer))
        extras = ExtrasForm(self._optimizer)
        settings.changed.connect(self.changed)
        extras.changed.connect(self.extra_changed)
        for form in (settings, extras):
            form.settled.connect(self.settled)
            self._column.addWidget(form)
        extras.setVisible(bool(fitting_extras(type(self._optimizer))))
        return settings, extras


def _folded(optimizer: Optimizer) -> dict[str, Param]:
    return {name: one for name, one in params(optimizer).items() if not one.main}


def _values(optimizer: Optimizer) -> dict[str, float]:
    return {name: getattr(optimizer, name) for name in _folded(optimizer)}
