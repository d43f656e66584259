"""Small buttons that go to a group of optimizers: adaptive, second order, derivative free."""

from PySide6.QtCore import Signal

from explorer.core.optimizer import GROUPS
from explorer.views.chip_flow import ChipFlow

__all__ = ["GroupChips"]


class GroupChips(ChipFlow):
    """Emits `asked` with a group; none stays pressed."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        for group, common in GROUPS.items():
            chip = self.add(group, f"Go to the group {group}", common)
            chip.clicked.connect(lambda _checked=False, group=group: self.asked.emit(group))
