"""Rows from a table of text: what is read, and one clear sentence for what cannot be."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.core.nets import rows as module
from explorer.core.nets.data_plan import MOST_ROWS, DataPlan, OwnData
from explorer.core.nets.data_sets import DATA_SETS, as_own, data_set
from explorer.core.nets.rows import read_file, read_rows, write_rows
from explorer.core.param import SettingError


def read(text):
    return read_rows(text, "table.csv")


CELLS = st.one_of(
    st.text(alphabet='0123456789.,;-+eE"\t ', max_size=8),
    st.floats().map(repr),
    st.sampled_from(["", "NA", "inf", "nan", "a", "class", "y", "−1", "1e999", "\x00", "\ufeff"]),
)
TABLES = st.tuples(st.sampled_from(",;\t"), st.lists(st.lists(CELLS, max_size=4), max_size=6)).map(
    lambda parts: "\n".join(parts[0].join(row) for row in parts[1])
)


def rows_or_sentence(read, *arguments):
    """Return the rows, or None after a look at the sentence that refuses them."""
    try:
        return read(*arguments)
    except SettingError as refusal:
        sentence = str(refusal)
    assert sentence.endswith((".", "?"))
    assert "\n" not in sentence
    return None


@settings(deadline=None)
@given(st.one_of(st.text(), TABLES))
def test_any_text_is_rows_or_a_sentence(text):
    own = rows_or_sentence(read, text)
    if own is not None:
        assert data_set(DataPlan("own", own=own)).inputs.shape[1] == len(own.features)


@settings(deadline=None)
@given(st.binary(max_size=60))
def test_any_file_is_rows_or_a_sentence(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(content)
    own = rows_or_sentence(read_file, path)
    assert own is None or isinstance(own, OwnData)


NAMES = st.text(alphabet='abcxyz ,;"ä', min_size=1, max_size=6).map(lambda letters: f"c{letters}c")
NUMBERS = st.floats(-1e100, 1e100)


@settings(deadline=None)
@given(
    st.lists(NAMES, min_size=2, max_size=4, unique_by=lambda name: " ".join(name.split())),
    st.data(),
)
def test_written_values_are_read_as_the_same_rows(names, data):
    names = [" ".join(name.split()) for name in names]
    row = st.tuples(*[NUMBERS] * len(names))
    rows = tuple(data.draw(st.lists(row, min_size=1, max_size=5)))
    if {row[-1] for row in rows} == {0.0, 1.0}:
        return  # read as two classes, as it should be
    own = OwnData((*names[:-1],), names[-1], (), rows)
    again = read(write_rows(own))
    assert (again.features, again.target, again.rows) == (own.features, own.target, own.rows)


@pytest.mark.parametrize("kind", DATA_SETS.values(), ids=lambda kind: kind.key)
def test_written_data_sets_are_read_as_the_same_rows(kind):
    own = as_own(kind.plan).own
    again = read(write_rows(own))
    named = [(*r[:-1], own.classes[int(r[-1])] if own.classes else r[-1]) for r in own.rows]
    read_again = [
        (*r[:-1], again.classes[int(r[-1])] if again.classes else r[-1]) for r in again.rows
    ]
    assert named == read_again
    assert again.features == own.features


def test_shares_between_two_classes_are_written_as_numbers():
    own = OwnData(("x",), "t", ("a", "b"), ((1.0, 0.25), (2.0, 1.0)))
    assert read(write_rows(own)).rows == own.rows


@pytest.mark.parametrize(
    "text",
    [
        "a,b,c\n1.5,2,7\n3,4,8\n",
        "a;b;c\n1,5;2;7\n3;4;8",
        "a;b;c\r\n1.5;2;7\r\n3;4;8\r\n",
        "a\tb\tc\n1,5\t2\t7\n\n3\t4\t8\n\n",
        "\ufeffa,b,c\n 1.5, 2, 7\n 3, 4, 8",
        '"a","b","c"\r"1.5","2","7"\r"3","4","8"\r',
    ],
)
def test_separators_and_line_ends_of_all_kinds_are_read(text):
    own = read(text)
    assert own.features == ("a", "b")
    assert own.target == "c"
    assert own.rows == ((1.5, 2.0, 7.0), (3.0, 4.0, 8.0))
    assert own.classes == own.notes == ()
    assert own.name == "table.csv"


def test_a_header_is_not_needed():
    own = read("1,2,3\n4,5,6\n")
    assert (own.features, own.target) == (("x1", "x2"), "target")
    assert len(own.rows) == 2
    assert read("1,2\n").rows == ((1.0, 2.0),)


@pytest.mark.parametrize(
    ("header", "target"),
    [
        ("label,a,b", "label"), ("a,Class,b", "Class"), ("a,b,c", "c"), ("y,a,b", "y"),
        ("x,y,moon", "moon"), ("y,target,b", "target"), ("target,a,y", "y"),
    ],
)  # fmt: skip
def test_the_target_is_the_column_called_so_or_the_last(header, target):
    assert read(f"{header}\n1,2,3\n4,5,6\n").target == target


def test_words_and_noughts_and_ones_are_classes():
    own = read("a,kind\n1,seal\n2,penguin\n3,seal\n")
    assert own.classes == ("penguin", "seal")
    assert [row[-1] for row in own.rows] == [1, 0, 1]
    assert read("a,b\n1,0\n2,1\n").classes == ("0", "1")
    assert read("a,b\n1,0\n2,2\n").classes == ()
    labels = read("label,a\n10,1\n2,2\n3,3\n")
    assert labels.classes == ("2", "3", "10")
    assert labels.rows == ((1.0, 2.0), (2.0, 0.0), (3.0, 1.0))


def test_one_class_only_is_read_and_said():
    own = read("a,kind\n1,seal\n2,seal\n")
    assert own.classes == ("seal", "not seal")
    assert "“seal”" in " ".join(data_set(DataPlan("own", own=own, held_out=0.0)).notes)


def test_rows_with_an_empty_cell_are_left_out_and_counted():
    own = read("a,b,c\n1,,3\n1,NA,3\n1,2,nan\n1,2,3\n")
    assert own.rows == ((1.0, 2.0, 3.0),)
    assert own.notes == ("3 of 4 rows have an empty cell and are left out.",)


def test_names_are_kept_apart():
    assert read("a,a,,b\n1,2,3,4").features == ("a", "a (2)", "column 3")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "There is no text in it, so there are no rows."),
        ("a,b\n", "There is a header, and there are no rows below it."),
        ("a\n1\n2\n", "There is one column only"),
        ("a,b\n1,2\n1,2,3\n", "Line 3 has 3 cells; the first line has 2."),
        ("a,b\n\n1,2\n1\n", "Line 4 has 1 cell; the first line has 2."),
        ("a,height,c\n1,2,3\n1,abc,3\n", "Line 3: “abc” in column “height” is not a number."),
        ("1,2,3\n1,abc,3\n", "Line 2: “abc” in column “x2” is not a number."),
        ("a,b\n1,2\n1,3\n1,abc\n", "Line 4: “abc” in column “b” is not a number."),
        ("a,b\n1,2\ninf,2\n", "Line 3: the number in column “a” is infinite or larger than 1e100."),
        ("a,b\n1,2\n1e101,2\n", "is infinite or larger than 1e100."),
        ("a,b\n1_000,2\n", "Line 2: “1_000” in column “a” is not a number."),
        ("a,b\n,2\n1,\n", "Every row has an empty cell, so none can be used."),
        ("1," * 65 + "1\n", "There are 65 inputs; 64 are the most."),
        ("a,b\n" + "".join(f"1,w{k}\n" for k in range(11)), "The target “b” has 11 classes; 10"),
        ('a,b\n1,"2\n' + "1,2\n" * 50_000, "is a quotation mark left open?"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(text, sentence):
    with pytest.raises(SettingError) as refusal:
        read(text)
    assert sentence in str(refusal.value)


def test_of_very_many_rows_a_sample_is_used():
    text = "n,t\n" + "".join(f"{k},{k % 7}.5\n" for k in range(100_000))
    own = read(text)
    numbers = [row[0] for row in own.rows]
    assert len(numbers) == len(set(numbers)) == MOST_ROWS
    assert numbers == sorted(numbers)
    assert 45_000 < sum(numbers) / MOST_ROWS < 55_000
    assert own.notes == ("There are 100,000 rows: 2,000 of them, drawn by chance, are used.",)
    assert read(text) == own
    assert read_rows(text, "table.csv", seed=1).rows != own.rows


def test_as_many_rows_as_can_be_used_are_all_used():
    text = "".join(f"{k},{k}\n" for k in range(MOST_ROWS))
    assert [row[0] for row in read(text).rows] == list(range(MOST_ROWS))
    assert len(read(text + "0,1\n").rows) == MOST_ROWS


def test_files_that_cannot_be_read_are_refused(tmp_path, monkeypatch):
    def refusal(path):
        with pytest.raises(SettingError) as found:
            read_file(path)
        return str(found.value)

    assert refusal(tmp_path / "none.csv") == "There is no file none.csv."
    assert refusal(tmp_path) == f"There is no file {tmp_path.name}."
    path = tmp_path / "rows.csv"
    path.write_bytes("a,b\n1,ä".encode("latin-1"))
    assert refusal(path) == "rows.csv is not UTF-8 text: save it as CSV in UTF-8."
    path.write_bytes(b"\xef\xbb\xbfa,b\r\n1,2\r\n")
    assert read_file(str(path)).features == ("a",)
    monkeypatch.setattr(module, "MOST_TEXT", 5)
    assert "rows.csv is over" in refusal(path)
    with pytest.raises(SettingError, match="is over"):
        read("a,b\n1,2\n")
