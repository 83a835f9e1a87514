"""what became of cases like this, when to call, and what borrowers can pay"""

import sqlalchemy as sa
from alembic import op

revision = '0048'
down_revision = '0047'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('call_hour',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('weekday', sa.Integer(), nullable=False),
    sa.Column('hour', sa.Integer(), nullable=False),
    sa.Column('calls', sa.Integer(), nullable=False),
    sa.Column('reached', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_call_hour')),
    sa.UniqueConstraint('weekday', 'hour', name=op.f('uq_call_hour_weekday_hour'))
    )
    op.create_table('outlook_count',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('as_of', sa.Date(), nullable=False),
    sa.Column('late', sa.String(length=32), nullable=False),
    sa.Column('before', sa.String(length=32), nullable=False),
    sa.Column('paid', sa.Boolean(), nullable=False),
    sa.Column('cases', sa.Integer(), nullable=False),
    sa.Column('unpaid', sa.Integer(), nullable=False),
    sa.Column('said', sa.BigInteger(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outlook_count')),
    sa.UniqueConstraint('as_of', 'late', 'before', 'paid', name=op.f('uq_outlook_count_as_of_late_before_paid'))
    )
    op.create_table('outlook_group',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('as_of', sa.Date(), nullable=False),
    sa.Column('kind', sa.String(length=32), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('cases', sa.Integer(), nullable=False),
    sa.Column('unpaid', sa.Integer(), nullable=False),
    sa.Column('said', sa.BigInteger(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outlook_group')),
    sa.UniqueConstraint('as_of', 'kind', 'name', name=op.f('uq_outlook_group_as_of_kind_name'))
    )
    op.create_table('outlook_prior',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('late', sa.String(length=32), nullable=False),
    sa.Column('before', sa.String(length=32), nullable=False),
    sa.Column('paid', sa.Boolean(), nullable=False),
    sa.Column('rate', sa.BigInteger(), nullable=False),
    sa.Column('cases', sa.Integer(), nullable=False),
    sa.Column('source', sa.String(), nullable=False),
    sa.Column('reviewed_on', sa.Date(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outlook_prior')),
    sa.UniqueConstraint('late', 'before', 'paid', name=op.f('uq_outlook_prior_late_before_paid'))
    )
    op.create_table('means',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('borrower_id', sa.Integer(), nullable=False),
    sa.Column('currency', sa.String(), nullable=False),
    sa.Column('income', sa.BigInteger(), nullable=False),
    sa.Column('outgoings', sa.BigInteger(), nullable=False),
    sa.Column('other_debts', sa.BigInteger(), nullable=False),
    sa.Column('basis', sa.String(length=32), nullable=False),
    sa.Column('stated_on', sa.Date(), nullable=False),
    sa.Column('expires_on', sa.Date(), nullable=False),
    sa.Column('withdrawn_on', sa.Date(), nullable=True),
    sa.Column('noted_by_id', sa.Integer(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['borrower_id'], ['borrower.id'], name=op.f('fk_means_borrower_id')),
    sa.ForeignKeyConstraint(['noted_by_id'], ['app_user.id'], name=op.f('fk_means_noted_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_means'))
    )
    with op.batch_alter_table('means', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_means_borrower_id'), ['borrower_id'], unique=False)


def downgrade():
    with op.batch_alter_table('means', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_means_borrower_id'))
    op.drop_table('means')
    op.drop_table('outlook_prior')
    op.drop_table('outlook_group')
    op.drop_table('outlook_count')
    op.drop_table('call_hour')

