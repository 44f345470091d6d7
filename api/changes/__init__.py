"""Changes: everything that readers get, and then what has changed in it, for those who keep copies."""
