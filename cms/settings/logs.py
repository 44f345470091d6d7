"""Logs: one line each, to stderr, for whatever runs the processes to collect; read by `cms/serve.py` too."""

from typing import Any

from cms.settings.environment import env

# “line” is for people, “json” for collectors.
LOG_FORMAT = env.str("LOG_FORMAT", default="line", choices=("line", "json"))

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "cms.logs.requests.AddRequestId"}},
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
        "json": {"()": "cms.logs.lines.JsonLines"},
    },
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT, "filters": ["request_id"]},
    },
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", default="INFO")},
    # Django gives its own logger two handlers, one for DEBUG only and one that mails; ours is root.
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        # A 404 or a 410 is an answer like any other; mistakes of ours are errors.
        "django.request": {"level": "ERROR"},
        # They would say every second that there is nothing to do, and twice for each thing done.
        "django_tasks": {"level": "WARNING"},
        "django_tasks_db": {"level": "WARNING"},
    },
}
