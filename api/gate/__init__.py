"""The gate: what stands before Django for everything below /api/.

Exact requests that were answered already are answered again from the worker's own memory, as long as nothing was
released, withdrawn or withheld since. All others go to the views, without the middleware that only the admin needs.
"""

from .gate import Gate

__all__ = ["Gate"]
