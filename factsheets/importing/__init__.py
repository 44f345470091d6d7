"""Importing references: RIS, BibTeX, PubMed, CSL-JSON and pasted lists, read into `editions.bibliography` values.

Pure: nothing is stored here. `read` is the one way in; the admin shows what it gives, asks about duplicates and
doubts, and stores what a person has chosen.
"""

from .reading import read
from .records import Imported, Problem, Record

__all__ = ["Imported", "Problem", "Record", "read"]
