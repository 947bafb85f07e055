"""How much of acts is read right, and how quickly: the score of every act with a gold tree, each fault, long acts.

Run as `python3 run.py bench acts [FOLDER]`. A folder holds NAME.txt and NAME.gold.json; without one it is
that of the tests.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from sferum_docs.acts_reader.reader import read_act
from sferum_docs.acts_reader.sources.read import read_source
from tests.acts_reader.long_acts import SHAPES
from tests.acts_reader.score import ACTS, COUNTS, Score, names, score_of, table
from tests.yardstick import yardstick

_LINES = 10_000


def main(words: list[str]) -> int:
    """Print the table and what was read wrong."""
    folder = Path(words[0]) if words else ACTS
    scores = {name: score_of(name, folder) for name in names(folder)}
    sys.stdout.write(f"{table(scores)}\n\n")
    for name, said in scores.items():
        sys.stdout.writelines(f"{name}: {fault}\n" for fault in said.faults)
    both = sum(scores.values(), Score())
    sys.stdout.write("".join(f"{kind}: {both.count[kind]}\n" for kind in COUNTS))
    _print_speed()
    return 0


def _print_speed() -> None:
    """The processor seconds from the file to the draft of long acts, and those of a million additions beside them."""
    sys.stdout.write(f"\nA million additions: {yardstick():.3f} s of the processor; {_LINES} lines, file to draft:\n")
    for shape, made in SHAPES.items():
        data = made(_LINES).encode()
        began = time.process_time()
        read_act(read_source(data, "act.txt"))
        sys.stdout.write(f"{shape}: {time.process_time() - began:.2f} s\n")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
