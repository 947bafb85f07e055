"""How much of acts is read right: the score of every act with a gold tree, and each fault.

Run as `python3 run.py bench acts [FOLDER]`. A folder holds NAME.txt and NAME.gold.json; without one it is
that of the tests.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.acts_reader.score import ACTS, COUNTS, Score, names, score_of, table


def main(words: list[str]) -> int:
    """Print the table and what was read wrong."""
    folder = Path(words[0]) if words else ACTS
    scores = {name: score_of(name, folder) for name in names(folder)}
    sys.stdout.write(f"{table(scores)}\n\n")
    for name, said in scores.items():
        sys.stdout.writelines(f"{name}: {fault}\n" for fault in said.faults)
    both = sum(scores.values(), Score())
    sys.stdout.write("".join(f"{kind}: {both.count[kind]}\n" for kind in COUNTS))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
