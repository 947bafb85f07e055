"""The audit journal for the pages and the command line."""

from __future__ import annotations

from sferum_docs.store.audit import Actor, AuditLine, lines

__all__ = ["Actor", "AuditLine", "lines"]
