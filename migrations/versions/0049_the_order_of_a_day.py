"""what a call costs, and how long a case may wait until somebody looks at it again"""

import sqlalchemy as sa
from alembic import op

revision = '0049'
down_revision = '0048'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('team', schema=None) as batch_op:
        batch_op.add_column(sa.Column('currency', sa.String(), nullable=False, server_default='CNY'))
        batch_op.add_column(sa.Column('call_cost', sa.BigInteger(), nullable=False, server_default='200'))
        batch_op.add_column(sa.Column('touch_every_days', sa.Integer(), nullable=False, server_default='14'))
    with op.batch_alter_table('app_user', schema=None) as batch_op:
        batch_op.add_column(sa.Column('cases_most', sa.Integer(), nullable=True))


def downgrade():
    with op.batch_alter_table('app_user', schema=None) as batch_op:
        batch_op.drop_column('cases_most')
    with op.batch_alter_table('team', schema=None) as batch_op:
        batch_op.drop_column('touch_every_days')
        batch_op.drop_column('call_cost')
        batch_op.drop_column('currency')
