"""The cloud on a surface: a dot on the ground for each of many starts, none behind a hill."""

import numpy as np
from PySide6.QtGui import QPainter

from explorer.core.height_field import Frame
from explorer.core.standing import Scatter
from explorer.session.session import Session
from explorer.views.cloud_dots import UNDER_ELLIPSES, is_here, paint_dots, scatter_here
from explorer.views.scatter_drawing import draw_outlines, outlines
from explorer.views.surface_draping import draped
from explorer.views.surface_survey import Surface
from explorer.views.theme import Theme
from explorer.views.trails import DIMMED

__all__ = ["paint_surface_clouds"]


def paint_surface_clouds(
    painter: QPainter, frame: Frame, surface: Surface, look: Theme, session: Session, ratio: float
) -> None:
    """Paint the clouds of a session at its play head, that of the selected path last.

    Where all began in one place, with the ellipses of one and two standard deviations.
    """
    document, step, chosen = session.document, session.playback.step, session.selection
    clouds = [(k, cloud) for k, cloud in enumerate(session.many.clouds) if cloud is not None]
    clouds.sort(key=lambda one: chosen is not None and one[0] == chosen[1])
    for entrant, cloud in clouds:
        places = cloud.points[cloud.row(step)]
        if places.shape[1] != 2:
            continue
        slot = document.entrants[entrant].colour
        share = 1.0 if chosen is None or chosen[1] == entrant else DIMMED
        scatter = scatter_here(document, cloud, step)
        if is_here(document) and scatter is None:
            places = places[:1]  # without chance all are in one place
        points, inside = surface.lay(places)
        pixels, seen = frame.look(points[inside])
        crowd = share if scatter is None else share * UNDER_ELLIPSES
        paint_dots(painter, pixels[seen], look, slot, ratio, crowd)
        if scatter is not None:
            painter.setOpacity(share)
            _paint_ellipses(painter, frame, surface, look, slot, scatter)
    painter.setOpacity(1.0)


def _paint_ellipses(
    painter: QPainter, frame: Frame, surface: Surface, look: Theme, slot: int, scatter: Scatter
) -> None:
    """Paint the ellipses of a spread laid on the ground, as far as they are seen."""
    pieces = []
    for line in outlines(scatter):
        pixels, seen = frame.look(draped(surface, line).points)
        pieces.append(np.hstack([pixels[:-1], pixels[1:]])[seen[:-1] & seen[1:]])
    draw_outlines(painter, look, slot, np.vstack(pieces))
