"""The extras on a card: only what the rule can use, each number where a schedule reads it."""

from dataclasses import replace

import pytest

from explorer.core.extras import SCHEDULES, Extras
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.param import SettingError, params
from explorer.views.extras_form import ExtrasForm, extras_in_brief, fitting_extras

OTHER = {
    "schedule": 6, "period": 50, "factor": 0.9, "floor": 0.1, "warm_up": 5, "clip": 2.0,
    "noise": 0.5, "weight_decay": 0.1,
}  # fmt: skip


@pytest.mark.parametrize("kind", OPTIMIZERS.values(), ids=OPTIMIZERS.keys())
def test_what_is_offered_is_taken_and_what_is_not_is_refused(kind):
    offered = fitting_extras(kind)
    for name in offered:
        replace(kind(), extras=Extras(**{name: OTHER[name]}))
    for name in {"schedule", "clip"} - set(offered) - set(params(kind)):
        with pytest.raises(SettingError, match=r"^.* (has|uses) no .*\.$"):
            replace(kind(), extras=Extras(**{name: OTHER[name]}))


def test_a_schedule_shows_the_numbers_that_it_reads(qtbot):
    form = ExtrasForm(OPTIMIZERS["adam"]())
    qtbot.addWidget(form)
    shown = {"period": (), "factor": (), "floor": ()}
    for schedule, word in enumerate(SCHEDULES):
        form.show_extras(Extras(schedule=schedule))
        for name in shown:
            if not form.form.row(name).isHidden():
                shown[name] += (word,)
    assert shown["period"] == SCHEDULES[1:]
    assert shown["factor"] == ("step", "exponential")
    assert shown["floor"] == ("linear", "cosine", "warm restarts")


def test_a_change_is_announced_with_its_name(qtbot):
    form = ExtrasForm(OPTIMIZERS["adam"]())
    qtbot.addWidget(form)
    with qtbot.waitSignal(form.changed) as told:
        form.form.row("schedule").choice.chosen.emit("6")
    assert told.args == ["schedule", 6.0]


def test_in_brief_only_what_is_there_is_said():
    assert extras_in_brief(Extras()) == ""
    said = extras_in_brief(Extras(schedule=6, period=50, clip=2.0))
    assert said == "cosine 50 · clip 2"
