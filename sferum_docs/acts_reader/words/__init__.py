"""What the words of one node say: pure functions of its text, each with its doubts (`path` is left to the caller)."""

from sferum_docs.acts_reader.words.addressees.addressee import NOBODY, Addressee, addressee
from sferum_docs.acts_reader.words.addressees.control import control
from sferum_docs.acts_reader.words.citing.force import entry_into_force
from sferum_docs.acts_reader.words.citing.references import references
from sferum_docs.acts_reader.words.citing.repeals import repeals
from sferum_docs.acts_reader.words.deadlines.deadline import deadline
from sferum_docs.acts_reader.words.demand import demand
from sferum_docs.acts_reader.words.found import Found
from sferum_docs.acts_reader.words.officers import officers_demanded

__all__ = [
    "NOBODY",
    "Addressee",
    "Found",
    "addressee",
    "control",
    "deadline",
    "demand",
    "entry_into_force",
    "officers_demanded",
    "references",
    "repeals",
]
