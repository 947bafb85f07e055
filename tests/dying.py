"""A reader of foreign files that dies as the file says."""

import os
import sys
import time

from sferum_docs.reading.limits import limit_self


def main() -> None:
    how = sys.stdin.buffer.read().removeprefix(b"%PDF-")
    if how == b"abort":
        os.abort()
    if how == b"memory":
        limit_self(memory=512 * 1024 * 1024, seconds=5)
        b"x" * (1024 * 1024 * 1024)
    if how == b"processor":
        limit_self(memory=512 * 1024 * 1024, seconds=1)
        while True:
            pass
    if how == b"clock":
        time.sleep(600)
    if how == b"nonsense":
        sys.stdout.write("не число")


if __name__ == "__main__":
    main()
