"""What registers need of a document: marks, copies, scans, old books."""
