"""Reports for a period and an audience: composed once as plain data, then shown, printed and stored.

``compose`` makes a ``ReportDocument`` out of texts in force, reports and rounds; ``present`` turns it into blocks.
Page, PDF and Word are made from the blocks, so that all three say the same.
"""

from followup.reports.composing import compose
from followup.reports.documents import ReportDocument
from followup.reports.presentation import present
from followup.reports.rendering import docx_of, pdf_of

__all__ = ["ReportDocument", "compose", "docx_of", "pdf_of", "present"]
