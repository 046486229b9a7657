"""What pages show, as plain data: constant numbers of queries, nothing changed."""
