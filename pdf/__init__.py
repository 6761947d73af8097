"""The only place that knows the PDF engine, and Word. Takes plain data, gives bytes; knows nothing of promises."""

from pdf.engine import PdfError, render
from pdf.word import word

__all__ = ["PdfError", "render", "word"]
