"""The style sheet: what Qt's palette cannot say about corners, frames and hover."""

from explorer.assets import asset
from explorer.views.palette import Palette

__all__ = ["style_sheet"]

_SIZES = (11, 12, 14, 18)  # of letters, in pixels

# Widgets choose a look by a property: setProperty("role", "card").
_SHEET = """
QToolTip {{ background: {card}; color: {text}; border: 1px solid {line}; padding: 6px 8px; }}
QFrame[role="card"] {{ background: {card}; border: 1px solid {line}; border-radius: 8px; }}
QFrame[role="card"]:hover {{ border-color: {raised}; }}
QFrame[role="sheet"] {{ background: {card}; border: 1px solid {line}; border-radius: 8px; }}
QFrame[role="right"] {{ background: {card}; border: 1px solid {good}; border-radius: 8px; }}
QFrame[role="wrong"] {{ background: {card}; border: 1px solid {fair}; border-radius: 8px; }}
QFrame[role="chosen"] {{ background: {card}; border: 1px solid {accent}; border-radius: 8px; }}
QFrame[role="chip"], QLabel[role="chip"] {{ background: {chip_css}; color: {text};
  border: 1px solid {chip_line_css}; border-radius: 6px; }}
QLabel[role="chip"] {{ padding: 4px 8px; font-size: {px12}; }}
QLabel[role="title"] {{ font-size: {px14}; font-weight: 600; }}
QLabel[role="headline"] {{ font-size: {px18}; font-weight: 600; }}
QLabel[role="name"] {{ font-weight: 600; }}
QLabel[role="good"] {{ color: {good}; font-weight: 600; }}
QLabel[role="fair"] {{ color: {fair}; font-weight: 600; }}
QLabel[role="heading"] {{ color: {muted}; font-size: {px11}; font-weight: 600; }}
QLabel[role="caption"] {{ color: {muted}; font-size: {px11}; }}
QLabel[role="muted"] {{ color: {muted}; }}
QLabel[role="error"] {{ color: {bad}; }}
QLabel[role="warning"] {{ color: {fair}; }}
QPushButton, QToolButton {{ background: {card}; color: {text}; border: 1px solid {line};
  border-radius: 6px; padding: 4px 10px; min-height: 18px; }}
QPushButton:hover, QToolButton:hover {{ background: {raised}; }}
QPushButton:pressed, QToolButton:pressed {{ background: {field}; }}
QPushButton:checked, QToolButton:checked {{ background: {raised}; border-color: {accent}; }}
QPushButton:focus, QToolButton:focus {{ border-color: {accent}; }}
QPushButton:disabled, QToolButton:disabled {{ color: {line}; }}
QPushButton[role="primary"] {{ background: {accent}; color: {on_accent}; border-color: {accent};
  font-weight: 600; }}
QPushButton[role="primary"]:hover {{ background: {accent_hover}; }}
QPushButton[role="quiet name"] {{ font-weight: 600; }}
QPushButton[role~="quiet"], QToolButton[role="quiet"] {{ background: transparent;
  border-color: transparent; padding: 3px 6px; }}
QPushButton[role~="quiet"]:hover, QToolButton[role="quiet"]:hover {{ background: {raised}; }}
QPushButton[role~="quiet"]:focus, QToolButton[role="quiet"]:focus {{ border-color: {accent}; }}
QToolButton[role="lock"] {{ background: transparent; border: 1px solid transparent;
  color: {fair}; padding: 0 3px; min-height: 14px; font-size: {px11}; }}
QToolButton[role="lock"]:focus {{ border-color: {accent}; }}
QPushButton[role="tab"] {{ background: transparent; color: {muted}; border: 0;
  border-bottom: 2px solid transparent; border-radius: 0; padding: 5px 2px; }}
QPushButton[role="tab"]:hover, QPushButton[role="tab"]:focus {{ color: {text};
  border-bottom-color: {line}; }}
QPushButton[role="tab"]:checked {{ color: {text}; border-bottom-color: {accent}; }}
QPushButton[role="picker"] {{ background: {field}; color: {muted}; border-radius: 6px;
  padding: 1px 5px; min-height: 18px; font-size: {px11}; }}
QPushButton[role="picker"]:hover {{ color: {text}; }}
QToolButton[role="toggle"] {{ background: transparent; border: 0; border-radius: 4px;
  color: {muted}; padding: 1px 7px; min-height: 16px; font-size: {px12}; }}
QToolButton[role="toggle"]:hover {{ color: {text}; }}
QToolButton[role="toggle"]:checked {{ color: {text}; background: {raised}; }}
QToolButton[role="toggle"]:focus {{ border: 1px solid {accent}; padding: 0 6px; }}
QToolButton[role="kind"] {{ background: transparent; border: 1px solid {line}; border-radius: 9px;
  color: {muted}; padding: 0 5px; min-height: 16px; font-size: {px11}; }}
QToolButton[role="kind"]:hover {{ color: {text}; }}
QToolButton[role="kind"]:checked {{ color: {text}; background: {selection};
  border-color: {accent}; }}
QToolButton[role="kind"]:focus {{ border-color: {accent}; }}
QPushButton[role="note"] {{ background: {chip_css}; color: {fair};
  border: 1px solid {chip_line_css}; padding: 3px 8px; font-size: {px12}; }}
QPushButton[role="note"]:hover {{ background: {raised}; }}
QToolButton::menu-indicator {{ image: none; }}
QLineEdit, QAbstractSpinBox, QPlainTextEdit, QTextEdit, QComboBox {{ background: {field};
  color: {text}; border: 1px solid {line}; border-radius: 6px; padding: 4px 6px;
  selection-background-color: {accent}; selection-color: {on_accent}; }}
QLineEdit:focus, QAbstractSpinBox:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus
  {{ border-color: {accent}; }}
QLineEdit[role="error"] {{ border-color: {bad}; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ border: 0; width: 16px; }}
QAbstractSpinBox::up-arrow {{ image: url({arrow_up}); width: 10px; height: 10px; }}
QAbstractSpinBox::down-arrow {{ image: url({arrow_down}); width: 10px; height: 10px; }}
QComboBox::drop-down {{ border: 0; width: 20px; }}
QComboBox::down-arrow {{ image: url({arrow_down}); width: 12px; height: 12px; }}
QComboBox QAbstractItemView {{ background: {card}; border: 1px solid {line}; }}
QCheckBox::indicator {{ width: 14px; height: 14px; border: 1px solid {muted}; border-radius: 4px;
  background: {field}; }}
QCheckBox::indicator:checked {{ background: {accent}; border-color: {accent};
  image: url({check}); }}
QLineEdit:disabled, QComboBox:disabled, QCheckBox:disabled {{ color: {muted}; }}
QCheckBox::indicator:focus, QCheckBox::indicator:hover {{ border-color: {accent}; }}
QSlider::groove:horizontal {{ height: 4px; border-radius: 2px; background: {line}; }}
QSlider::sub-page:horizontal {{ height: 4px; border-radius: 2px; background: {accent}; }}
QSlider::handle:horizontal {{ width: 12px; height: 12px; margin: -4px 0; border-radius: 6px;
  background: {handle}; border: 1px solid {handle_edge}; margin: -5px 0; }}
QSlider::handle:horizontal:hover, QSlider::handle:horizontal:focus {{ border-color: {accent};
  background: {accent_hover}; }}
QScrollBar:vertical {{ width: 10px; background: transparent; margin: 0; }}
QScrollBar:horizontal {{ height: 10px; background: transparent; margin: 0; }}
QScrollBar::handle {{ background: {line}; border-radius: 3px; margin: 2px; min-height: 28px;
  min-width: 28px; }}
QScrollBar::handle:hover {{ background: {muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QMenu {{ background: {card}; color: {text}; border: 1px solid {line}; padding: 4px; }}
QMenu::item {{ padding: 5px 24px 5px 12px; border-radius: 4px; }}
QMenu::item:selected {{ background: {selection}; }}
QMenu::item:disabled {{ color: {muted}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 4px 8px; }}
QHeaderView::section {{ background: {panel}; color: {muted}; border: 0;
  border-bottom: 1px solid {line}; padding: 4px 6px; }}
QTableView, QTableWidget, QTreeView, QListView {{ background: {panel}; border: 0;
  gridline-color: {line}; outline: 0; selection-background-color: {selection};
  selection-color: {text}; }}
QListView[role="clear"] {{ background: transparent; }}
QScrollArea {{ border: 0; background: transparent; }}
QSplitter::handle {{ background: {line}; }}
QMenuBar, QMenuBar::item {{ background: {panel}; color: {text}; }}
QMenuBar::item:selected {{ background: {raised}; border-radius: 4px; }}
QStatusBar {{ background: {panel}; color: {muted}; }}
QStatusBar::item {{ border: 0; }}
"""


def style_sheet(palette: Palette, scale: float = 1.0) -> str:
    """Return the application's style sheet in the colours of `palette`, letters times `scale`."""
    roles = {role: str(getattr(palette, role)) for role in palette.__dataclass_fields__}
    icons = {
        name.replace("-", "_"): asset("icons", f"{name}.svg").as_posix()
        for name in ("arrow-up", "arrow-down", "check")
    }
    dark = palette.name == "dark"
    return _SHEET.format(
        **roles,
        **icons,
        **{f"px{size}": f"{round(scale * size)}px" for size in _SIZES},
        chip_css=_css(palette.chip),
        chip_line_css=_css(palette.chip_line),
        handle="#e8edf6" if dark else "#ffffff",
        handle_edge="#e8edf6" if dark else palette.muted,
    )


def _css(colour: str) -> str:
    """Return "#aarrggbb" as rgba(), the only form a style sheet reads alike everywhere."""
    alpha, red, green, blue = (int(colour[k : k + 2], 16) for k in (1, 3, 5, 7))
    return f"rgba({red}, {green}, {blue}, {alpha})"
