"""arms: a challenger is tried on a share of the borrowers"""

import sqlalchemy as sa
from alembic import op

revision = '0061'
down_revision = '0060'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('strategy_trial',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('strategy_version_id', sa.Integer(), nullable=False),
    sa.Column('champion_id', sa.Integer(), nullable=False),
    sa.Column('digest', sa.String(), nullable=False),
    sa.Column('share', sa.BigInteger(), nullable=False),
    sa.Column('status', sa.String(length=32), nullable=False),
    sa.Column('why', sa.String(), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('last_on', sa.Date(), nullable=False),
    sa.Column('asked_on', sa.Date(), nullable=False),
    sa.Column('asked_by_id', sa.Integer(), nullable=True),
    sa.Column('published_on', sa.Date(), nullable=True),
    sa.Column('published_by_id', sa.Integer(), nullable=True),
    sa.Column('ended_on', sa.Date(), nullable=True),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['asked_by_id'], ['app_user.id'], name=op.f('fk_strategy_trial_asked_by_id')),
    sa.ForeignKeyConstraint(['champion_id'], ['strategy_version.id'], name=op.f('fk_strategy_trial_champion_id')),
    sa.ForeignKeyConstraint(['published_by_id'], ['app_user.id'], name=op.f('fk_strategy_trial_published_by_id')),
    sa.ForeignKeyConstraint(['strategy_version_id'], ['strategy_version.id'], name=op.f('fk_strategy_trial_strategy_version_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_strategy_trial'))
    )
    with op.batch_alter_table('strategy_trial', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_strategy_trial_status'), ['status'], unique=False)
        batch_op.create_index(batch_op.f('ix_strategy_trial_strategy_version_id'), ['strategy_version_id'], unique=False)
    op.create_table('case_arm',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('strategy_trial_id', sa.Integer(), nullable=False),
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('borrower_id', sa.Integer(), nullable=False),
    sa.Column('arm', sa.String(length=32), nullable=False),
    sa.Column('joined_on', sa.Date(), nullable=False),
    sa.Column('left_on', sa.Date(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['borrower_id'], ['borrower.id'], name=op.f('fk_case_arm_borrower_id')),
    sa.ForeignKeyConstraint(['case_id'], ['case_file.id'], name=op.f('fk_case_arm_case_id')),
    sa.ForeignKeyConstraint(['strategy_trial_id'], ['strategy_trial.id'], name=op.f('fk_case_arm_strategy_trial_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_arm')),
    sa.UniqueConstraint('strategy_trial_id', 'case_id', name=op.f('uq_case_arm_strategy_trial_id_case_id'))
    )
    with op.batch_alter_table('case_arm', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_case_arm_borrower_id'), ['borrower_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_case_arm_case_id'), ['case_id'], unique=False)
    with op.batch_alter_table('dry_run', schema=None) as batch_op:
        batch_op.add_column(sa.Column('share', sa.BigInteger(), nullable=True))


def downgrade():
    with op.batch_alter_table('dry_run', schema=None) as batch_op:
        batch_op.drop_column('share')
    op.drop_table('case_arm')
    op.drop_table('strategy_trial')
