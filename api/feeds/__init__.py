"""Feeds: what is new in one language, for people with a news reader."""
