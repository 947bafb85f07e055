"""A process that draws no page: it dies, is silent, or says what nobody understands. Run as a module."""

import os
import sys
import time


def main() -> None:
    """Answers one question, badly."""
    question = sys.stdin.buffer.readline() + sys.stdin.buffer.read(10)
    if b"abort" in question:
        os.abort()
    if b"noise" in question:
        sys.stdout.buffer.write(b"\\x00\\xff\n" * 100)
        sys.stdout.buffer.flush()
    time.sleep(600)


if __name__ == "__main__":
    main()
