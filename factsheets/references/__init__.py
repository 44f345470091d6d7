"""What references ask of authoring: where they are cited, duplicates, adopting imported ones, retractions."""
