"""Lessons on the disk: a folder with texts and documents, read strictly. Nothing in it is run."""

import os
import re
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

import msgspec
import tomli_w

from explorer.core.param import SettingError
from explorer.session import files
from explorer.session.document import Document
from explorer.session.files import FileError
from explorer.session.lesson import Lesson, LessonError
from explorer.session.lesson_limits import MOST_DOCUMENTS, check_lesson
from explorer.session.lesson_stored import FORMAT, VERSION, StoredLesson, read_tables, tables_of

__all__ = ["DOCUMENT", "LESSON", "read_lesson", "write_lesson"]

LESSON = "lesson.toml"
DOCUMENT = ".race.json"
LARGEST = 400_000  # bytes of texts: a lesson takes three minutes to read
_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\.race\.json")


class _Header(msgspec.Struct):
    """What every version of a lesson begins with."""

    format: str
    version: int


def read_lesson(folder: str | Path) -> Lesson:
    """Return the lesson in a folder. Raises LessonError, one sentence, where it is not sound."""
    folder = Path(folder)
    stored = _tables(_bytes(folder))
    if len(stored.files) > MOST_DOCUMENTS:
        raise LessonError(f"A lesson has at most {MOST_DOCUMENTS} documents.")
    documents = {name: _document(folder, name) for name in stored.files}
    lesson = read_tables(stored, folder.resolve().name, documents)
    check_lesson(lesson)
    return lesson


def write_lesson(folder: str | Path, lesson: Lesson) -> None:
    """Save a lesson as a new folder: whole or, when that fails, not at all. Raises LessonError.

    A folder that is there already is replaced only where it is empty or holds a lesson.
    """
    folder = Path(folder)
    check_lesson(lesson)
    try:
        texts = tomli_w.dumps(tables_of(lesson), multiline_strings=True).encode()
        if len(texts) > LARGEST:
            raise LessonError("The lesson is too long to be saved.")
        documents = {name: files.encode(document) for name, document in _named(lesson).items()}
    except msgspec.ValidationError as error:
        raise LessonError(f"The lesson cannot be saved: {_plain(error)}.") from error
    except (FileError, SettingError) as error:
        raise LessonError(str(error)) from error
    if folder.exists() and not _may_be_replaced(folder):
        raise LessonError(
            f"The name {folder.name} is taken by something that is no lesson: take another name."
        )
    try:
        _write_whole(folder, {LESSON: texts, **documents})
    except OSError as error:
        raise LessonError(f"The lesson {folder.name} cannot be saved: {error.strerror}.") from error


def _bytes(folder: Path) -> bytes:
    try:
        if not folder.is_dir():
            raise LessonError(f"There is no folder {str(folder)!r}.")
        with (folder / LESSON).open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise LessonError(
            f"The folder {folder.name} holds no lesson: {LESSON} is missing."
        ) from None
    except (OSError, ValueError) as error:  # ValueError: a path with a null byte
        reason = error.strerror if isinstance(error, OSError) else error
        raise LessonError(
            f"The file {LESSON} of {folder.name} cannot be read: {reason}."
        ) from error
    if len(data) > LARGEST:
        raise LessonError(f"The file {LESSON} is larger than {LARGEST // 1000} kB: not a lesson.")
    return data


def _tables(data: bytes) -> StoredLesson:
    try:
        tables = msgspec.toml.decode(data)
        header = msgspec.convert(tables, _Header)
        if header.format != FORMAT:
            raise LessonError(f"The file {LESSON} is not an Explorer lesson.")
        if header.version > VERSION:
            raise LessonError("The lesson was made by a newer version of Explorer.")
        if header.version != VERSION:
            raise LessonError(f"There is no version {header.version} of Explorer lessons.")
        return msgspec.convert(tables, StoredLesson)
    except msgspec.ValidationError as error:
        raise LessonError(f"The file {LESSON} is not a sound lesson: {_plain(error)}.") from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise LessonError(f"The file {LESSON} is damaged, or no TOML: {_line(error)}.") from error


def _document(folder: Path, name: str) -> Document:
    """Return a document beside lesson.toml; a name that leads elsewhere is refused."""
    if _FILE.fullmatch(name) is None:
        raise LessonError(
            f"A document cannot be called {name[:60]!r}: it lies beside {LESSON} and its name "
            f"ends in {DOCUMENT}."
        )
    path = folder / name
    try:
        if path.resolve().parent != folder.resolve():
            raise LessonError(f"The document {name} leads out of the folder of the lesson.")
        if not path.is_file():
            raise LessonError(f"The document {name} of the lesson is missing.")
        return files.read(path)
    except FileError as error:
        raise LessonError(f"The document {name} cannot be used: {_inside(str(error))}") from error


def _named(lesson: Lesson) -> Mapping[str, Document]:
    """Return the documents of a lesson by the names of their files."""
    found = {step.file: step.document for step in lesson.steps}
    for name in (number.document for step in lesson.steps for number in step.numbers):
        if name:
            found[name] = lesson.documents[name]
    for name in found:
        if _FILE.fullmatch(name) is None:
            raise LessonError(f"A document cannot be called {name[:60]!r}.")
    return found


def _may_be_replaced(folder: Path) -> bool:
    return folder.is_dir() and ((folder / LESSON).is_file() or not any(folder.iterdir()))


def _write_whole(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Write a folder beside its place and move it there; what was there goes last."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}-"))
    old = draft.with_name(f"{draft.name}-old")
    try:
        for name, data in contents.items():
            (draft / name).write_bytes(data)
        draft.chmod(0o755)
        if folder.exists():
            os.replace(folder, old)
        try:
            os.replace(draft, folder)
        except OSError:
            if old.exists():
                os.replace(old, folder)
            raise
        shutil.rmtree(old, ignore_errors=True)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _plain(error: msgspec.ValidationError) -> str:
    """Return the library's words without the marks of its paths' root."""
    return str(error).replace("`", "").replace("$.", "").removesuffix(" - at $")


def _inside(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _line(error: Exception) -> str:
    """Return what an error says, in one line without its last point."""
    return " ".join(str(error).split()).rstrip(".")
