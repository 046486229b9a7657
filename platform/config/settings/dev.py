"""``make run``: the bundled course on one machine."""

from config.settings.base import *
from config.settings.base import STORAGES

DEBUG = False
GALLERY = True
ALLOWED_HOSTS = ["*"]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
