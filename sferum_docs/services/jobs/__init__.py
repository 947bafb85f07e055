"""Work of many parts that no page waits for: begun here, done by whoever works, however often one of them dies.

The truth is in the tables of jobs; a queue only rings. Adding a kind of work is a row of `kinds.KINDS`.
"""
