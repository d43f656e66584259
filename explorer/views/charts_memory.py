"""Which chart was on top and how it was drawn, from one launch to the next."""

from PySide6.QtCore import QSettings

from explorer.views.charts import TABS, ChartsView
from explorer.views.plot import ACROSS, Axes
from explorer.views.remembered import remembered, remembered_number

__all__ = ["remember_charts", "restore_charts"]

HEIGHTS = ("log", "linear", "log-log")
BEFORE = ("loss", "distance", "accuracy", "step", "restarts")  # charts that were kept by number


def remember_charts(charts: ChartsView, settings: QSettings) -> None:
    """Write down what is shown."""
    axes = charts.axes
    settings.setValue("chart", TABS[charts.tab].key)
    settings.setValue("height", "log-log" if axes.log_across else HEIGHTS[not axes.log])
    settings.setValue("across", axes.across)


def restore_charts(charts: ChartsView) -> None:
    """Show what was written down, also by an earlier version; nonsense is passed over."""
    settings = remembered()
    key = str(settings.value("chart", ""))
    key = BEFORE[int(key)] if key in map(str, range(len(BEFORE))) else key
    tabs = [tab.key for tab in TABS]
    charts.show_tab(tabs.index(key) if key in tabs else 0)
    height = str(settings.value("height", HEIGHTS[remembered_number("linear", 0) == 1]))
    default = ACROSS[remembered_number("evaluations", 0) == 1]
    wanted = str(settings.value("across", default))
    across = next((kind for kind in ACROSS if kind == wanted), default)
    charts.set_axes(Axes(height != "linear", across, log_across=height == "log-log"))
