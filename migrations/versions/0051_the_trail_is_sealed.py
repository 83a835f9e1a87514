"""the trail is sealed; each start makes the triggers that refuse changes"""

import os

import sqlalchemy as sa
from alembic import op

from rules import audit as rule

revision = '0051'
down_revision = '0050'
branch_labels = None
depends_on = None

SIZE = 5000
BODY = ('user_id', 'actor', 'action', 'record', 'record_id', 'address', 'version')


def upgrade():
    op.create_table('audit_seal',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('entry_id', sa.Integer(), nullable=False),
    sa.Column('salt', sa.LargeBinary(length=16), nullable=True),
    sa.Column('told', sa.LargeBinary(length=32), nullable=False),
    sa.Column('digest', sa.LargeBinary(length=32), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['entry_id'], ['audit_entry.id'], name=op.f('fk_audit_seal_entry_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_audit_seal')),
    sa.UniqueConstraint('entry_id', name=op.f('uq_audit_seal_entry_id'))
    )
    _seal(op.get_bind())


def _seal(connection):
    """Chain what an old book has, in the order of its numbers."""
    at = 'CAST(at AS TEXT)' if connection.dialect.name == 'sqlite' else "to_char(at, 'YYYY-MM-DD HH24:MI:SS.US')"
    body = ', '.join(f'CAST({name} AS TEXT)' for name in BODY)
    query = sa.text(
        f'SELECT CAST(id AS TEXT), {at}, {body}, CAST(changes AS TEXT), reason '
        'FROM audit_entry WHERE audit_entry.id > :last ORDER BY audit_entry.id LIMIT :size'
    )
    into = sa.table('audit_seal', *map(sa.column, ('id', 'entry_id', 'salt', 'told', 'digest', 'version')))
    place, before, last = 0, rule.START, 0
    while found := connection.execute(query, {'last': last, 'size': SIZE}).all():
        links = []
        for row in found:
            place, salt = place + 1, os.urandom(16)
            told = rule.told(salt, row[-2:])
            before = rule.digest(before, place, row[:-2], told)
            last = int(row[0])
            links.append({'id': place, 'entry_id': last, 'salt': salt, 'told': told, 'digest': before, 'version': 1})
        connection.execute(into.insert(), links)


def downgrade():
    is_embedded = op.get_bind().dialect.name == 'sqlite'
    names = ('kept', 'stays', 'once') if is_embedded else ('kept', 'whole')
    for name in names:
        op.execute(f'DROP TRIGGER IF EXISTS audit_entry_{name}' + ('' if is_embedded else ' ON audit_entry'))
    op.drop_table('audit_seal')
    if not is_embedded:
        op.execute('DROP FUNCTION IF EXISTS audit_entry_guard()')
        op.execute('DROP FUNCTION IF EXISTS audit_refuse()')
