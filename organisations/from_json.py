"""Dataclasses made again from the JSON that was made of them. Knows nothing of what they say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache, partial
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

_Reader = Callable[[Any], Any]
_Kind = TypeVar("_Kind")


def read_as(kind: type[_Kind], data: dict[str, Any]) -> _Kind:
    """The dataclass that ``asdict`` described. Keys that it does not know are passed over."""
    found: _Kind = _reader(kind)(data)  # type: ignore[arg-type]  # a class is hashable
    return found


@cache
def _reader(kind: Any) -> _Reader:
    """What makes a value of the type ``kind`` out of JSON types.

    Made once for each type: looking the fields up for each of sixty activities took a sixth of a page's time.
    """
    origin = get_origin(kind)
    if origin in (UnionType, Union):
        present = _reader(next(k for k in get_args(kind) if k is not type(None)))
        return lambda value: None if value is None else present(value)
    if origin is list:
        item = _reader(get_args(kind)[0])
        return list if item is _as_it_is else lambda value: [item(part) for part in value]
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return partial(_object, kind, [(f.name, _reader(hints[f.name])) for f in fields(kind)])
    return _as_it_is


def _object(kind: Any, readers: list[tuple[str, _Reader]], data: dict[str, Any]) -> Any:
    made = object.__new__(kind)
    try:
        # Straight into a frozen object: through its ``__init__`` each of a text's two thousand fields is a call more.
        made.__dict__.update((name, read(data[name])) for name, read in readers)
    except KeyError:
        # A text of before the field was there: it gets what the field is without.
        return kind(**{name: read(data[name]) for name, read in readers if name in data})
    return made


def _as_it_is(value: Any) -> Any:
    return value
