"""The steps of the publish gate, one module each, in the order in which they run."""
