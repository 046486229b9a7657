"""Commands of ``manage.py`` about exercises."""
