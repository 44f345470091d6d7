"""What the web server loads: WSGI, see docs/decisions/0009. It refuses a database that the settings do not fit."""

import os
from io import StringIO

from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.db import connections

from api.gate import Gate
from cms.logs.requests import Noted

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
django = get_wsgi_application()
# Triggers missing, or a language switched off that sheets are written in: better no answer than a wrong one.
call_command("check", databases=["default"], tags=["database"], stdout=StringIO())
connections.close_all()  # a server that forks from here must not share one
application = Gate(django, megabytes=settings.API_MEMORY_MEGABYTES, note=Noted)
