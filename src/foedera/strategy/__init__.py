"""Choices and groupings of states: crises as games whose outcomes are worlds, over declared priors.

Needs the extra `strategy` (numpy, numba); nothing here is imported before it is asked for.
"""
