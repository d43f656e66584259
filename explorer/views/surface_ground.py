"""The ground of a surface: surveyed and baked by the worker, first coarsely, then finely."""

from PySide6.QtCore import QObject, Signal

from explorer.core.objective import Objective
from explorer.session.worker import Worker
from explorer.views.relief import Scale
from explorer.views.surface_survey import COARSE, FINE, Surface, SurfaceRequest, survey_surface

__all__ = ["SurfaceGround"]


class SurfaceGround(QObject):
    """Holds the newest surface there is of the landscape that is wanted."""

    changed = Signal()

    def __init__(self, worker: Worker, key: str = "surface") -> None:
        super().__init__()
        self._worker, self._keys = worker, (f"{key}, coarse", key)
        self._wanted: SurfaceRequest | None = None
        self._surface: Surface | None = None
        worker.done.connect(self._take)

    @property
    def surface(self) -> Surface | None:
        """What is there to see; None before the first is baked."""
        return self._surface

    def look(self, landscape: Objective, scale: Scale) -> None:
        """Have a landscape surveyed; until it is, one that differs in numbers only stays."""
        wanted = SurfaceRequest(landscape, scale, FINE)
        if wanted == self._wanted:
            return
        old, self._wanted = self._wanted, wanted
        if old is not None and not _is_alike(old.landscape, landscape):
            self._surface = None
        self._worker.cancel(self._keys[1])
        self._want(self._keys[0], SurfaceRequest(landscape, scale, COARSE))

    def _want(self, key: str, request: SurfaceRequest) -> None:
        self._worker.want(
            key, request, lambda cancelled: survey_surface(request, cancelled), urgent=True
        )

    def _take(self, key: str, request: object, result: object) -> None:
        if key not in self._keys or not isinstance(result, Surface) or self._wanted is None:
            return
        self._surface = result
        if key == self._keys[0]:
            self._want(self._keys[1], self._wanted)
        self.changed.emit()


def _is_alike(one: Objective, other: Objective) -> bool:
    """Tell whether two landscapes are the same but for their numbers."""
    return (one.key, one.formula, one.box) == (other.key, other.formula, other.box)
