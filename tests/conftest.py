"""What holds for every run of the tests."""

import os
import sys

# Whatever starts the tests may forbid compiled files (images of containers do). A run starts the program a hundred
# times and reads two hundred test files in every worker: without them each compiles the same anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
