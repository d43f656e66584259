"""`experiment` on the command line and in Python: the same numbers, and refusals in a sentence."""

import json

import pytest

import explorer
from explorer.__main__ import main
from explorer.core.param import params


def run(*arguments):
    try:
        return main(list(arguments))
    except SystemExit as ended:
        return ended.code


def test_every_experiment_is_listed_with_its_settings(capsys):
    assert run("list", "experiments", "--json") == 0
    listed = json.loads(capsys.readouterr().out)["experiments"]
    assert [one["key"] for one in listed] == list(explorer.experiments())
    for one in listed:
        kind = explorer.experiments()[one["key"]]
        assert list(one["settings"]) == list(params(kind))
        assert one["finds"] == dict(kind.finds)


def test_every_measure_is_listed_with_its_settings(capsys):
    assert run("list", "measures", "--json") == 0
    listed = json.loads(capsys.readouterr().out)["measures"]
    assert [one["key"] for one in listed] == list(explorer.measures())
    for one in listed:
        usual = explorer.measures()[one["key"]]()
        assert {name: told["default"] for name, told in one["settings"].items()} == vars(usual)
    assert run("list", "measures") == 0
    text = capsys.readouterr().out
    assert all(f"  {key} " in text for key in explorer.measures())


def test_the_command_and_the_api_find_the_same(capsys):
    assert run("experiment", "double-descent", "--repeats", "2", "--noise=0.5", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    found = explorer.experiment("double-descent", repeats=2, noise=0.5)
    assert told["numbers"] == found.numbers
    assert told["settings"] == {"seed": 0, "points": 40, "noise": 0.5, "repeats": 2}
    assert told["curves"][0]["y"] == found.curves[0].y.tolist()


def test_the_table_has_a_line_a_number_and_says_where_there_is_none(capsys):
    assert run("experiment", "grokking", "--steps", "100", "--weight_decay", "0") == 0
    first, *lines = capsys.readouterr().out.splitlines()
    assert first == "Grokking (weight_decay=0, steps=100)"
    finds = explorer.experiments()["grokking"].finds
    assert [line.split()[0] for line in lines] == list(finds)
    assert lines[1].split()[1] == "none"


def test_whole_numbers_may_come_as_floats_in_python():
    found = explorer.experiment("double-descent", repeats=2.0)
    assert found.numbers == explorer.experiment("double-descent", repeats=2).numbers


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nothing"], "There is no experiment called 'nothing'; there is double-descent,"),
        (["grokking", "--steps", "many"], "argument --steps: invalid int value: 'many'"),
        (["grokking", "--steps", "7"], "The steps must lie between 100 and 5000, not 7."),
        (["grokking", "--colour", "1"], "unrecognized arguments: --colour 1"),
        ([], "the following arguments are required: key"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(capsys, arguments, sentence):
    assert run("experiment", *arguments) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert sentence in told.err


def test_the_api_refuses_a_setting_that_is_not_there():
    with pytest.raises(ValueError, match=r"no setting of grokking called 'step'.*mean steps"):
        explorer.experiment("grokking", step=3)
    with pytest.raises(ValueError, match="Did you mean grokking"):
        explorer.experiment("groking")


def test_help_names_the_settings_and_their_ranges(capsys):
    assert run("experiment", "grokking", "--help") == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "--weight-decay" in told
    assert "(0.5; from 0 to 2)" in told
