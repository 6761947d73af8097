"""Lag (2023:196) om kommuners ansvar för brottsförebyggande arbete, paragraph by paragraph, as it stands here."""

from overview.law.facts import Facts, facts_of
from overview.law.paragraphs import Evidence, Paragraph, State, paragraphs_of
from overview.law.standing import Standing, standing_of

__all__ = ["Evidence", "Facts", "Paragraph", "Standing", "State", "facts_of", "paragraphs_of", "standing_of"]
