"""Builds the atlas of a dossier: units of public-domain geometry, cut by the dossier's own courses.

    python -m tools.atlas dossiers/interwar --sources FOLDER

docs/atlas.md says what the folder of sources holds and where it comes from.
"""
