"""The only place that knows the PDF engine. Takes plain data, gives bytes; knows nothing of promises."""

from pdf.engine import PdfError, render

__all__ = ["PdfError", "render"]
