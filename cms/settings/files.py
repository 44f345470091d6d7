"""Files: the admin's own static files, and what people upload."""

from cms.settings.environment import VAR_DIR

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Names carry a hash of the content, so browsers may keep them for ever.
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Nothing that people upload is shown to anybody yet, and nothing serves MEDIA_ROOT. Wagtail's own upload
# pages exist all the same: let them take nothing that a browser would run.
WAGTAILDOCS_EXTENSIONS = ["pdf"]
