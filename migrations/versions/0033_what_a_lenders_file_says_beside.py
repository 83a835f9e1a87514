"""what a lender's file says beside its figures"""

import sqlalchemy as sa
from alembic import op

revision = '0033'
down_revision = '0032'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('contact_person', schema=None) as batch_op:
        batch_op.add_column(sa.Column('basis', sa.String(), nullable=False, server_default=''))

    with op.batch_alter_table('import_mapping', schema=None) as batch_op:
        batch_op.add_column(sa.Column('day_order', sa.String(), nullable=False, server_default=''))

    with op.batch_alter_table('loan', schema=None) as batch_op:
        batch_op.add_column(sa.Column('original_creditor', sa.String(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('last_paid_on', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('last_paid_amount', sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column('lender_note', sa.LargeBinary(), nullable=True))

    for table, name in (('contact_person', 'basis'), ('import_mapping', 'day_order'), ('loan', 'original_creditor')):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.alter_column(name, existing_type=sa.String(), existing_nullable=False, server_default=None)


def downgrade():
    with op.batch_alter_table('loan', schema=None) as batch_op:
        batch_op.drop_column('lender_note')
        batch_op.drop_column('last_paid_amount')
        batch_op.drop_column('last_paid_on')
        batch_op.drop_column('original_creditor')

    with op.batch_alter_table('import_mapping', schema=None) as batch_op:
        batch_op.drop_column('day_order')

    with op.batch_alter_table('contact_person', schema=None) as batch_op:
        batch_op.drop_column('basis')
