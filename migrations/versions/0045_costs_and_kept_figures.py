"""hours, prices and targets that a person types; figures kept by day; frozen weekly reports and who gets them"""

import sqlalchemy as sa
from alembic import op

revision = '0045'
down_revision = '0044'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('unit_price',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('hour', 'call', 'sms', 'email', 'letter', 'visit', name='priced', native_enum=False, length=32), nullable=False),
    sa.Column('amount', sa.BigInteger(), nullable=False),
    sa.Column('currency', sa.String(), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_unit_price')),
    sa.UniqueConstraint('kind', 'currency', 'starts_on', name=op.f('uq_unit_price_kind_currency_starts_on'))
    )
    op.create_table('worked_hours',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('month_on', sa.Date(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=True),
    sa.Column('hours', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['user_id'], ['app_user.id'], name=op.f('fk_worked_hours_user_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_worked_hours')),
    sa.UniqueConstraint('month_on', 'user_id', name=op.f('uq_worked_hours_month_on_user_id'))
    )
    with op.batch_alter_table('worked_hours', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_worked_hours_user_id'), ['user_id'], unique=False)
    op.create_table('cash_target',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('month_on', sa.Date(), nullable=False),
    sa.Column('portfolio_id', sa.Integer(), nullable=True),
    sa.Column('amount', sa.BigInteger(), nullable=False),
    sa.Column('currency', sa.String(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['portfolio_id'], ['portfolio.id'], name=op.f('fk_cash_target_portfolio_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cash_target')),
    sa.UniqueConstraint('month_on', 'portfolio_id', 'currency', name=op.f('uq_cash_target_month_on_portfolio_id_currency'))
    )
    with op.batch_alter_table('cash_target', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_cash_target_portfolio_id'), ['portfolio_id'], unique=False)
    op.create_table('daily_figure',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('part', sa.String(), nullable=False),
    sa.Column('currency', sa.String(), nullable=False),
    sa.Column('numerator', sa.BigInteger(), nullable=False),
    sa.Column('denominator', sa.BigInteger(), nullable=True),
    sa.Column('n', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_daily_figure')),
    sa.UniqueConstraint('name', 'on', 'currency', 'part', name=op.f('uq_daily_figure_name_on_currency_part'))
    )
    op.create_table('week_report',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('week_on', sa.Date(), nullable=False),
    sa.Column('made_at', sa.DateTime(), nullable=False),
    sa.Column('versions', sa.JSON(), nullable=False),
    sa.Column('digest', sa.String(), nullable=False),
    sa.Column('mailed_at', sa.DateTime(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_week_report')),
    sa.UniqueConstraint('week_on', name=op.f('uq_week_report_week_on'))
    )
    with op.batch_alter_table('app_user', schema=None) as batch_op:
        batch_op.add_column(sa.Column('gets_report', sa.Boolean(), server_default=sa.false(), nullable=False))
    with op.batch_alter_table('app_user', schema=None) as batch_op:
        batch_op.alter_column('gets_report', server_default=None)


def downgrade():
    with op.batch_alter_table('app_user', schema=None) as batch_op:
        batch_op.drop_column('gets_report')
    for name in ('week_report', 'daily_figure', 'cash_target', 'worked_hours', 'unit_price'):
        op.drop_table(name)
