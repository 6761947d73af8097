"""The application server's settings, for ``make run`` and production alike."""

import gc
import sys
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

try:
    # Here, so that a missing variable is one sentence and not two workers' tracebacks.
    from config import settings
except ImproperlyConfigured as error:
    sys.exit(str(error))

bind = f"{settings.HOST}:{settings.PORT}"
# Plain processes: a page is computed, not waited for, and SQLite wants few writers.
worker_class = "sync"
workers = settings.WEB_CONCURRENCY
timeout = 30
# Loads the code once and shares its memory between the workers.
preload_app = True
# A heartbeat file on a slow disk would make a busy worker look dead.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None
loglevel = settings.LOG_LEVEL.lower()
# Nobody steers it while it runs; the default socket would be shared by all the user's servers.
control_socket_disable = True


def when_ready(server: Any) -> None:
    """Before the first worker: settle what is loaded, and in the demonstration say where to go and who one can be."""
    # It stays for good. Else the garbage collector looks through all of it now and then, while somebody waits
    # 70 ms, and writes in the memory that the workers share.
    gc.collect()
    gc.freeze()
    logins = settings.BASE_DIR / "var" / "demo-logins.txt"
    if settings.DEMO and logins.exists():
        address = f"http://127.0.0.1:{settings.PORT}/"
        print(
            f"\nMedborgarlöften: {address}\n\n{logins.read_text().strip()}\n\nStop with Ctrl+C.",
            flush=True,
        )
