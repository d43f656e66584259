"""How long the galleries take to open, to search and to add, in the real window.

Run: python benchmarks/galleries.py [rounds]    (under a display, or QT_QPA_PLATFORM=offscreen)

Prints, in milliseconds that the window's thread works from the click until everything has been
painted: the gallery of optimizers opened for the first time and again, a letter typed into its
search, an arrow key, an optimizer added (the longest of all, and which), and the list of landscapes
turned to another tab and searched. Of scrolling it prints how late a 4 ms timer comes, while the
thumbnails are measured and when all are there.
"""

import sys
from collections.abc import Callable
from functools import partial
from statistics import median
from time import perf_counter, thread_time

from net_window import Lag, say
from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from explorer.app import show_window
from explorer.core import descent
from explorer.core.landscapes import LANDSCAPES
from explorer.core.optimizers import OPTIMIZERS
from explorer.session.edits import add_entrant, pick_landscape, remove_entrant
from explorer.session.session import Session
from explorer.views.landscape_gallery import ONE, TWO, LandscapeGallery
from explorer.views.optimizer_cards import OptimizerCards

PATIENCE, PAUSE = 1.0, 0.05  # seconds


class Painted(QObject):
    """Notes when a widget has been painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.is_done = False
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802, the name is Qt's
        """Note a painting."""
        self.is_done |= event.type() == QEvent.Type.Paint
        return False


def took(act: Callable[[], object], shown: QWidget) -> float:
    """Return the milliseconds worked until a widget, which an act changes, has been painted."""
    painted, begun, worked = Painted(shown), perf_counter(), thread_time()
    act()
    while not painted.is_done and perf_counter() - begun < PATIENCE:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)
    milliseconds = 1e3 * (thread_time() - worked)
    shown.removeEventFilter(painted)
    rest()
    return milliseconds


def rest() -> None:
    """Let everything else that was due be done."""
    begun = perf_counter()
    while perf_counter() - begun < PAUSE:
        QApplication.processEvents()


def tell(name: str, times: list[float]) -> None:
    """Print the median and the worst of some times."""
    print(f"{name:34s} median {median(times):6.1f}   worst {max(times):6.1f} ms")


def optimizers(cards: OptimizerCards, rounds: int) -> None:
    """Open, search, walk and close the gallery of optimizers."""
    print(f"optimizers: {len(OPTIMIZERS)}")
    begun = thread_time()
    cards.show_gallery()
    gallery = cards._gallery
    assert gallery is not None
    made, seen = 1e3 * (thread_time() - begun), gallery._list.viewport()
    tell("open for the first time", [made + took(gallery.update, seen)])
    times: dict[str, list[float]] = {"open again": [], "type a letter": [], "arrow key": []}
    for _ in range(rounds):
        gallery.put_away()
        rest()
        times["open again"].append(took(cards.show_gallery, seen))
        for letter in "momentum":
            type_it = partial(QTest.keyClicks, gallery._search, letter)
            times["type a letter"].append(took(type_it, seen))
        gallery._search.clear()
        for _ in range(6):
            go_down = partial(QTest.keyClick, gallery._search, Qt.Key.Key_Down)
            times["arrow key"].append(took(go_down, seen))
    for name, milliseconds in times.items():
        tell(name, milliseconds)
    gallery.put_away()


def adding(session: Session, cards: OptimizerCards) -> None:
    """Add every optimizer, and compute what is suggested for it on every landscape."""
    times = []
    for key in OPTIMIZERS:
        add = partial(session.edit, lambda document, key=key: add_entrant(document, key), "Add")
        times.append((took(add, cards._inside), key))
        session.edit(lambda d: remove_entrant(d, len(d.entrants) - 1), "Remove")
        session.finish()
    tell("add an optimizer", [each for each, _ in times])
    print(f"{'':34s} slowest: {max(times)[1]}")
    suggesting = []
    for row in LANDSCAPES.values():
        plain = pick_landscape(session.document, row)
        for key in OPTIMIZERS:
            begun = thread_time()
            add_entrant(plain, key)
            suggesting.append((1e3 * (thread_time() - begun), f"{key} on {row.key}"))
    tell("suggested settings", [each for each, _ in suggesting])
    print(f"{'':34s} slowest: {max(suggesting)[1]}")


def landscapes(gallery: LandscapeGallery, rounds: int) -> None:
    """Turn, search and scroll the list of landscapes, with and without its thumbnails."""
    print(f"landscapes: {len(LANDSCAPES)}")
    seen, bar, lag = gallery._list.viewport(), gallery._list.verticalScrollBar(), Lag()
    tell("turn to the curves, at first", [took(gallery._tabs.button(ONE).click, seen)])
    gallery._tabs.button(TWO).click()
    for state in ("not yet", "all"):
        say(f"scroll, thumbnails {state} there", lag.of(3.0, lambda k: bar.setValue(20 * k)))
        bar.setValue(0)
    turns = [gallery._tabs.button(tab).click for tab in (ONE, TWO)]
    tell("turn to another tab", [took(turns[k % 2], seen) for k in range(2 * rounds)])
    times = []
    for _ in range(rounds):
        gallery._search.clear()
        rest()
        for letter in "valley":
            times.append(took(partial(QTest.keyClicks, gallery._search, letter), gallery))
    gallery._search.clear()
    tell("type a letter", times)


def main() -> None:
    """Measure and print."""
    rounds = int(sys.argv[1]) if sys.argv[1:] else 5
    application = QApplication([])
    window, session = show_window(application)
    window.resize(1440, 900)
    session.begin()
    descent.warm_up()
    session.finish()
    session.playback.pause()
    rest()
    landscapes(window.workbench.gallery, rounds)
    optimizers(window.workbench.cards, rounds)
    adding(session, window.workbench.cards)
    session.close()
    window.close()


if __name__ == "__main__":
    main()
