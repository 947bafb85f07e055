"""From a file or pasted text to the lines of an act, as they are printed."""

from sferum_docs.acts_reader.sources.read import MAX_BYTES, read_source
from sferum_docs.acts_reader.sources.texts import from_pasted

__all__ = ["MAX_BYTES", "from_pasted", "read_source"]
