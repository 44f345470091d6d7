"""Version 1 of the public contract, a module for each resource."""
