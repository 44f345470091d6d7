"""Keys: what an organisation shows to be known by its name. Reading needs none; see docs/decisions/0017."""
