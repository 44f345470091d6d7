"""The one reader of the environment. Settings files ask `env`; nothing else reads os.environ."""

from pathlib import Path

from environ import Env

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = BASE_DIR / "var"  # what this installation makes and keeps: database, media, secrets

env = Env()
