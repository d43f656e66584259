"""Document files: strict, versioned JSON. Opening one never runs code."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import msgspec
from PySide6.QtCore import QIODevice, QSaveFile

from explorer.core.formula import FormulaError
from explorer.core.param import SettingError
from explorer.core.slice_file import read_slice
from explorer.session import format1, format2, format3, format4, format5
from explorer.session.document import Document
from explorer.session.edits import pick_landscape
from explorer.session.limits import check_document
from explorer.session.opening import opening_document

__all__ = ["LARGEST", "FileError", "decode", "encode", "is_slice", "read", "write", "write_whole"]

LARGEST = 16_000_000  # bytes
_FORMAT, _VERSION = "explorer-document", 5
_DECODERS: dict[int, Callable[[bytes], Document]] = {
    1: format1.decode,
    2: format2.decode,
    3: format3.decode,
    4: format4.decode,
    5: format5.decode,
}  # one a version, forever


class FileError(ValueError):
    """A file cannot be read or written; the message is one sentence for the user."""


class _Header(msgspec.Struct):
    """What every version of the format begins with."""

    format: str
    version: int


def encode(document: Document) -> bytes:
    """Return a document as the bytes of its file; FileError when it cannot be saved."""
    try:
        check_document(document)
        return format5.encode(document, _FORMAT)
    except SettingError as error:
        raise FileError(str(error)) from error


def decode(data: bytes) -> Document:
    """Return the document in the bytes of a file; FileError when they are not a sound one."""
    if len(data) > LARGEST:
        raise FileError(f"The file is larger than {LARGEST // 1_000_000} MB: not a document.")
    try:
        header = msgspec.json.decode(data, type=_Header)
        if header.format != _FORMAT:
            raise FileError("The file is not an Explorer document.")
        if header.version > _VERSION:
            raise FileError("The document was made by a newer version of Explorer.")
        if header.version not in _DECODERS:
            raise FileError(f"There is no version {header.version} of Explorer documents.")
        document = _DECODERS[header.version](data)
        check_document(document)
    except msgspec.ValidationError as error:
        raise FileError(f"The file is not a sound document: {_plain(error)}.") from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise FileError("The file is damaged, or not an Explorer document.") from error
    except (SettingError, FormulaError) as error:
        raise FileError(f"The document cannot be opened. {str(error).rstrip('.')}.") from error
    return document


def read(path: str | Path) -> Document:
    """Open a document file, or the slice in an .npz file. Raises FileError with one sentence."""
    if is_slice(path):
        return _recorded(path)
    try:
        with Path(path).open("rb") as file:
            data = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:  # ValueError: a path with a null byte
        reason = error.strerror if isinstance(error, OSError) else error
        raise FileError(f"{Path(path).name} cannot be read: {reason}.") from error
    return decode(data)


def is_slice(path: str | Path) -> bool:
    """Tell whether a file holds a slice, by its name; such a file is opened but never written."""
    return Path(path).suffix.lower() == ".npz"


def _recorded(path: str | Path) -> Document:
    """Return a race on the slice in a file; it ends where nothing was measured."""
    try:
        found = read_slice(path)
        document = pick_landscape(opening_document(), found)
        document = replace(document, boundary="stop", name=found.name)
        check_document(document)
    except SettingError as error:
        raise FileError(str(error)) from error
    return document


def write(path: str | Path, document: Document) -> None:
    """Save a document: whole or, when that fails, not at all. Raises FileError."""
    write_whole(path, encode(document))


def write_whole(path: str | Path, data: bytes) -> None:
    """Write a file whole or, when that fails, not at all. Raises FileError."""
    file = QSaveFile(str(path))
    if not (
        file.open(QIODevice.OpenModeFlag.WriteOnly)
        and file.write(data) == len(data)
        and file.commit()
    ):
        raise FileError(f"{Path(path).name} cannot be saved: {file.errorString()}.")


def _plain(error: msgspec.ValidationError) -> str:
    """Return the library's words without the marks of its paths' root."""
    return str(error).replace("`", "").replace("$.", "").removesuffix(" - at $")
