"""The settings of the project, safe for production as they stand; one file a subject.

Everything that differs between installations comes from the environment (`environment.py`).
`cms.settings.test` relaxes these for tests; `make run` does it by environment variables.
The README has the table of variables.
"""

from cms.settings.admin import *
from cms.settings.api import *
from cms.settings.apps import *
from cms.settings.content import *
from cms.settings.database import *
from cms.settings.environment import *
from cms.settings.files import *
from cms.settings.languages import *
from cms.settings.logs import *
from cms.settings.policy import *
from cms.settings.security import *
