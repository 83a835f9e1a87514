"""a history comes in by itself: when it was done, what was not taken, and whether somebody has looked"""

import sqlalchemy as sa
from alembic import op

revision = '0062'
down_revision = '0061'
branch_labels = None
depends_on = None

NEW = ('wrong', 'problem', 'seen')


def upgrade():
    with op.batch_alter_table('history_file', schema=None) as batch_op:
        batch_op.add_column(sa.Column('finished_at', sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column('wrong', sa.JSON(), nullable=False, server_default='{}'))
        batch_op.add_column(sa.Column('problem', sa.Text(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('seen', sa.Boolean(), nullable=False, server_default=sa.true()))
    op.execute('UPDATE history_file SET finished_at = taken_at')
    with op.batch_alter_table('history_file', schema=None) as batch_op:
        for name in NEW:
            batch_op.alter_column(name, server_default=None)


def downgrade():
    with op.batch_alter_table('history_file', schema=None) as batch_op:
        for name in ('finished_at', *NEW):
            batch_op.drop_column(name)
