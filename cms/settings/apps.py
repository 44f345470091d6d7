"""What the project is made of: apps, middleware, templates, addresses."""

INSTALLED_APPS = [
    "modeltranslation",  # first: it has to patch models before other apps load theirs
    "cms",
    "factsheets",
    "editions",
    "api",
    "api.organisations",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",  # the admin does not start without it, but as no sheet can hold one, the menu leaves it out
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "rest_framework",
    "drf_spectacular",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "cms.logs.requests.NoteRequests",  # outermost: it times everything
    "cms.policy.SendPolicy",  # around all that can answer, static files and errors included
    "cms.health.answers.AnswerHealth",  # before hosts and schemes are looked at
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cms.middleware.AdminSessions",
    "cms.middleware.AdminLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",  # sets a cookie only where a form asks for one
    "cms.middleware.AdminUsers",
    "cms.middleware.AdminMessages",
    "factsheets.refusals.TellRefusals",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

# Those of them that readers of the API need. `api.gate` asks them once for the headers that they put on answers; the
# others are for people who are logged in, for static files and for a log that the gate writes itself.
API_MIDDLEWARE = [
    "cms.policy.SendPolicy",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Wagtail hands its reference index and search index to background tasks. They wait in the database
# until `manage.py worker` takes them, so that saving a long sheet does not wait for them.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
