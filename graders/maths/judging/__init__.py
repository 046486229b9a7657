"""Judge lines of mathematics: by numbers on several draws of a world, never by rewriting."""
