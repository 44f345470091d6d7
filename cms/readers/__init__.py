"""Readers of the API in the admin: organisations, their keys, and what they read."""
