"""The two palettes: every colour of the dark and of the light screen, as plain data."""

from dataclasses import dataclass

__all__ = [
    "DARK", "DASHES", "DIFFERENCE_STOPS", "LANDSCAPE_STOPS", "LIGHT", "MARKERS", "SLOTS", "Palette",
]  # fmt: skip

SLOTS = 12


@dataclass(frozen=True)
class Palette:
    """Colours by what they are for; "#rrggbb", or "#aarrggbb" where something shines through."""

    name: str
    ground: str  # behind everything, gaps between panels
    panel: str  # side panels, bars
    card: str  # cards and buttons on a panel
    raised: str  # a card or button under the pointer, the chosen tab
    field: str  # where one types
    line: str  # hairlines and frames
    text: str
    muted: str  # captions; still 4.5 : 1 on panel and card
    accent: str  # the one colour of controls
    accent_hover: str
    on_accent: str  # text on the accent
    selection: str  # ground of a chosen row
    good: str  # a global minimum
    fair: str  # a local minimum, a warning
    bad: str  # diverged, an error
    chip: str  # ground of a label that floats over the landscape
    chip_line: str
    casing: str  # thin edge round a path, so that it reads on any ground
    contour: str
    shade: str  # over what lies outside the box
    hatch: str  # where the formula is not defined
    hatch_ground: str
    mark: str  # known minima and start points
    mark_edge: str
    surface_line: str  # isolines of the surface
    surface_wall: str  # where the ground of the surface is cut
    surface_layer: str  # lines on that cut
    surface_axis: str  # ticks along its edges
    surface_shadow: str  # under it; many lie on each other
    sky: str  # behind the surface, above
    curve: str  # the curve of a 1D landscape
    curve_fill: str  # under the curve
    grid: str  # grid lines of charts
    optimizers: tuple[str, ...]  # by slot; tested for colour-blind readers
    classes: tuple[str, ...]  # what examples belong to, by number; tested for them as well


DARK = Palette(
    name="dark",
    ground="#0e1420",
    panel="#141c2b",
    card="#1a2436",
    raised="#26334a",
    field="#0f1624",
    line="#2b374d",
    text="#e8edf6",
    muted="#94a0b5",
    accent="#58a6ff",
    accent_hover="#7ab8ff",
    on_accent="#0b1220",
    selection="#1d3557",
    good="#7ee787",
    fair="#f2cc60",
    bad="#ff8f85",
    chip="#e0111926",
    chip_line="#46ffffff",
    casing="#d20b1220",
    contour="#40ffffff",
    shade="#1e0b1220",
    hatch="#5b6a84",
    hatch_ground="#1b2434",
    mark="#ffffff",
    mark_edge="#d20b1220",
    surface_line="#66ffffff",
    surface_wall="#26364e",
    surface_layer="#96aac8",
    surface_axis="#94a0b5",
    surface_shadow="#18000000",
    sky="#1a2538",
    curve="#dfe8d0",
    curve_fill="#2b6a80",
    grid="#222d40",
    optimizers=(
        "#ffdc66", "#ff6f5e", "#62dcf7", "#ad78ff",
        "#c4ffda", "#ab6513", "#5d89a9", "#1cb8a2",
        "#b800ff", "#ffa940", "#7b61c1", "#da2974",
    ),
    classes=(
        "#ffb04d", "#58aaff", "#e8487f", "#7df0c8", "#6a6aff",
        "#ffea00", "#aa9500", "#bf55bf", "#ff8095", "#d4bfff",
    ),
)  # fmt: skip

LIGHT = Palette(
    name="light",
    ground="#e6eaf0",
    panel="#f6f8fb",
    card="#ffffff",
    raised="#e9eef5",
    field="#ffffff",
    line="#d3dae5",
    text="#17202e",
    muted="#5a6679",
    accent="#0b6bcb",
    accent_hover="#2b83dd",
    on_accent="#ffffff",
    selection="#dbeafc",
    good="#1a7434",
    fair="#8a5a00",
    bad="#bf2318",
    chip="#ebffffff",
    chip_line="#3017202e",
    casing="#e6ffffff",
    contour="#50ffffff",
    shade="#46f6f8fb",
    hatch="#a3afc0",
    hatch_ground="#e3e8ef",
    mark="#ffffff",
    mark_edge="#dc0b1220",
    surface_line="#66ffffff",
    surface_wall="#c3ccd9",
    surface_layer="#7f8ea6",
    surface_axis="#5a6679",
    surface_shadow="#0817202e",
    sky="#f6f8fb",
    curve="#1d4f70",
    curve_fill="#a9cdb8",
    grid="#e3e8ef",
    optimizers=(
        "#b88200", "#c02a24", "#1c93d6", "#5b2fc9",
        "#358b68", "#520a08", "#3b0f81", "#0d704a",
        "#a52989", "#642f3b", "#8a50ff", "#ef15b0",
    ),
    classes=(
        "#b85c00", "#1259ad", "#8c1a4b", "#2a9d78", "#aa55ff",
        "#000095", "#551500", "#8000ea", "#955580", "#aa0000",
    ),
)  # fmt: skip

# Low is dark, high is pale; the lightness rises evenly, so that equal steps look equal.
LANDSCAPE_STOPS = (
    "#0f1f42", "#163a63", "#1f5776", "#377584", "#56938e", "#7bb09b",
    "#a5cbab", "#cee1bd", "#eef3d4",
)  # fmt: skip

# Less than nothing is blue, nothing is dark, more is orange; both sides are as light at their ends.
DIFFERENCE_STOPS = (
    "#a9d8f5", "#5aa7dc", "#2f6d9f", "#1c4059", "#161f2d",
    "#4a3220", "#93592a", "#d98a45", "#f6c795",
)  # fmt: skip

# Short names of the markers (see marks.py), filled outlines; no two slots share one.
MARKERS = ("o", "s", "t1", "d", "p", "star", "t", "h", "+", "x", "t2", "t3")

# Dash and gap in pen widths; empty is a solid line.
DASHES: tuple[tuple[float, ...], ...] = (
    (), (6, 2.2), (2, 2), (8, 2.4, 2, 2.4),
    (), (6, 2.2), (2, 2), (8, 2.4, 2, 2.4),
    (), (6, 2.2), (2, 2), (8, 2.4, 2, 2.4),
)  # fmt: skip
