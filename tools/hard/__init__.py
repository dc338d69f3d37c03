"""`make hard`: load, faults, fuzzing and known faults of libraries, measured and written to docs/reliability.md."""
