"""The interface's strings and their translations in locale/, without gettext's own programs."""
