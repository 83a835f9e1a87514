"""A served book and a Chromium to look at it with."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, Page, sync_playwright
from waitress.server import create_server

QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser that CONCORD_CHROMIUM names."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ["CONCORD_CHROMIUM"], args=QUIET)
        try:
            yield browser
        finally:
            browser.close()


def violations(page: Page, *rules: str) -> list[Any]:
    """What axe-core objects to on a page, by all its rules or by some; a page that is looked at again reads it once."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(Axe().axe_script)
    options = {"resultTypes": ["violations"]} | ({"runOnly": {"type": "rule", "values": rules}} if rules else {})
    found: list[Any] = page.evaluate("options => axe.run(options).then(each => each.violations)", options)
    return found


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """Serve an application on a free loopback port; gives its address."""
    server = create_server(app, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        server.trigger.pull_trigger(lambda: _close(server))
        thread.join(timeout=10)


def _close(server: Any) -> None:
    """Close everything in the thread that serves: a socket closed by another one is missed in the midst of a poll."""
    for channel in list(server.active_channels.values()):
        channel.close()
    server.task_dispatcher.shutdown()
    server.close()
