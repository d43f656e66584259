"""What a blind descent is played on: a hidden land or one's own, which draw, how many probes."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from explorer.core.blind_descent import ALLOWED, SEED
from explorer.core.landscape import Landscape
from explorer.session.challenge import Challenge
from explorer.session.session import Session
from explorer.views.seed_row import SeedRow
from explorer.views.segments import Segments
from explorer.views.theme import GAP

__all__ = ["ChallengeSettings"]

NOT_SUITED = "The workbench shows no landscape of two variables: pick one there first."
LANDS = (
    ("Hidden land", "A landscape of the catalogue, turned, mirrored and shifted by the seed."),
    ("This landscape", "The one on the workbench, as it is; the seed draws the start."),
)


class ChallengeSettings(QWidget):
    """Whatever is changed here begins a new game."""

    refused = Signal(str)  # one sentence; empty once all is well again

    def __init__(self, challenge: Challenge, session: Session) -> None:
        super().__init__()
        self._challenge, self._session = challenge, session
        self.lands = Segments("Land", LANDS, small=True)
        tip = "So many looks you and the optimizers have, beside the one at the start. Begins anew."
        self.counts = Segments("Probes", [(str(n), tip) for n in ALLOWED], small=True)
        self.seed = SeedRow(SEED, "land")
        self.seed.again.setText("next land")
        self.seed.again.setToolTip("<p>Play on another land: the next seed.</p>")
        self.seed.again.setAccessibleName("Next land")
        self._place()
        self.lands.chosen.connect(self._pick_land)
        self.counts.chosen.connect(self._pick_count)
        self.seed.chosen.connect(self._pick_seed)
        self.seed.refused.connect(self.refused)
        challenge.changed.connect(self.show_game)
        self.show_game()

    def show_game(self) -> None:
        """Show what is played on."""
        self.lands.show_index(int(not self._challenge.is_hidden))
        self.counts.show_index(ALLOWED.index(self._challenge.allowed))
        self.seed.show_seed(self._challenge.land.seed)

    def _pick_land(self, index: int) -> None:
        landscape = self._session.document.landscape
        if index == 0:
            self._challenge.begin()
        elif isinstance(landscape, Landscape) and landscape.dim == 2:
            self._challenge.begin_on(landscape)
        else:
            self.show_game()
            self.refused.emit(NOT_SUITED)
            return
        self.refused.emit("")

    def _pick_count(self, index: int) -> None:
        self._begin(self._challenge.land.seed, ALLOWED[index])

    def _pick_seed(self, seed: int) -> None:
        self._begin(seed, self._challenge.allowed)

    def _begin(self, seed: int, allowed: int) -> None:
        self.refused.emit("")
        if self._challenge.is_hidden:
            self._challenge.begin(seed, allowed)
        else:
            self._challenge.begin_on(self._challenge.land.landscape, seed, allowed)

    def _place(self) -> None:
        probes = QLabel("probes")
        probes.setProperty("role", "muted")
        counts = QHBoxLayout()
        counts.setSpacing(GAP)
        counts.addWidget(probes)
        counts.addWidget(self.counts)
        counts.addStretch()
        lands = QHBoxLayout()
        lands.addWidget(self.lands)
        lands.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GAP)
        column.addLayout(lands)
        column.addWidget(self.seed)
        column.addLayout(counts)
