"""What the documents of a packet have to say of each other, and to whom they may give a duty."""

from sferum_docs.documents.consistency.agreements import agreement_faults, asked_for
from sferum_docs.documents.consistency.fitted import FittedRequest, fitted

__all__ = ["FittedRequest", "agreement_faults", "asked_for", "fitted"]
