"""REST base classes."""
