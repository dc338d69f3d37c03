"""Files that are used where they lie beside the project and never shipped: their licences are their own.

The folder is `shared` beside the project's own, or the one that FOEDERA_SHARED names: documents,
annotations, the field's own tables. What needs a file that is not there is left out, and says so.
"""

from __future__ import annotations

import os
from pathlib import Path

SHARED = Path(os.environ.get("FOEDERA_SHARED") or Path(__file__).resolve().parents[2] / "shared")
AUTHORITIES = SHARED / "authorities"


def lacking(path: Path) -> str:
    """Why something is left out that needs a file or folder of them."""
    return f"{path.relative_to(SHARED)} is neither in `shared` beside the project nor where FOEDERA_SHARED says"
