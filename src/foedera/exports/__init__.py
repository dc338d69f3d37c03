"""The record in the forms of other programs: tables, graphs, linked data, a bibliography, a copy to read, notebooks."""
