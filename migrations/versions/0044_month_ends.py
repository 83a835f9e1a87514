"""month ends that a former system told of"""

import sqlalchemy as sa
from alembic import op

revision = '0044'
down_revision = '0043'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('history_file',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('portfolio_id', sa.Integer(), nullable=False),
    sa.Column('file_name', sa.String(), nullable=False),
    sa.Column('taken_at', sa.DateTime(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=True),
    sa.Column('rows_done', sa.Integer(), nullable=False),
    sa.Column('rows_wrong', sa.Integer(), nullable=False),
    sa.Column('taken_out_at', sa.DateTime(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['portfolio_id'], ['portfolio.id'], name=op.f('fk_history_file_portfolio_id')),
    sa.ForeignKeyConstraint(['user_id'], ['app_user.id'], name=op.f('fk_history_file_user_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_history_file'))
    )
    with op.batch_alter_table('history_file', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_history_file_portfolio_id'), ['portfolio_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_history_file_user_id'), ['user_id'], unique=False)
    op.create_table('month_end',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('portfolio_id', sa.Integer(), nullable=False),
    sa.Column('contract_no', sa.String(), nullable=False),
    sa.Column('month_on', sa.Date(), nullable=False),
    sa.Column('days', sa.Integer(), nullable=False),
    sa.Column('status', sa.String(), nullable=False),
    sa.Column('balance', sa.BigInteger(), nullable=True),
    sa.Column('paid', sa.BigInteger(), nullable=True),
    sa.Column('currency', sa.String(), nullable=False),
    sa.Column('file_id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['file_id'], ['history_file.id'], name=op.f('fk_month_end_file_id')),
    sa.ForeignKeyConstraint(['portfolio_id'], ['portfolio.id'], name=op.f('fk_month_end_portfolio_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_month_end')),
    sa.UniqueConstraint('portfolio_id', 'contract_no', 'month_on', 'file_id', name=op.f('uq_month_end_portfolio_id_contract_no_month_on_file_id'))
    )
    with op.batch_alter_table('month_end', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_month_end_file_id'), ['file_id'], unique=False)
        batch_op.create_index('ix_month_end_month', ['portfolio_id', 'month_on'], unique=False)


def downgrade():
    op.drop_table('month_end')
    op.drop_table('history_file')
