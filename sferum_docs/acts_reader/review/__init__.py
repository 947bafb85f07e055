"""The review of an act that was read: edits of its draft, the queue of doubts, the journal of what was done."""
