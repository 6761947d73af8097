"""What a PDF's validator finds wrong, without its one false alarm."""

import re
from pathlib import Path

import page

# The validator takes a line feed after a carriage return for one line break, also where the carriage return is the
# last byte of a compressed stream: one file in seventy. So how long streams are is measured here instead.
_FALSE_ALARM = "a stream /Length does not match its raw content length"
_STREAM = re.compile(rb"/Length (\d+)\b(?:(?!endobj).)*?>>\s*stream\r?\n", re.DOTALL)


def faults(file: Path, profile: str) -> list[str]:
    """The rules of ``ua1`` (PDF/UA-1) or ``2a`` (PDF/A-2a) that the file breaks, in words; none when it is right."""
    found = [failure.message for failure in page.validate_pdf(str(file), profile=profile).failures]
    return [fault for fault in found if fault != _FALSE_ALARM] + _wrong_lengths(file.read_bytes())


def _wrong_lengths(content: bytes) -> list[str]:
    streams = list(_STREAM.finditer(content))
    assert streams, "the file has no streams that can be read here"
    return [
        f"{_FALSE_ALARM} at byte {stream.start()}"
        for stream in streams
        if not re.match(rb"\r?\nendstream", content[stream.end() + int(stream[1]) :][:11])
    ]
