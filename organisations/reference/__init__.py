"""Reference data: counties, municipalities and the police's areas.

``files`` reads and checks what lies in ``organisations/data``; ``loading`` writes it. Only the first is
offered here, so that reading needs no database.
"""

from organisations.reference.files import InvalidReferenceData, Reference, read

__all__ = ["InvalidReferenceData", "Reference", "read"]
