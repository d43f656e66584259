"""What a net learns from: a data set, how it is drawn and parted, and what is wrong with it."""

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QCheckBox, QFileDialog, QLabel, QPushButton

from explorer.core.nets.data_plan import MOST_ROWS, DataPlan, Flaw, OwnData
from explorer.core.nets.data_sets import DATA_SETS
from explorer.core.nets.rows import read_file, write_rows
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.param import params
from explorer.session.document import Document
from explorer.session.files import FileError, write_whole
from explorer.session.net_edits import change_data, set_dial
from explorer.session.session import Session
from explorer.views.choices import ChoiceRow, Item
from explorer.views.data_menu import data_items
from explorer.views.dials import Dials
from explorer.views.form import Form
from explorer.views.net_card import LABEL_WIDTH, NetCard
from explorer.views.numbers import number
from explorer.views.seed_row import SeedRow

__all__ = ["FLAWS", "DataCard"]

PARAMS = params(DataPlan)
SLIDERS = ("examples", "noise", "held_out")
CHOOSING, SHARE = ("choosing",), ("flaw_share",)  # folded away
FLAWS: dict[Flaw, tuple[str, str]] = {
    "none": ("none", "The examples as they are."),
    "flipped": (
        "wrong answers",
        "Some training examples say the wrong class, as hurried or cheap labels do; values are "
        "turned upside down.",
    ),
    "repeated": (
        "a leak",
        "Some training examples are copies of held-out ones: the held-out part then flatters "
        "the net.",
    ),
    "one-sided": (
        "one side missing",
        "Training never sees one end of the widest input, as when only what is easy to get is "
        "gathered.",
    ),
    "outlier": ("outliers", "Some training examples lie far off, as slips of the pen do."),
}
OPEN = "Open a CSV file…"
MOST_SEEN = 24  # data sets and headings, before the menu scrolls
FILE = "table of examples"  # the work of the worker
TABLES = "Table of numbers (*.csv *.tsv *.txt);;All files (*)"


class DataCard(NetCard):
    """Keeps its widgets while numbers change, so that a drag is never interrupted."""

    def __init__(self, session: Session, net: TinyNet) -> None:
        super().__init__(session, "Data")
        plan = net.data
        self._net: TinyNet | None = None
        self._set = ChoiceRow("set", "Which examples the net learns from", (), LABEL_WIDTH)
        self._set.choice.setMaxVisibleItems(MOST_SEEN)
        self._dials = Dials(LABEL_WIDTH)
        self._form = _form(SLIDERS, plan)
        self._seed = SeedRow(PARAMS["seed"], "examples")
        self._flaw = ChoiceRow(
            "flaw",
            "Something wrong with the training examples, to see what it does to the net",
            (Item(key, *words) for key, words in FLAWS.items()),
            LABEL_WIDTH,
        )
        self._choosing, self._share = _form(CHOOSING, plan), _form(SHARE, plan)
        self._standardised = QCheckBox("standardised")
        self._standardised.setToolTip(
            "<p>Bring each input to mean 0 and spread 1, as measured on the training examples. "
            "Inputs of unlike sizes make long, narrow valleys.</p>"
        )
        self._file = QPushButton(OPEN)
        self._file.setAutoDefault(False)
        self._file.setToolTip(
            "<p>Learn from a table of your own: a column for each input, then the target, either "
            "numbers or the names of classes. The first line may name the columns.</p>"
        )
        self._notes, self._source = QLabel(), QLabel()
        self._notes.setProperty("role", "warning")
        self._notes.setAccessibleName("What to know about these examples")
        self._source.setProperty("role", "caption")
        self._source.setAccessibleName("Where these examples come from")
        for label in (self._notes, self._source):
            label.setWordWrap(True)
        self.add(self._set, self._dials, self._form, self._seed)
        self._more = self.fold(
            "more about the data", self._choosing, self._flaw, self._share, self._standardised
        )
        self._save = QPushButton("Save these examples…")
        self._save.setAutoDefault(False)
        self._save.setToolTip(
            "<p>Write the examples you drew, dragged or opened as a table (CSV), to open again.</p>"
        )
        self.add(self._file, self._save, self._notes, self._source)
        drawn = self._set, self._dials, self._form, self._seed, self._file
        self.lock("landscape", *drawn, self._choosing, self._flaw, self._share, self._standardised)
        self._listen()
        self.show_net(net)

    def show_net(self, net: TinyNet) -> None:
        """Show what a net learns from."""
        if self._net is not None and net.data == self._net.data:
            self._net = net
            return
        self._net, plan, data = net, net.data, net.data_set
        self.say("")
        self._set.choice.show_items(data_items(plan))
        self._set.choice.show_key(plan.key)
        self._dials.show_plan(plan)
        kind = DATA_SETS.get(plan.key)
        self._form.row("examples").setVisible(plan.own is None)
        self._save.setVisible(plan.own is not None)
        self._form.row("noise").setVisible(kind is not None and kind.noise_matters)
        for form, names in self._forms():
            form.show_values({name: getattr(plan, name) for name in names})
        self._seed.show_seed(plan.seed)
        self._flaw.choice.show_key(plan.flaw)
        self._share.setVisible(plan.flaw != "none")
        self._standardised.setChecked(plan.standardised)
        self._more.show_summary(_summary(plan))
        self._notes.setText(" ".join(data.notes))
        self._notes.setVisible(bool(data.notes))
        self._source.setText(data.source)
        self._source.setVisible(bool(data.source))

    def _forms(self) -> tuple[tuple[Form, tuple[str, ...]], ...]:
        return (self._form, SLIDERS), (self._choosing, CHOOSING), (self._share, SHARE)

    def _listen(self) -> None:
        self._set.chosen.connect(self._pick_set)
        for form, _ in self._forms():
            form.changed.connect(self._slide)
            form.settled.connect(self._session.seal)
        self._dials.changed.connect(self._turn)
        self._dials.settled.connect(self._session.seal)
        self._seed.chosen.connect(self._draw)
        self._seed.refused.connect(self.say)
        self._flaw.chosen.connect(self._spoil)
        self._standardised.clicked.connect(self._standardise)
        self._file.clicked.connect(self._ask_file)
        self._save.clicked.connect(self._ask_where)
        self._session.worker.done.connect(self._learn)
        self._session.worker.failed.connect(self._refuse)

    def _change(self, label: str, drag: str | None = None, /, **changes: Any) -> None:
        self._take(lambda document: change_data(document, **changes), label, drag)

    def _take(
        self, change: Callable[[Document], Document], label: str, drag: str | None = None
    ) -> None:
        """Change the data; where that is refused, show it as it was."""
        if not self.take(change, label, drag):
            sentence, net, self._net = self.sentence, self._net, None
            if net is not None:
                self.show_net(net)
            self.say(sentence)

    def _turn(self, name: str, value: float) -> None:
        words = self._dials.words(name)
        self._take(
            lambda document: set_dial(document, name, value), f"Change {words}", f"dial-{name}"
        )

    def _slide(self, name: str, value: float) -> None:
        declared = PARAMS[name]
        words = declared.label or name.replace("_", " ")
        taken = int(value) if declared.whole else value
        if name == "examples":
            taken = self._counted(taken)
        self._change(f"Change {words}", f"data-{name}", **{name: taken})
        if taken != value and self._net is not None:
            self._form.show_values({n: getattr(self._net.data, n) for n in SLIDERS})

    def _counted(self, examples: float) -> int:
        """Return how many examples can be had of so many."""
        kind = DATA_SETS.get(self._net.data.key) if self._net else None
        most = kind.most if kind is not None and kind.most is not None else MOST_ROWS
        return min(int(examples), most)

    def _pick_set(self, key: str) -> None:
        """Learn from another set, with the settings that suit it."""
        if key in DATA_SETS:
            self._change(f"Learn from {DATA_SETS[key].name}", key=key)

    def _draw(self, seed: int) -> None:
        self._change("Draw other examples", seed=seed)

    def _spoil(self, flaw: str) -> None:
        self._change("Change the flaw", flaw=flaw)

    def _standardise(self, is_on: bool) -> None:
        self._change("Standardise the inputs" if is_on else "Leave the inputs", standardised=is_on)

    def _ask_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Open a CSV file", "", TABLES)
        if name:
            self.read(Path(name))

    def _ask_where(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, "Save these examples", "", TABLES)
        if name:
            self.write(Path(name) if Path(name).suffix else Path(name).with_suffix(".csv"))

    def write(self, path: Path) -> None:
        """Write the examples as a table; why that failed is said in a sentence."""
        own = self._net.data.own if self._net is not None else None
        if own is None:
            return
        try:
            write_whole(path, write_rows(own).encode())
            self.say("")
        except FileError as error:
            self.say(str(error))
            self._session.refused.emit(str(error))

    def read(self, path: Path) -> None:
        """Learn from a table in a file; what is wrong with it is said in a sentence."""
        self.say("")
        self._file.setText("Reading…")
        # A table may have a million lines, so it is read beside the window.
        self._session.worker.want(FILE, path, lambda _: read_file(path))

    def _learn(self, key: str, path: object, own: object) -> None:
        if key == FILE and isinstance(path, Path) and isinstance(own, OwnData):
            self._file.setText(OPEN)
            plan = DataPlan("own", len(own.rows), noise=0.0, standardised=True, own=own)
            changes = {field.name: getattr(plan, field.name) for field in fields(plan)}
            self._change(f"Learn from {path.name}", **changes)

    def _refuse(self, key: str, _path: object, sentence: str) -> None:
        if key == FILE:
            self._file.setText(OPEN)
            self.say(sentence)
            self._session.refused.emit(sentence)


def _summary(plan: DataPlan) -> str:
    """Return the folded settings in brief."""
    flaw = "no flaw" if plan.flaw == "none" else f"{FLAWS[plan.flaw][0]} {number(plan.flaw_share)}"
    said = [flaw, "standardised" if plan.standardised else "not standardised"]
    if plan.choosing:
        said.append(f"choosing {number(plan.choosing)}")
    return " · ".join(said)


def _form(names: tuple[str, ...], plan: DataPlan) -> Form:
    declared = {name: PARAMS[name] for name in names}
    values = {name: getattr(plan, name) for name in names}
    return Form(declared, values, LABEL_WIDTH)
