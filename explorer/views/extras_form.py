"""The form of the extras: what can be put around a rule, with only what applies to it in sight."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from explorer.core.extras import SCHEDULES, Extras
from explorer.core.optimizer import Optimizer
from explorer.core.param import Param, params
from explorer.views.form import Form
from explorer.views.numbers import number

__all__ = ["ExtrasForm", "extras_in_brief", "fitting_extras"]

PACE = ("schedule", "period", "factor", "floor", "warm_up")  # what needs a learning rate
# Which numbers a schedule reads.
READS = {
    "step": ("period", "factor"),
    "exponential": ("period", "factor"),
    "1/t": ("period",),
    "1/√t": ("period",),
    "linear": ("period", "floor"),
    "cosine": ("period", "floor"),
    "warm restarts": ("period", "floor"),
    "one-cycle": ("period",),
}
WHY = (
    "Around the rule: what training adds to any optimizer. The learning rate may follow a "
    "schedule; the gradient may be shaken, cut short, or pulled to the origin."
)


class ExtrasForm(QWidget):
    """Schedule, warm-up, clipping, noise and weight decay; what a rule cannot use is not there."""

    changed = Signal(str, float)
    settled = Signal()

    def __init__(self, optimizer: Optimizer) -> None:
        super().__init__()
        self._fitting = fitting_extras(type(optimizer))
        self._form = Form(self._fitting, _values(optimizer.extras))
        self._form.changed.connect(self.changed)
        self._form.settled.connect(self.settled)
        heading = QLabel("around the rule")
        heading.setProperty("role", "caption")
        heading.setToolTip(f"<p>{WHY}</p>")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(2)
        column.addWidget(heading)
        column.addWidget(self._form)
        self.show_extras(optimizer.extras)

    def show_extras(self, extras: Extras) -> None:
        """Show these numbers, and the rows that they are read from."""
        self._form.show_values(_values(extras))
        read = READS.get(SCHEDULES[extras.schedule], ())
        for name in self._fitting:
            if name in ("period", "factor", "floor"):
                self._form.row(name).setVisible(name in read)

    @property
    def form(self) -> Form:
        """The rows."""
        return self._form


def fitting_extras(kind: type[Optimizer]) -> dict[str, Param]:
    """Return the extras that a rule can use; empty for one that takes no gradient."""
    if kind.derivatives == "value" and "learning_rate" not in params(kind):
        return {}
    has_rate, has_slope = "learning_rate" in params(kind), kind.derivatives != "value"
    return {
        name: declared
        for name, declared in params(Extras).items()
        if (has_rate if name in PACE else has_slope) and name not in params(kind)
    }


def extras_in_brief(extras: Extras) -> str:
    """Return what is put around a rule in a few words; empty where it is nothing."""
    said = []
    if extras.schedule:
        said.append(f"{SCHEDULES[extras.schedule]} {extras.period:g}")
    for name, label in (
        ("warm_up", "warm-up"),
        ("clip", "clip"),
        ("noise", "noise"),
        ("weight_decay", "decay"),
    ):
        if value := getattr(extras, name):
            said.append(f"{label} {number(value)}")
    return " · ".join(said)


def _values(extras: Extras) -> dict[str, float]:
    return {name: getattr(extras, name) for name in params(extras)}
