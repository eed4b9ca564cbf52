"""Alembic's entry: runs over the connection it is handed, inside the caller's transaction."""

from __future__ import annotations

from alembic import context

from survey.store.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    compare_type=True,
    transactional_ddl=True,
)
context.run_migrations()
