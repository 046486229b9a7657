"""REST: courses and their people; tokens of machines."""
