"""Measured claims, each reproducible with one command: `python -m benchmarks` (docs/benchmarks.md)."""
