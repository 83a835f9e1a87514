"""runs that fail are counted, dates passed over are kept"""

import sqlalchemy as sa
from alembic import op

revision = '0040'
down_revision = '0039'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('job_run', schema=None) as batch_op:
        batch_op.add_column(sa.Column('failures', sa.Integer(), server_default='0', nullable=False))
        batch_op.create_index('ix_job_run_waiting', ['business_date'], unique=False, sqlite_where=sa.text("status <> 'done'"), postgresql_where=sa.text("status <> 'done'"))
    with op.batch_alter_table('job_run', schema=None) as batch_op:
        batch_op.alter_column('failures', server_default=None)


def downgrade():
    with op.batch_alter_table('job_run', schema=None) as batch_op:
        batch_op.drop_index('ix_job_run_waiting', sqlite_where=sa.text("status <> 'done'"), postgresql_where=sa.text("status <> 'done'"))
        batch_op.drop_column('failures')

