"""Users, identities, sign-in, API tokens."""
