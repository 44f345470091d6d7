"""Webhooks in the admin: endpoints of organisations, what was sent to them, and what can be done about it.

The acts are functions of `api.webhooks`; here are only the pages that call them.
"""
