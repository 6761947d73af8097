"""The lägesbild's events in words, by what they are about."""

from lagesbild.audit_sentences import dialogues, meetings, places, reports, secrecy, walks

__all__ = ["dialogues", "meetings", "places", "reports", "secrecy", "walks"]
from lagesbild.audit_sentences import causes, problems

__all__ = ["causes", "problems"]
from lagesbild.audit_sentences import documents

__all__ = ["documents", "meetings", "places", "reports", "secrecy"]
from lagesbild.audit_sentences import analysis

__all__ = ["analysis", "meetings", "places", "reports", "secrecy"]
from lagesbild.audit_sentences import imports

__all__ = ["imports"]
