"""The test suite."""

from config.settings.base import *
from config.settings.base import STORAGES

SECRET_KEY = "only-for-tests"
ALLOWED_HOSTS = ["*"]
GALLERY = True
AXES_ENABLED = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# static files from where they are: nothing is collected for a test
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
