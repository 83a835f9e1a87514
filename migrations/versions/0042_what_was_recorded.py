"""what of a contact was recorded"""

import sqlalchemy as sa
from alembic import op

revision = '0042'
down_revision = '0041'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('contact', schema=None) as batch_op:
        batch_op.add_column(sa.Column('recording', sa.String(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('recording_seconds', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('recording_kept', sa.String(), nullable=False, server_default=''))
    with op.batch_alter_table('contact', schema=None) as batch_op:
        for name in ('recording', 'recording_kept'):
            batch_op.alter_column(name, existing_type=sa.String(), existing_nullable=False, server_default=None)


def downgrade():
    with op.batch_alter_table('contact', schema=None) as batch_op:
        for name in ('recording_kept', 'recording_seconds', 'recording'):
            batch_op.drop_column(name)
