"""Log lines as JSON, for collectors: LOG_FORMAT=json. Called by Python's logging, see `cms/settings/logs.py`."""

import logging
from datetime import UTC, datetime
from typing import Any

from pythonjsonlogger.json import JsonFormatter


class JsonLines(JsonFormatter):
    """One object a line, an exception included. Members are an allow-list: Django hands whole requests to its records,
    and a request as text has the query string in it."""

    def add_fields(self, log_data: dict[str, Any], record: logging.LogRecord, message_dict: dict[str, Any]) -> None:
        log_data |= {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if request_id := getattr(record, "request_id", ""):
            log_data["request_id"] = request_id
        log_data |= getattr(record, "facts", {})
        if exception := message_dict.get("exc_info"):
            log_data["exception"] = exception
