"""Formats: presenters that write an edition in one notation each."""
