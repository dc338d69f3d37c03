"""`python -m foedera`."""

from foedera.interfaces.cli import main

main()
