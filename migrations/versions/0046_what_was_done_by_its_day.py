"""what was done is found by its day"""

import sqlalchemy as sa
from alembic import op

revision = '0046'
down_revision = '0045'
branch_labels = None
depends_on = None


def upgrade():
    where = sa.text('done_at IS NOT NULL')
    with op.batch_alter_table('task', schema=None) as batch_op:
        batch_op.create_index('ix_task_done_at', ['done_at'], unique=False, sqlite_where=where, postgresql_where=where)


def downgrade():
    with op.batch_alter_table('task', schema=None) as batch_op:
        batch_op.drop_index('ix_task_done_at', sqlite_where=sa.text('done_at IS NOT NULL'))
