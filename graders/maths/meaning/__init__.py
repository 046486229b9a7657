"""What formulas mean in a world: which symbol is which, shapes, values, equality."""
