"""Mathematics as people type it: reading, shapes, evaluation. Never ``eval``."""
