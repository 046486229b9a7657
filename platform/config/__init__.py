"""Composition root: settings, URLs, ASGI, Celery apps."""
