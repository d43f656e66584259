"""The menu that varies a setting: one optimizer becomes several that differ in it alone."""

from collections.abc import Iterator

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMenu

from explorer.core.optimizer import Optimizer
from explorer.session.document import Document
from explorer.session.locks import locked_sentence
from explorer.session.naming import entrant_names, setting_label, setting_words
from explorer.session.session import Session
from explorer.session.variants import spread, varied_settings, vary
from explorer.views.marker import marker_pixmap

__all__ = ["fill_vary_menu", "offers", "take_variants"]

EMPTY = "No optimizer is racing. Add one on the right."
TIP = "The same optimizer with {values}: a panel for each, and the others are hidden"


def offers(optimizer: Optimizer) -> Iterator[tuple[str, str, str, str]]:
    """Yield the settings that can be varied: name, what the screen calls it, values, a tooltip."""
    for name, declared in varied_settings(optimizer).items():
        values = [setting_words(declared, v) for v in spread(declared, getattr(optimizer, name))]
        label = setting_label(name, declared)
        last = f"{', '.join(values[:-1])} and {values[-1]}"
        yield name, label, " · ".join(values), TIP.format(values=f"{label} {last}")


def take_variants(session: Session, entrant: int, name: str, label: str) -> None:
    """Show an optimizer with a setting spread over several values; one step of undo."""

    def change(document: Document) -> Document:
        return vary(document, entrant, name)

    kind = session.document.entrants[entrant].optimizer.name
    session.edit(change, f"Vary {label} of {kind}")
    session.seal()


def fill_vary_menu(menu: QMenu, session: Session) -> None:
    """Offer the settings of all optimizers that are shown, a menu for each of them."""
    menu.clear()
    document = session.document
    racing = [k for k, entrant in enumerate(document.entrants) if entrant.visible]
    for entrant in racing:
        optimizer, name = document.entrants[entrant].optimizer, entrant_names(document)[entrant]
        part = menu if len(racing) == 1 else menu.addMenu(name.whole)
        part.setToolTipsVisible(True)
        if part is not menu:
            part.setIcon(QIcon(marker_pixmap(document.entrants[entrant].colour, 14)))
        _fill(part, session, entrant, optimizer)
    if not racing:
        menu.addAction(EMPTY).setEnabled(False)


def _fill(menu: QMenu, session: Session, entrant: int, optimizer: Optimizer) -> None:
    is_locked = "optimizers" in session.document.locks
    for name, label, values, tip in offers(optimizer):
        action = menu.addAction(f"{label}\t{values}")
        action.setToolTip(f"<p>{locked_sentence('optimizers') if is_locked else tip}</p>")
        action.setEnabled(not is_locked)
        action.triggered.connect(
            lambda _checked=False, n=name, words=label: take_variants(session, entrant, n, words)
        )
    if menu.isEmpty():
        menu.addAction(f"{optimizer.name} has no setting to vary.").setEnabled(False)
