"""The tables of the record, one subject a module."""

from .changes import Act, Change
from .editions import Edition, Redaction, Rendition
from .publications import Publication, Status
from .publishers import Publisher
from .works import Slug, WithdrawalReason, Work

__all__ = [
    "Act",
    "Change",
    "Edition",
    "Publication",
    "Publisher",
    "Redaction",
    "Rendition",
    "Slug",
    "Status",
    "WithdrawalReason",
    "Work",
]
