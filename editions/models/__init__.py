"""The tables of the record, one subject a module."""

from .changes import Act, Change
from .editions import Edition, Redaction, Rendition
from .images import StoredImage
from .inclusions import FROZEN, Dependent, Inclusion, Role
from .positions import Position
from .publications import Publication, Status
from .search import SearchText
from .works import Slug, WithdrawalReason, Work

__all__ = [
    "FROZEN",
    "Act",
    "Change",
    "Dependent",
    "Edition",
    "Inclusion",
    "Position",
    "Publication",
    "Redaction",
    "Rendition",
    "Role",
    "SearchText",
    "Slug",
    "Status",
    "StoredImage",
    "WithdrawalReason",
    "Work",
]
