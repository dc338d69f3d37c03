"""The field's own tables: in by their headers, kept in a local store, out as panels; compared with the record.

Loaders recognise the files of ATOP and the Correlates of War; missing stays missing. ATOP's rows compile to
the same norms as the articles of a dossier. Needs the extra `corpus` (polars).
"""
