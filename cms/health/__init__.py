"""Is it alive, is it ready? Asked by whatever runs the processes; see docs/how-to/deploying.md."""
