"""The runtime ``torch``."""
