"""Runs the migrations on the connection and in the transaction that `Store.migrate` opened."""

from typing import Any, Literal

from alembic import context

from bot.store import tables


def render(kind: str, item: Any, _context: object) -> str | Literal[False]:
    """Write our own column types by their names, so that a generated revision reads like tables.py."""
    if kind == "type" and isinstance(item, tables.UtcDateTime):
        return "tables.UtcDateTime()"
    return "tables.Id" if kind == "type" and item is tables.Id else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=tables.metadata,
    render_as_batch=True,
    render_item=render,
)
context.run_migrations()
