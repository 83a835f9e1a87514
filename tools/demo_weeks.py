"""Holds every figure of the demo's weeks against SQL of its own over the raw tables: ends with 1 where one differs."""

import sys

from sqlalchemy import create_engine

from bench.life import week_sql


def main() -> int:
    """Look at the book given, by default the one of `make demo`."""
    path = sys.argv[1] if len(sys.argv) > 1 else "var/demo/demo.db"
    with create_engine(f"sqlite:///file:{path}?mode=ro&uri=true").connect() as connection:
        weeks = week_sql.weeks(connection)
        count = sum(len(week_sql.stored(connection, week.monday)) for week in weeks)
        wrong = week_sql.differences(connection)
    for monday, key, raw, kept in wrong[:20]:
        print(f"{monday} {key}: {raw} by the raw tables, {kept} kept")
    print(f"{count} figures of {len(weeks)} weeks, {len(wrong)} differ")
    return 1 if wrong or not count else 0


if __name__ == "__main__":
    raise SystemExit(main())
