"""alarms of many reveals"""

import sqlalchemy as sa
from alembic import op

revision = '0054'
down_revision = '0053'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('reveal_alarm',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('raised_on', sa.Date(), nullable=False),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.Column('reviewed_on', sa.Date(), nullable=True),
    sa.Column('reviewed_by_id', sa.Integer(), nullable=True),
    sa.Column('review', sa.Text(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['reviewed_by_id'], ['app_user.id'], name=op.f('fk_reveal_alarm_reviewed_by_id')),
    sa.ForeignKeyConstraint(['user_id'], ['app_user.id'], name=op.f('fk_reveal_alarm_user_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reveal_alarm')),
    sa.UniqueConstraint('user_id', 'raised_on', name=op.f('uq_reveal_alarm_user_id_raised_on'))
    )
    with op.batch_alter_table('reveal_alarm', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_reveal_alarm_raised_on'), ['raised_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_reveal_alarm_reviewed_by_id'), ['reviewed_by_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_reveal_alarm_reviewed_on'), ['reviewed_on'], unique=False)


def downgrade():
    op.drop_table('reveal_alarm')
