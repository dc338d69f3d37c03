"""The same law stated a second time, as an answer set program: the engine's twin.

`law.lp` holds the rules, `facts.py` lays the record before them as it stands, and `solve.py`
asks clingo. Nothing here reads what the engine has worked out, so that a test may compare
the two on every episode and on random records. `least_breach.lp` adds choice to the rules:
which allies honour their word and which do not.
"""
