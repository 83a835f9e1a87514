"""Make a book: `python -m bench.book COUNT [FOLDER] [DATABASE_URL]`; without a folder in var/bench/book-COUNT."""

import shutil
import sys
import time
from pathlib import Path

from bench import book


def main(count: int, folder: Path, url: str) -> None:
    """Make it and say how long that took; what was in the folder is replaced."""
    start = time.perf_counter()
    book.lived(book.pattern_of(count))
    lived = time.perf_counter()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    book.make(count, folder, url)
    end = time.perf_counter()
    spent = f"{time.process_time():.0f} s of processor time"
    print(f"{count:,} cases in {folder}: pattern {lived - start:.1f} s, copies {end - lived:.1f} s; {spent}")


if __name__ == "__main__":
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    place = Path(sys.argv[2]) if len(sys.argv) > 2 else book.PLACE / f"book-{number}"
    main(number, place, sys.argv[3] if len(sys.argv) > 3 else "")
