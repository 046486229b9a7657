"""View data of exercises."""
