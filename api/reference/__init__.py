"""The reference at `/api/v1/docs/`: the OpenAPI document as a page to read, so that it cannot say anything else."""

from .page import page

__all__ = ["page"]
