"""The command line: what it prints, what it writes, and how it refuses."""

import json
import shlex

import pytest

import explorer
from explorer.__main__ import main
from explorer.core.kinds import KINDS
from explorer.core.nets.data_sets import DATA_SETS
from explorer.core.optimizer import GROUPS


def refusal(capsys, line: str) -> str:
    """Run a command that must be refused; return the sentence it says."""
    with_status = run(line)
    captured = capsys.readouterr()
    assert with_status == 2
    assert captured.out == ""
    assert "Traceback" not in captured.err
    assert captured.err.startswith("landscape-explorer")
    assert captured.err.count("\n") == 1
    return captured.err


def run(line: str) -> int:
    try:
        return main(shlex.split(line))
    except SystemExit as ended:
        return ended.code


def test_list_shows_every_key(capsys):
    assert run("list") == 0
    text = capsys.readouterr().out
    for key in [*explorer.landscapes(), *explorer.optimizers()]:
        assert f"  {key} " in text


@pytest.mark.parametrize("what", ["landscapes", "optimizers"])
def test_list_as_json_says_all_that_is_declared(capsys, what):
    assert run(f"list {what} --json") == 0
    found = json.loads(capsys.readouterr().out)
    assert list(found) == [what]
    assert [one["key"] for one in found[what]] == list(getattr(explorer, what)())


def test_list_shows_groups_with_their_members_below(capsys):
    assert run("list optimizers") == 0
    lines, group, found = capsys.readouterr().out.splitlines(), "", {}
    for line in lines[1:]:
        if not line.startswith("    "):
            group, common = line.strip().split(": ", 1)
            assert common == GROUPS[group]
        else:
            found[line.split()[0]] = group
    assert found == {key: kind.group for key, kind in explorer.optimizers().items()}


def test_list_takes_a_group_or_a_tag(capsys):
    for group in GROUPS:
        assert run(f"list --json --group {group.replace(' ', '-')}") == 0
        found = json.loads(capsys.readouterr().out)["optimizers"]
        assert found == [one for one in found if one["group"] == group]
        assert len(found) == sum(k.group == group for k in explorer.optimizers().values())
        assert {"cost", "draws", "about", "equation", "differs", "source"} <= set(found[0])
    for kind in KINDS.values():
        assert run(f"list --json --tag '{kind.words}'") == 0
        found = json.loads(capsys.readouterr().out)["landscapes"]
        wanted = [row.key for row in explorer.landscapes().values() if kind.has(row)]
        assert [one["key"] for one in found] == wanted
    assert "no tag called 'cats'" in refusal(capsys, "list --tag cats")
    assert "no group called 'cats'" in refusal(capsys, "list --group cats")


def test_list_shows_every_data_set_with_its_own_settings(capsys):
    assert run("list data --json") == 0
    found = {one["key"]: one for one in json.loads(capsys.readouterr().out)["data"]}
    assert list(found) == list(DATA_SETS)
    assert found["tanks"]["dials"]["light"]["words"] == ["legend", "as told", "any light"]
    assert run("list data") == 0
    text = capsys.readouterr().out
    assert "(light=legend|as-told|any-light, dark_tanks=0, evened=no|yes)" in text
    assert all(kind.line in text for kind in DATA_SETS.values())


@pytest.mark.parametrize("key", list(explorer.optimizers()))
def test_every_optimizer_can_be_raced_by_its_key(capsys, key):
    assert run(f"run himmelblau -o {key} --start=-1.2,1 --steps 20 --json") == 0
    (result,) = json.loads(capsys.readouterr().out)["runs"]
    assert result["optimizer"] == key
    assert result["steps"] <= 20
    assert result["verdict"]["evidence"]


def test_the_table_has_a_row_a_run_with_its_evidence(capsys):
    line = "run himmelblau -o adam:learning_rate=0.02 -o momentum --start -1.2,1 --start 3,-3"
    assert run(line) == 0
    text = capsys.readouterr().out
    assert text.count("Adam ") == 2
    assert "learning_rate=0.02" in text
    assert "(-1.2, 1)" in text
    assert "How we know" in text


def test_run_agrees_with_the_python_api(capsys):
    line = "run rosenbrock -o adam:learning_rate=0.02 --start=-1.2,1 --steps 50 --json"
    assert run(line) == 0
    (result,) = json.loads(capsys.readouterr().out)["runs"]
    trace = explorer.minimize("rosenbrock", "adam", (-1.2, 1), steps=50, learning_rate=0.02)
    assert result["verdict"]["point"] == list(trace.verdict.point)
    assert result["evaluations"] == trace.evaluations
    assert result["settings"]["learning_rate"] == 0.02


def test_a_diverged_run_is_still_valid_json(capsys):
    line = "run x^4 -o gradient-descent:learning_rate=1 --start=4 --steps 50 --json"
    assert run(line) == 0
    (result,) = json.loads(capsys.readouterr().out)["runs"]
    assert result["verdict"]["kind"] == "diverged"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("run nowhere+ -o adam", "column"),
        ("run '' -o adam", "formula"),
        ("run rosenbrok -o adam", "rosenbrock"),
        ("run himmelblau", "-o"),
        ("run himmelblau -o adm", "Did you mean adam?"),
        ("run himmelblau -o adam:lr=1", "learning_rate"),
        ("run himmelblau -o adam:learning_rate=fast", "must be a number"),
        ("run himmelblau -o adam:learning_rate=-1", "learning rate"),
        ("run himmelblau -o adam:learning_rate=1e300", "learning rate"),
        ("run himmelblau -o adam:learning_rate=nan", "learning rate"),
        ("run himmelblau -o adam:learning_rate", "setting=number"),
        ("run himmelblau -o adam --start=1", "2 coordinates"),
        ("run himmelblau -o adam --start=nan,1", "start"),
        ("run himmelblau -o adam --start=1e300,1", "start"),
        ("run himmelblau:turn=half -o adam", "not a number"),
        ("run himmelblau:turn -o adam", "setting=number"),
        ("run himmelblau:spin=4 -o adam", "it has shift_x"),
        ("run net-tanh:shift_x=0.1 -o adam", "cannot be moved"),
        ("run himmelblau -o adam --start=left,1", "not a number"),
        ("run himmelblau -o adam --steps 10000000", "steps"),
        ("run himmelblau -o adam --steps=-1", "steps"),
        ("run himmelblau -o adam --steps many", "--steps"),
        ("run himmelblau -o adam --tolerance=-1", "tolerance"),
        ("run himmelblau -o adam --seed=-1", "seed"),
        ("run himmelblau -o adam --boundary wall", "--boundary"),
        ("run himmelblau -o adam --box=1,1,0,1", "box"),
        ("run himmelblau -o adam --box=1,-1,0,1", "box"),
        ("run himmelblau -o adam --box=1", "--box"),
        ("run himmelblau -o adam --box=0,1", "box"),
        ("run x^2 -o adam --box=0,inf", "box"),
        ("render himmelblau -o adam --out race.bmp", ".png, .svg or .gif"),
        ("render himmelblau -o adam --out no/such/folder/race.png", "folder"),
        ("render himmelblau -o adam --out race.png --size big", "--size"),
        ("render himmelblau -o adam --out race.png --size 9x9", "--size"),
        ("render himmelblau -o adam", "--out"),
        ("list cats", "landscapes"),
        ("open no-such-file.race.json", "no-such-file.race.json"),
        ("no-such-file.race.json", "no-such-file.race.json"),
        ("dance", "dance"),
        ("--loud", "--loud"),
        ("run -x^2+ -o adam", "column 6"),
        ("run himmelblau -o adam -q 3", "-q"),
        ("render himmelblau -o adam --out .", "name"),
    ],
)
def test_bad_input_is_refused_in_one_line(capsys, monkeypatch, tmp_path, line, says):
    monkeypatch.chdir(tmp_path)
    assert says.lower() in refusal(capsys, line).lower()
    assert list(tmp_path.iterdir()) == []


def test_version(capsys):
    assert run("--version") == 0
    assert capsys.readouterr().out == f"landscape-explorer {explorer.__version__}\n"


@pytest.mark.parametrize(
    ("name", "begins"), [("r.png", b"\x89PNG"), ("r.svg", b"<?xml"), ("r.GIF", b"GIF89a")]
)
def test_render_writes_the_race(capsys, qapp, tmp_path, name, begins):
    out = tmp_path / name
    line = f"render himmelblau -o adam --start 0,0 --steps 8 --size 320x240 --out {out}"
    assert run(line) == 0
    assert out.read_bytes().startswith(begins)
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert str(out) in capsys.readouterr().out


def test_without_a_display_the_race_is_run_and_written(capsys, qapp, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("explorer.commands.opening.has_display", lambda: False)
    assert main([]) == 0
    first, *rest = capsys.readouterr().out.splitlines()
    assert "no display" in first
    assert any("verdict" in line for line in rest)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["race.gif", "race.png"]


@pytest.mark.parametrize(
    "line",
    [
        "run -x^2 -o adam --start -1 --box -3,3 --steps 5 --json",
        "run --json --steps=5 --box=-3,3 --start=-1 -o adam -- -x^2",
    ],
)
def test_a_minus_may_stand_before_formulas_and_numbers(capsys, line):
    assert run(line) == 0
    table = json.loads(capsys.readouterr().out)
    assert table["formula"] == "-x^2"
    assert table["box"] == [[-3, 3]]
    assert table["runs"][0]["start"] == [-1]


def test_a_land_is_moved_and_the_table_says_how(capsys):
    assert run("run rosenbrock:b=20,turn=-45,shift-x=0.1 -o newton --steps=3 --json") == 0
    table = json.loads(capsys.readouterr().out)
    assert (table["landscape"], table["constants"]) == ("rosenbrock", {"a": 1.0, "b": 20.0})
    assert table["moves"] == {"turn": -45.0, "shift_x": 0.1}
    assert table["runs"][0]["start"] == [-1.2, 1.0]
    hill = explorer.landscape("rosenbrock", b=20, turn=-45, shift_x=0.1)
    trace = explorer.minimize(hill, "newton", steps=3)
    assert table["runs"][0]["verdict"]["point"] == list(trace.points[-1])


NET = "net:data=xor,examples=40,hidden=3-2,activation=relu,l2=0.001,batch=8"


def test_a_net_is_raced_and_says_what_it_learned(capsys):
    assert run(f"run {NET} -o adam -o gradient-descent --steps 30 --json") == 0
    table = json.loads(capsys.readouterr().out)
    assert table["landscape"] == "tiny-net"
    for result in table["runs"]:
        assert 0 <= result["learned"]["train_accuracy"] <= 1
        assert result["learned"]["held_out_loss"] > 0
    assert run(f"run {NET} -o adam --steps 30") == 0
    assert "held-out loss" in capsys.readouterr().out


@pytest.mark.parametrize("light", ["2", "any-light"])
def test_a_net_learns_from_data_with_settings_of_its_own(capsys, light):
    net = f"net:light={light},data=tanks,evened=yes,dark-tanks=0.25,hidden=4"
    assert run(f"run {net} -o adam --steps 10 --json") == 0
    (result,) = json.loads(capsys.readouterr().out)["runs"]
    plan = {"key": "tanks", "light": "any light", "evened": True, "dark_tanks": 0.25}
    trace = explorer.minimize(explorer.tiny_net(plan, (4,)), "adam", steps=10)
    assert result["verdict"]["point"] == list(trace.points[-1])


def test_a_net_is_drawn_on_its_slice(qapp, tmp_path, capsys):
    for name in ("net.png", "net.svg", "net.gif"):
        assert run(f"render {NET} -o adam --steps 12 --out {tmp_path / name} --size 300x200") == 0
        assert (tmp_path / name).stat().st_size > 1000


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("run net:data=cake -o adam", "cake"),
        ("run net:hidden=17 -o adam", "from 1 to 16"),
        ("run net:hidden=eight -o adam", "hidden"),
        ("run net:activation=magic -o adam", "magic"),
        ("run net:depth=3 -o adam", "depth"),
        ("run net:light=1 -o adam", "“Two moons” has no setting 'light'"),
        ("run net:data=tanks,light=dim -o adam", "legend, as told, any light"),
        ("run net:noise -o adam", "setting=value"),
        ("run net -o adam --start=1,2", "--start"),
        ("run net -o adam --box=0,1", "--box"),
        ("run net:hidden=16-16-16 -o adam --steps 400000", "too much to remember"),
        ("open nowhere.npz", "nowhere.npz"),
    ],
)
def test_a_net_that_cannot_be_trained_is_refused(capsys, line, reason):
    assert reason in refusal(capsys, line)
