"""JSON-LD in the words of schema.org, for search engines and for systems that gather health information.

Nothing empty is in it, and no passage twice: a section's text stands in its part, not once more in the whole.
"""
