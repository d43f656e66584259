"""Promises of the formula field: good ones race at once, bad ones change nothing."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest

from explorer.core.formula import FormulaError, parse
from explorer.core.landscapes import LANDSCAPES
from explorer.core.nets.tiny_net import TinyNet
from explorer.session.edits import pick_landscape
from explorer.session.net_edits import pick_net
from explorer.views.formula_field import EXAMPLES, FormulaField
from explorer.views.formula_text import FormulaText

BAD = ("x +", "sin(", "x^2 + q", "1/", "x y z", ")", "import os", "x" * 5000, "9**9**9**9@")
HOSTILE = Path(__file__).parents[1] / "reference" / "formulas-hostile.jsonl"


@pytest.fixture
def field(qtbot, session):
    made = FormulaField(session(begun=False))
    made.resize(220, 500)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def _type(field, text):
    field._text.setFocus()
    field._text.type_over(text)


def _document(field):
    return field._session.document


def test_a_formula_is_raced_on_after_a_pause(field, qtbot):
    _type(field, "x^2 + y^2")
    qtbot.waitUntil(lambda: _document(field).landscape.is_typed)
    assert _document(field).landscape.formula == "x^2 + y^2"


def test_enter_does_not_wait(field):
    _type(field, "x^2 + 2*y^2")
    QTest.keyClick(field._text, Qt.Key.Key_Return)
    assert _document(field).landscape.formula == "x^2 + 2*y^2"
    assert field._text.text == "x^2 + 2*y^2"


@pytest.mark.parametrize("text", BAD)
def test_a_bad_formula_changes_nothing_and_is_explained(field, text):
    before = _document(field)
    _type(field, text)
    QTest.keyClick(field._text, Qt.Key.Key_Return)
    assert _document(field) is before
    assert field._words.property("role") == "error"
    assert field._words.text().startswith("Column ")
    assert field._text.extraSelections()


def test_hostile_text_changes_nothing_or_is_a_formula(field):
    if not HOSTILE.exists():
        pytest.skip("the list of hostile formulas is not there")
    for line in HOSTILE.read_text("utf-8").splitlines():
        text = json.loads(line).get("text", "")
        _type(field, text.replace("\0", ""))
        field._pause.stop()
        try:
            parse(field._text.toPlainText())
        except FormulaError:
            assert field._words.property("role") in ("error", "muted")


def test_starts_are_kept_while_the_variables_agree(field):
    starts = _document(field).starts
    _type(field, "x^2 + y^4")
    QTest.keyClick(field._text, Qt.Key.Key_Return)
    assert _document(field).starts == starts
    _type(field, "x^4 - x")
    QTest.keyClick(field._text, Qt.Key.Key_Return)
    assert _document(field).landscape.dim == 1
    assert all(len(start) == 1 for start in _document(field).starts)


def test_typing_on_is_one_undo_step(field):
    before = _document(field)
    for text in ("x^2 + y", "x^2 + y^2", "x^2 + y^2 + x*y"):
        _type(field, text)
        field._pause.stop()
        field._apply()
    field._finish()
    field._session.undo()
    assert _document(field) == before


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_races(field, example):
    field._take(example)
    assert _document(field).landscape.formula == example
    assert field._words.property("role") != "error"


def test_what_is_undefined_everywhere_is_said(field):
    field._take("log(-1 - x^2 - y^2)")
    assert "undefined" in field._words.text()


def test_a_constant_formula_is_said(field):
    field._take("3")
    assert "constant" in field._words.text()


def test_the_field_begins_with_the_present_formula(field):
    for row in LANDSCAPES.values():
        field._session.edit(lambda document, row=row: pick_landscape(document, row), "Pick")
        field._text.show_text("")
        field.take_over()
        if not row.is_formula:
            assert not field._text.text, "neither a mean over examples nor a simulation is one"
            continue
        formula = parse(field._text.text)
        assert formula.dim <= row.dim
        assert not field._pause.isActive()


def test_a_pasted_formula_becomes_one_line(qtbot):
    text = FormulaText()
    qtbot.addWidget(text)
    pasted = QMimeData()
    pasted.setText("x^2\n  + y^2\r\n")
    text.insertFromMimeData(pasted)
    assert text.toPlainText() == "x^2 + y^2"


def test_a_formula_can_follow_a_net(field):
    field._session.edit(lambda document: pick_net(document, TinyNet()), "Pick")
    field.take_over()
    assert field._text.text == ""
    assert not field._box.isVisible()
    field._take("x^2 + y^2")
    assert _document(field).landscape.formula == "x^2 + y^2"
    assert _document(field).landscape.box == ((-5.0, 5.0),) * 2


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60))
def test_any_text_is_answered(field, text):
    _type(field, text)
    field._pause.stop()
    assert field._words.isVisible() or field._words.property("role") == "warning"
