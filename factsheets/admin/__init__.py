"""Our own pages of the Wagtail admin: home, lists, choosers, languages and editions, readiness, imports."""
