"""The badge on the card of a fork: from which step of whom it goes on; a click leads there."""

from PySide6.QtCore import QSize, Qt

from explorer.core.param import params
from explorer.core.run import Stretch
from explorer.session.naming import setting_label, setting_words
from explorer.session.session import Session
from explorer.views.name_button import NameButton

__all__ = ["ForkBadge"]

SPARE = 6  # pixels: in its small letters a name needs less of a frame than it reckons with


class ForkBadge(NameButton):
    """Hidden on the card of what was never forked."""

    def __init__(self, session: Session) -> None:
        super().__init__("")
        self._session = session
        self._until = 0
        self.setProperty("role", "picker")
        self.setCheckable(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._seek)

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(SPARE, 0)

    def show_past(self, past: tuple[Stretch, ...]) -> None:
        """Show where an optimizer with this past was forked."""
        self.setVisible(bool(past))
        if past:
            self._until, name = past[-1].until, past[-1].optimizer.name
            words = f"from step {self._until:,} of {name}"
            self.setText(words)
            self.setAccessibleName(f"Forked {words}: go there")
            self.setToolTip(
                f"<p>Up to step {self._until:,} this is the run of {name}{_settings(past[-1])}; "
                "what follows is its own. Click to go to that step.</p>"
            )

    def _seek(self) -> None:
        self._session.playback.pause()
        self._session.playback.seek(self._until)


def _settings(stretch: Stretch) -> str:
    """Return the main settings of a stretch: " (learning rate 0.01, momentum 0.9)"."""
    optimizer = stretch.optimizer
    said = ", ".join(
        f"{setting_label(name, declared)} {setting_words(declared, getattr(optimizer, name))}"
        for name, declared in params(optimizer).items()
        if declared.main
    )
    return f" ({said})" if said else ""
