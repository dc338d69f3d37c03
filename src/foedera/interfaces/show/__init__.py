"""How answers look to people, kind by kind; `--json` passes this room by."""

from foedera.interfaces.show.drawing import lines, show

__all__ = ["lines", "show"]
