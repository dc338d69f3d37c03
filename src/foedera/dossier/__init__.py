"""Files in, an immutable `Dossier` and its problems out."""

from foedera.dossier.dossier import Dossier, load, read_dossier

__all__ = ["Dossier", "load", "read_dossier"]
