"""names and contract numbers as they are compared"""

import sqlalchemy as sa
from alembic import op

from rules import fold

revision = '0035'
down_revision = '0034'
branch_labels = None
depends_on = None

SIZE = 5000
FOLDED = (('borrower', 'name', fold.name), ('loan', 'contract_no', fold.number))
KEYS = {'name': 'name_key', 'contract_no': 'contract_key'}


def upgrade():
    for table, text, how in FOLDED:
        key = KEYS[text]
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column(key, sa.String(), nullable=True))
        _fill(table, text, key, how)
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.create_index(batch_op.f(f'ix_{table}_{key}'), [key], unique=False)


def _fill(table, text, key, how):
    rows = sa.table(table, sa.column('id'), sa.column(text), sa.column(key))
    connection, last = op.get_bind(), 0
    change = rows.update().where(rows.c.id == sa.bindparam('row')).values({key: sa.bindparam('folded')})
    query = sa.select(rows.c.id, rows.c[text]).order_by(rows.c.id).limit(SIZE)
    while found := connection.execute(query.where(rows.c.id > last)).all():
        connection.execute(change, [{'row': id, 'folded': how(told or '')} for id, told in found])
        last = found[-1].id


def downgrade():
    for table, text, _ in reversed(FOLDED):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_index(batch_op.f(f'ix_{table}_{KEYS[text]}'))
            batch_op.drop_column(KEYS[text])
