"""Demo content: an openly fictional clinic's sheet, loaded through the same acts as everybody else's work."""
