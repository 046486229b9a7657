"""LTI, webhooks, interchange."""
