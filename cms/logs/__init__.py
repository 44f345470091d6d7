"""Log lines: how they look, and the one that is written for each request. Named by `cms/settings/logs.py`."""
