"""Documents for the school's site: which may go there, approved by the head, handed out as one archive."""
