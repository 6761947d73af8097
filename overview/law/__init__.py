"""Lag (2023:196) om kommuners ansvar för brottsförebyggande arbete, paragraph by paragraph, as it stands here."""

from overview.law.facts import Facts, facts_of
from overview.law.paragraphs import Evidence, Paragraph, State, paragraphs_of

__all__ = ["Evidence", "Facts", "Paragraph", "State", "facts_of", "paragraphs_of"]
