"""The admin's home page: what needs doing, for the person who looks at it.

`wagtail_hooks.py` puts these panels in the place of Wagtail's. Each asks the database once or twice, however much
there is to do; `questions.py` has the queries.
"""

from .panels import panels_for

__all__ = ["panels_for"]
