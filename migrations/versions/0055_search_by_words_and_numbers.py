"""words of names and folded numbers, by which lists and the search box find"""

import sqlalchemy as sa
from alembic import op

from rules import fold
from rules.fold import words

revision = '0055'
down_revision = '0054'
branch_labels = None
depends_on = None

SIZE = 5000
FOLDED = (
    ('borrower', 'reference', 'reference_key'),
    ('case_file', 'reference', 'reference_key'),
    ('payment', 'reference', 'reference_key'),
    ('receipt', 'reference', 'reference_key'),
    ('bank_line', 'reference', 'reference_key'),
    ('referral', 'reference', 'reference_key'),
    ('referral', 'partner_file_no', 'partner_file_key'),
    ('referral', 'docket_no', 'docket_key'),
)
KEPT = (('borrower', 'name_key'), ('loan', 'contract_key'))


def text_in_order():
    """Text in the order of its signs: on SQLite all text is."""
    return sa.String(collation='C') if op.get_bind().dialect.name == 'postgresql' else sa.String()


def upgrade():
    for table, text, key in FOLDED:
        op.add_column(table, sa.Column(key, text_in_order(), nullable=True))
        fill(table, text, key)
        op.create_index(f'ix_{table}_{key}', table, [key], unique=False)
    if op.get_bind().dialect.name == 'postgresql':
        for table, key in KEPT:
            op.alter_column(table, key, type_=text_in_order())
    op.create_table(
        'borrower_word',
        sa.Column('word', text_in_order(), nullable=False),
        sa.Column('borrower_id', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ['borrower_id'], ['borrower.id'], name='fk_borrower_word_borrower_id', ondelete='CASCADE'
        ),
        sa.PrimaryKeyConstraint('word', 'borrower_id', name='pk_borrower_word'),
        sqlite_with_rowid=False,
    )
    name_all()
    op.create_index('ix_borrower_word_borrower_id', 'borrower_word', ['borrower_id'], unique=False)


def fill(table, text, key):
    rows = sa.table(table, sa.column('id'), sa.column(text), sa.column(key))
    connection = op.get_bind()
    change = rows.update().where(rows.c.id == sa.bindparam('row')).values({key: sa.bindparam('folded')})
    for found in pieces(rows.c.id, rows.c[text]):
        connection.execute(change, [{'row': id, 'folded': fold.number(told or '')} for id, told in found])


def name_all():
    people = sa.table('borrower', sa.column('id'), sa.column('name'))
    made = sa.table('borrower_word', sa.column('word'), sa.column('borrower_id'))
    for found in pieces(people.c.id, people.c.name):
        rows = [{'word': word, 'borrower_id': id} for id, name in found for word in sorted(words.of(name or ''))]
        if rows:
            op.get_bind().execute(made.insert(), rows)


def pieces(id, text):
    """Rows by their id, some thousand at a time."""
    connection, last = op.get_bind(), 0
    query = sa.select(id, text).order_by(id).limit(SIZE)
    while found := connection.execute(query.where(id > last)).all():
        yield found
        last = found[-1].id


def downgrade():
    op.drop_table('borrower_word')
    if op.get_bind().dialect.name == 'postgresql':
        for table, key in KEPT:
            op.alter_column(table, key, type_=sa.String())
    for table, _, key in reversed(FOLDED):
        op.drop_index(f'ix_{table}_{key}', table)
        op.drop_column(table, key)
