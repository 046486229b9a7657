"""Template tags: see ``gradus``."""
