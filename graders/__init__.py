"""How an answer is checked. Knows no Django, no database, no user."""
