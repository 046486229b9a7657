"""Base templates, components, front-end sources, translations."""
