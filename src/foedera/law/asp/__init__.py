"""The same law stated a second time, as an answer set program: the engine's twin.

`record.lp` lists the facts, `force.lp` says who is bound, `law.lp` what a deed does; `facts.py`
lays the record before them as it stands, and `solve.py` asks clingo. Nothing here reads what
the engine has worked out, so that a test may compare the two on every episode and on random
records. `readings.lp` decides each disputed point otherwise in turn; `least_breach.lp` adds
choice: which allies honour their word and which refuse (`courses.py`).
"""
