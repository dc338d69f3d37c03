"""Choices and groupings of states: crises as games whose outcomes are worlds, alignments, signed ties, power.

Everything here needs the extra `strategy` (numpy, numba, highspy); it is imported when it is asked for, never before.
"""
