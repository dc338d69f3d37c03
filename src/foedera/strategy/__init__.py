"""Alignments, the balance of signed ties, and power: what states that choose for themselves tend to.

Everything here needs the extra `strategy` (numpy, numba, highspy); it is imported when it is asked for, never before.
"""
