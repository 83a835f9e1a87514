"""everybody who ever wrote in a rule of the house"""

import sqlalchemy as sa
from alembic import op

revision = '0069'
down_revision = '0068'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('automation', schema=None) as batch_op:
        batch_op.add_column(sa.Column('editors', sa.JSON(), nullable=False, server_default='[]'))


def downgrade():
    with op.batch_alter_table('automation', schema=None) as batch_op:
        batch_op.drop_column('editors')
