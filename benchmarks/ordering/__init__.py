"""The parts of benchmarks/ordering.py."""
