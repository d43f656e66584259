"""Turn what was typed on the command line into values, or say in a sentence what is wrong."""

from argparse import Namespace
from dataclasses import fields
from typing import Any

from explorer import api
from explorer.core.array import Box, Point
from explorer.core.landscape import Landscape
from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.data_sets import DATA_SETS
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.optimizer import Optimizer
from explorer.core.param import SettingError
from explorer.session.document import Document, Entrant

__all__ = ["box", "document", "net", "numbers", "optimizer", "size"]

COLOURS = 12


def document(options: Namespace) -> Document:
    """Return the race that the options of `run` and `render` describe."""
    ground = _ground(options)
    typed_starts = [numbers(text, "--start") for text in options.start or ()]
    starts = tuple(api.start_on(ground, start) for start in typed_starts)
    return Document(
        landscape=ground,
        entrants=tuple(
            Entrant(optimizer(text, ground), colour=index % COLOURS)
            for index, text in enumerate(options.optimizer)
        ),
        starts=starts or (ground.suggested_start,),
        steps=options.steps,
        tolerance=options.tolerance,
        boundary=options.boundary,
        seed=options.seed,
        name=ground.name,
    )


def net(text: str) -> TinyNet:
    """Return the net of `net` or `net:setting=value,...`, data=KEY and hidden=8-8 among them.

    Settings of the data and of the net stand side by side, those of this data set alone as well.
    """
    settings: dict[str, Any] = {}
    data: dict[str, Any] = {}
    general = {field.name for field in fields(DataPlan)} - {"key", "own", "dials"}
    of_some = {name for kind in DATA_SETS.values() for name in kind.dials}
    for part in filter(None, (part.strip() for part in text.partition(":")[2].split(","))):
        name, equals, value = (piece.strip() for piece in part.partition("="))
        if not equals:
            raise SettingError(f"{part!r} in {text} should read setting=value.")
        name = name.replace("-", "_")
        if name == "data":
            data["key"] = value
        elif name == "hidden":
            settings[name] = _widths(value)
        elif name in general | of_some:
            data[name] = _value(value)
        else:
            settings[name] = _value(value)
    return api.tiny_net(data or "moons", **settings)


def _widths(text: str) -> tuple[int, ...]:
    if not text or text == "0":
        return ()
    if not all(part.isdecimal() for part in text.split("-")):
        raise SettingError(f"hidden={text} should read like hidden=16-16, or hidden=0 for none.")
    return tuple(int(part) for part in text.split("-"))


def _value(text: str) -> Any:
    """Return a whole number, a number, a yes or no, or a word."""
    if text in ("yes", "no"):
        return text == "yes"
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text


def _ground(options: Namespace) -> Landscape | TinyNet:
    if options.landscape == "net" or options.landscape.startswith("net:"):
        if options.box or options.start:
            raise SettingError("A net has no --box or --start: it begins as init=... says.")
        return net(options.landscape)
    key_or_formula, _, rest = options.landscape.partition(":")
    return api.landscape(key_or_formula, box(options.box), **_settings(rest, options.landscape))


def optimizer(text: str, landscape: Landscape | TinyNet) -> Optimizer:
    """Return the optimizer of `key` or `key:setting=number,choice=word`."""
    key, _, rest = text.partition(":")
    settings = {name: _value(value) for name, value in _pairs(rest, f"-o {text}").items()}
    return api.configured(key.strip(), landscape, settings)


def _settings(text: str, where: str) -> dict[str, float]:
    """Return the settings of `setting=number,setting=number`."""
    return {
        name: _number(value, f"{name} of {where}") for name, value in _pairs(text, where).items()
    }


def _pairs(text: str, where: str) -> dict[str, str]:
    settings: dict[str, str] = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        name, equals, value = part.partition("=")
        if not equals:
            raise SettingError(f"{part!r} in {where} should read setting=number.")
        settings[name.strip().replace("-", "_")] = value
    return settings


def numbers(text: str, where: str) -> Point:
    """Return the numbers of a list like `-1.2,1`."""
    return tuple(_number(part, where) for part in text.split(","))


def box(text: str | None) -> Box | None:
    """Return the box of `low,high` or `low,high,low,high`; None where none was typed."""
    if text is None:
        return None
    ends = numbers(text, "--box")
    if len(ends) not in (2, 4):
        raise SettingError(
            "--box takes low,high for one variable and low,high,low,high for two, "
            f"not {len(ends)} number{'s' * (len(ends) > 1)}."
        )
    return tuple(zip(ends[::2], ends[1::2], strict=True))


def size(text: str) -> tuple[int, int]:
    """Return the width and height of `1200x800`, in pixels."""
    width, cross, height = text.lower().partition("x")
    if cross and width.isdecimal() and height.isdecimal():
        pixels = int(width), int(height)
        if all(200 <= side <= 4000 for side in pixels):
            return pixels
    raise SettingError(f"--size is WIDTHxHEIGHT, each from 200 to 4000 pixels, not {text!r}.")


def _number(text: str, where: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise SettingError(f"{text!r} in {where} is not a number.") from None
