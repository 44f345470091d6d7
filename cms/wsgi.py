"""What the web server loads. WSGI on purpose: the project is synchronous, see docs/decisions/."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")

application = get_wsgi_application()
