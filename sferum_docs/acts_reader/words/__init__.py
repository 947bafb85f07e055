"""What the words of one node say: pure functions of its text, each with its doubts (`path` is left to the caller)."""

from sferum_docs.acts_reader.words.addressee import NOBODY, Addressee, addressee
from sferum_docs.acts_reader.words.control import control
from sferum_docs.acts_reader.words.deadline import deadline
from sferum_docs.acts_reader.words.demand import demand
from sferum_docs.acts_reader.words.force import entry_into_force
from sferum_docs.acts_reader.words.found import Found
from sferum_docs.acts_reader.words.officers import officers_demanded
from sferum_docs.acts_reader.words.references import references
from sferum_docs.acts_reader.words.repeals import repeals

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
