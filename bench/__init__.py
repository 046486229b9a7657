"""The budgets, measured. ``python -m bench`` prints one JSON object a line."""
