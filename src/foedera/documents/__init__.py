"""Documents: a text in, what it speaks of out, and where it agrees with the record; offline, by data, explained.

Names are taken from the record, words and grammars of dates from a data file for each language. Every mark says how
it came about and points into the original text.
"""

from foedera.documents.decisions import Decisions, decisions
from foedera.documents.gazetteer import Gazetteer
from foedera.documents.marking import page, tei
from foedera.documents.matrix import matrix
from foedera.documents.proposing import proposals
from foedera.documents.reading import Mention, Reading, read
from foedera.documents.telling import Document, claims, document_of, documents_of, told, web_annotations
from foedera.documents.texts import Text

__all__ = [
    "Decisions",
    "Document",
    "Gazetteer",
    "Mention",
    "Reading",
    "Text",
    "claims",
    "decisions",
    "document_of",
    "documents_of",
    "matrix",
    "page",
    "proposals",
    "read",
    "tei",
    "told",
    "web_annotations",
]
