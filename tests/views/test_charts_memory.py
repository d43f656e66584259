"""What the charts showed comes back."""

import pytest

from explorer.views.charts import ANGLE, DISTANCE, LOSS, RESTARTS, SLOPE, STEP, ChartsView
from explorer.views.charts_memory import remember_charts, restore_charts
from explorer.views.plot import Axes
from explorer.views.remembered import remembered


@pytest.mark.parametrize(
    "old",
    [
        ({"chart": "3"}, (STEP, Axes())),
        ({"chart": "1", "linear": "1"}, (DISTANCE, Axes(log=False))),
        ({"chart": "4", "evaluations": "1"}, (RESTARTS, Axes(across="evaluations"))),
        ({"chart": "angle", "height": "log-log"}, (ANGLE, Axes(log_across=True))),
        ({"chart": "17", "height": "high", "across": "the room"}, (LOSS, Axes())),
    ],
)
def test_what_was_shown_before_comes_back_also_from_an_earlier_version(session, qtbot, old):
    view = ChartsView(session(begun=False))
    qtbot.addWidget(view)
    settings, (tab, axes) = remembered(), old[1]
    for name, value in old[0].items():
        settings.setValue(name, value)
    restore_charts(view)
    assert (view.tab, view.axes) == (tab, axes)
    remember_charts(view, settings)
    view.show_tab(SLOPE)
    view.set_axes(Axes(across="milliseconds"))
    restore_charts(view)
    assert (view.tab, view.axes) == (tab, axes)
    settings.clear()
