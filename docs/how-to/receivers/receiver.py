"""Takes webhooks: checks who sent them, and does each one once. Python 3.11, no packages."""

import base64
import hashlib
import hmac
import json
import os
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SECRET = base64.b64decode(os.environ["WEBHOOK_SECRET"].removeprefix("whsec_"))
done = set()  # in a real one: a table with the id as its key


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(min(int(self.headers.get("Content-Length") or 0), 100_000))
        self.send_response(204 if is_genuine(self.headers, body) else 401)
        self.end_headers()


def is_genuine(headers, body):
    id, sent, signatures = (headers.get(f"webhook-{name}", "") for name in ("id", "timestamp", "signature"))
    made = hmac.new(SECRET, f"{id}.{sent}.".encode() + body, hashlib.sha256).digest()
    right = b"v1," + base64.b64encode(made)
    if not any(hmac.compare_digest(right, each.encode()) for each in signatures.split()):
        return False
    if abs(time.time() - int(sent)) > 300:
        return False
    if id not in done:
        done.add(id)
        print(json.loads(body)["type"], json.loads(body)["data"].get("url"), flush=True)  # now fetch it
    return True


ThreadingHTTPServer(("127.0.0.1", int(os.environ.get("PORT", "8080"))), Receiver).serve_forever()
