"""The runtime ``numpy``."""
