"""The runtime ``keras``."""
