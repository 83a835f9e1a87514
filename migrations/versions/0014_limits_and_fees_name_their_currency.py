"""limits and fees name their currency"""

import sqlalchemy as sa
from alembic import op

revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None

TABLES = ('authority_limit', 'legal_partner', 'policy')
CURRENCIES = {'us': 'USD', 'uk': 'GBP', 'tw': 'TWD', 'hk': 'HKD'}


def money():
    """The currency of most loans of the book, else of the first lender's country: in it the numbers were meant."""
    book = op.get_bind()
    most = sa.text('SELECT currency FROM loan GROUP BY currency ORDER BY count(*) DESC, currency LIMIT 1')
    licence = sa.text('SELECT licence FROM lender ORDER BY id LIMIT 1')
    return book.execute(most).scalar() or CURRENCIES.get((book.execute(licence).scalar() or '').split('_')[0], 'CNY')


def upgrade():
    currency = money()
    for table in TABLES:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column('currency', sa.String(), nullable=False, server_default=currency))
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.alter_column('currency', server_default=None)


def downgrade():
    for table in TABLES:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column('currency')
