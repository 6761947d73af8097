"""Files as a browser sends them."""

import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


def upload(
    kind: str = "JPEG",
    size: tuple[int, int] = (40, 30),
    name: str = "bild.jpg",
    mode: str = "RGB",
    **options: Any,
) -> SimpleUploadedFile:
    """A picture in one colour; ``options`` go to Pillow when it is saved."""
    out = io.BytesIO()
    Image.new(mode, size, "green").save(out, kind, **options)
    return SimpleUploadedFile(name, out.getvalue())
