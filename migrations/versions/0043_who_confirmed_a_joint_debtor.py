"""who confirmed a joint debtor"""

import sqlalchemy as sa
from alembic import op

revision = '0043'
down_revision = '0042'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('joint_debtor', schema=None) as batch_op:
        batch_op.add_column(sa.Column('confirmed_on', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('confirmed_by_id', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_joint_debtor_confirmed_by_id'), 'app_user', ['confirmed_by_id'], ['id'])


def downgrade():
    with op.batch_alter_table('joint_debtor', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_joint_debtor_confirmed_by_id'), type_='foreignkey')
        batch_op.drop_column('confirmed_by_id')
        batch_op.drop_column('confirmed_on')
