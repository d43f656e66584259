"""Every fault that a lesson can have is said in one sentence, and the lesson is not opened."""

import pytest

from explorer.session.lesson import LessonError
from explorer.session.lesson_files import read_lesson


def refusal(folder) -> str:
    with pytest.raises(LessonError) as caught:
        read_lesson(folder)
    sentence = str(caught.value)
    assert sentence[0].isupper()
    assert sentence[-1] in ".?"
    assert "\n" not in sentence
    return sentence


def step(tables):
    return tables["steps"][0]


def number(tables):
    return step(tables)["numbers"][0]


FAULTS = {
    "another format": (lambda t: t.update(format="explorer-document"), "not an Explorer lesson"),
    "a newer version": (lambda t: t.update(version=2), "newer version"),
    "an unknown version": (lambda t: t.update(version=0), "no version 0"),
    "no version": (lambda t: t.pop("version"), "version"),
    "no title": (lambda t: t.pop("title"), "title"),
    "an empty title": (lambda t: t.update(title=""), "title"),
    "an unknown entry": (lambda t: t.update(run="rm -rf /"), "run"),
    "an unknown entry of a step": (lambda t: step(t).update(code="x"), "code"),
    "no steps": (lambda t: t.update(steps=[]), "steps"),
    "too many steps": (lambda t: t.update(steps=t["steps"] * 30), "steps"),
    "a text too long": (lambda t: step(t).update(text="long " * 3000), "text"),
    "no text": (lambda t: step(t).pop("text"), "text"),
    "a wrong kind of value": (lambda t: step(t).update(text=7), "text"),
    "no document": (lambda t: step(t).update(document=""), "document"),
    "a missing document": (lambda t: step(t).update(document="no.race.json"), "missing"),
    "a way out": (lambda t: step(t).update(document="../plain.race.json"), "beside"),
    "an absolute path": (lambda t: step(t).update(document="/etc/passwd"), "beside"),
    "a way out of a number": (
        lambda t: number(t).update(document="..\\plain.race.json"),
        "beside",
    ),
    "an unknown measure": (lambda t: number(t).update(measure="beauty"), "beauty"),
    "an unknown experiment": (
        lambda t: number(t).update(measure="", experiment="magic", finding="x"),
        "magic",
    ),
    "an unknown finding": (
        lambda t: number(t).update(measure="", experiment="grokking", finding="x"),
        "'x'",
    ),
    "neither measure nor experiment": (lambda t: number(t).update(measure=""), "'end'"),
    "measure and experiment": (lambda t: number(t).update(experiment="grokking"), "not both"),
    "a finding of a measure": (lambda t: number(t).update(finding="x"), "finding"),
    "an unknown setting": (lambda t: number(t).update(settings={"colour": 1}), "colour"),
    "a setting out of range": (lambda t: number(t).update(settings={"index": -3}), "index"),
    "a setting that is no number": (lambda t: number(t).update(settings={"index": "a"}), "index"),
    "an unknown landscape": (
        lambda t: number(t).update(measure="height-elsewhere", settings={"landscape": "atlantis"}),
        "atlantis",
    ),
    "a run that is not there": (lambda t: number(t).update(runs=[[0, 1]]), "[0, 1]"),
    "a negative run": (lambda t: number(t).update(runs=[[0, -1]]), "runs"),
    "too many runs": (lambda t: number(t).update(runs=[[0, 0], [0, 0]]), "reads 1 run"),
    "a bad format": (lambda t: number(t).update(format="{0!r}"), "format"),
    "a bad name": (lambda t: number(t).update(name="The End"), "The End"),
    "two of a name": (lambda t: t["steps"][1]["numbers"][0].update(name="end"), "'end'"),
    "no draws": (lambda t: number(t).update(draws=0), "draws"),
    "too many draws": (lambda t: number(t).update(draws=10_000), "draws"),
    "an unknown summary": (lambda t: number(t).update(summary="mode"), "mode"),
    "an unknown number in a text": (lambda t: step(t).update(text="It is {ends}."), "'ends'"),
    "a number too early": (lambda t: step(t).update(text="It is {far}."), "'far'"),
    "an attribute in a text": (lambda t: step(t).update(text="{end.__class__}"), "'{'"),
    "an index in a text": (lambda t: step(t).update(text="{end[0]}"), "'{'"),
    "a conversion in a text": (lambda t: step(t).update(text="{end!r}"), "'{'"),
    "a wide format in a text": (lambda t: step(t).update(text="{end:999999999d}"), "format"),
    "a brace alone": (lambda t: step(t).update(text="a } b"), "'}'"),
    "a number in the notes": (lambda t: t.update(notes="{end}"), "'end'"),
    "an unknown number in a check": (
        lambda t: step(t).update(checks=[{"number": "nothing", "near": 1.0}]),
        "'nothing'",
    ),
    "an unknown number to compare with": (
        lambda t: step(t).update(checks=[{"number": "end", "above": "nothing"}]),
        "'nothing'",
    ),
    "a check of nothing": (lambda t: step(t).update(checks=[{"number": "end"}]), "nothing of it"),
    "one option": (lambda t: step(t)["options"].pop(), "two options"),
    "a question without options": (lambda t: step(t).pop("options"), "two options"),
    "options without a question": (lambda t: step(t).pop("question"), "question"),
    "an option without conditions": (
        lambda t: step(t)["options"][0].update(holds=[]),
        "holds",
    ),
    "an unknown number in an option": (
        lambda t: step(t)["options"][0].update(holds=[{"number": "x", "above": 1}]),
        "'x'",
    ),
    "an unknown part of the window": (lambda t: step(t).update(look="cellar"), "cellar"),
    "an unknown way to vary": (lambda t: step(t).update(vary="mood"), "mood"),
    "a place to begin beyond all": (lambda t: step(t).update(at=10**400), "at"),
    "an unknown place to begin": (lambda t: step(t).update(at="middle"), "middle"),
    "curves of nothing": (lambda t: step(t).update(curves="end"), "experiment"),
    "a goal of an experiment": (
        lambda t: step(t)["goal"].update(
            number={"name": "goal", "experiment": "grokking", "finding": "learned"}
        ),
        "race in the window",
    ),
    "a goal that is taken": (lambda t: step(t)["goal"]["number"].update(name="end"), "'end'"),
}

NEVER = {
    "a negative tolerance": {"number": "end", "near": 2.0, "within": -0.1},
    "a negative distance": {"number": "end", "above": 2.0, "by": -0.1},
    "above what it must be below": {"number": "end", "above": 3.0, "below": 2.0},
    "just above what it must be below": {"number": "end", "above": 2.0, "below": 2.0},
    "too far apart": {"number": "end", "above": 1.0, "below": 2.0, "by": 0.6},
    "near something it must be above": {"number": "end", "near": 1.0, "within": 0.5, "above": 2.0},
    "a share near 1.5": {"number": "share", "near": 1.5, "within": 0.1},
    "a share above 1": {"number": "share", "above": 1.0},
    "a share below 0": {"number": "share", "below": 0.0},
    "shares more than 1 apart": {"number": "share", "above": "other", "by": 1.5},
    "above itself": {"number": "end", "above": "end"},
    "on both sides of another": {"number": "end", "above": "share", "below": "share"},
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_not_sound_is_refused_in_one_sentence(tables, lesson_folder, fault):
    break_it, says = FAULTS[fault]
    break_it(tables)
    assert says in refusal(lesson_folder(tables))


@pytest.mark.parametrize("check", NEVER)
def test_a_check_that_can_never_pass_is_refused(tables, lesson_folder, check):
    step(tables)["numbers"].append({"name": "other", "measure": "success"})
    step(tables)["checks"] = [NEVER[check]]
    assert "cannot pass" in refusal(lesson_folder(tables))
    goal = step(tables)["goal"]
    step(tables)["checks"], goal["condition"] = [], {"number": "goal", "below": 0.0}
    assert "cannot pass" in refusal(lesson_folder(tables))


@pytest.mark.parametrize("value", ["nan", "inf", "-inf", "1e999"])
def test_numbers_that_are_none_are_refused(tables, lesson_folder, value):
    folder = lesson_folder(tables)
    text = (folder / "lesson.toml").read_text(encoding="utf-8")
    assert "within = 0.01" in text
    (folder / "lesson.toml").write_text(text.replace("within = 0.01", f"within = {value}"))
    assert "'end'" in refusal(folder)
