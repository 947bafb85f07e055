"""Word templates with Russian tags: compile, inspect, render, integrity. Knows no school. Pure."""

from sferum_docs.docengine.vocabulary import Field, Filter, Kind, Vocabulary

__all__ = ["Field", "Filter", "Kind", "Vocabulary"]
