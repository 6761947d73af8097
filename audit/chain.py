"""How an event becomes a link: canonical bytes, SHA-256 over them, and what may be in them."""

import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import rfc8785

if TYPE_CHECKING:
    from audit.models import Event

GENESIS = "0" * 64
# What RFC 8785 can write without losing digits (I-JSON, RFC 7493 section 2.2).
LARGEST_INTEGER = 2**53 - 1


def digest(event: "Event") -> str:
    """SHA-256, in hex, over the canonical JSON (RFC 8785) of a list of everything the event says.

    Raises ValueError when the event holds something that no event may hold.
    """
    check_plain(event.data)
    check_plain(event.organisation_ids)
    return hashlib.sha256(
        rfc8785.dumps(
            [
                event.number,
                event.at,
                event.actor_id,
                event.actor_label,
                event.action,
                event.object_type,
                event.object_id,
                event.object_label,
                event.organisation_ids,
                event.data,
                event.previous_hash,
            ]
        )
    ).hexdigest()


def check_plain(value: Any, path: str = "data") -> None:
    """Refuse what would not come back from both databases exactly as it went in.

    Strings, integers, booleans and None, in lists and in dicts with string keys. No floats (databases
    disagree on 1.0) and no dates (write them with `isoformat()`). Raises TypeError or ValueError with the
    place, such as `data.periods[2]`.
    """
    if isinstance(value, str):
        _check_text(value, path)
    elif value is None or isinstance(value, bool):
        return
    elif isinstance(value, int):
        if abs(value) > LARGEST_INTEGER:
            raise ValueError(f"{path} is too large an integer for an event")
    elif isinstance(value, Mapping):
        for key, item in value.items():
            if not isinstance(key, str):
                raise TypeError(f"{path} has a key that is not text: {key!r}")
            _check_text(key, path)
            check_plain(item, f"{path}.{key}")
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            check_plain(item, f"{path}[{index}]")
    else:
        raise TypeError(
            f"{path} is a {type(value).__name__}; an event holds text, integers, booleans, lists and dicts"
        )


def _check_text(text: str, path: str) -> None:
    if "\x00" in text:
        raise ValueError(f"{path} holds a NUL character, which PostgreSQL cannot store")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ValueError(f"{path} holds half a character (a lone surrogate)") from error
