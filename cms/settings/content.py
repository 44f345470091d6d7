"""Choices about what readers get."""

from cms.settings.environment import env

# Turns a stored release into the bytes that the API serves (called by editions/projection.py).
EDITIONS_PRESENTER = "api.formats.json.present"

# What happens to a translation when its source says that the old text could harm: “withhold” takes
# it from the readers at once, “banner” leaves it there under a warning.
SAFETY_POLICY = env.str("SAFETY_POLICY", default="withhold", choices=("withhold", "banner"))
