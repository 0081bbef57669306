"""The parts of the benchmark of planning; `planning.py` beside this folder runs them."""
