"""Plain pages: a PDF of others becomes pictures of its pages, in a process of its own with limits, before it is opened.

The original stays as it was kept, and is what goes into a packet.
"""

import io
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from rules.errors import RuleError

SECONDS = 60
MEMORY = 2 << 30
MOST_PAGES = 500
DPI = 150
MOST_POINTS = 12_000_000
"""Points of one picture: a page of A4 at 150 dpi has two million."""
QUALITY = 80


def of(data: bytes, name: str) -> bytes:
    """The pages of a PDF as a PDF of pictures. Raises RuleError where it cannot be rendered within the limits."""
    command = [sys.executable, "-m", __name__]
    try:
        done = subprocess.run(  # noqa: S603 - our own module, nothing of the file is in the command
            command, input=data, capture_output=True, timeout=SECONDS, cwd=Path(__file__).parents[2], check=False
        )
    except subprocess.TimeoutExpired as error:
        raise RuleError("The pages of %(name)s cannot be shown: it takes too long.", name=name) from error
    if done.returncode or not done.stdout.startswith(b"%PDF-"):
        raise RuleError("The pages of %(name)s cannot be shown.", name=name)
    return done.stdout


def limit() -> None:
    """Bound the time and memory of this process, where the system can."""
    with suppress(ImportError):
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def render(data: bytes) -> bytes:
    """Every page as a picture, one in memory at a time."""
    import pypdfium2
    from pypdf import PdfWriter

    found, writer = pypdfium2.PdfDocument(data), PdfWriter()
    for at in range(min(len(found), MOST_PAGES)):
        page = found[at]
        width, height = page.get_size()
        scale = min(DPI / 72, (MOST_POINTS / max(width * height, 1)) ** 0.5)
        picture = page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
        buffer = io.BytesIO()
        picture.save(buffer, "PDF", resolution=72 * scale, quality=QUALITY)
        writer.append(io.BytesIO(buffer.getvalue()))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


if __name__ == "__main__":
    limit()
    sys.stdout.buffer.write(render(sys.stdin.buffer.read()))
