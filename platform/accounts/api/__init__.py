"""REST: who am I; tokens of persons."""
