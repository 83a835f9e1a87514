"""who decides on a request, until when, and what was known; who is absent"""

from datetime import timedelta

import sqlalchemy as sa
from alembic import op

revision = '0018'
down_revision = '0017'
branch_labels = None
depends_on = None

DAYS = 3
NEW = (
    sa.Column('facts', sa.JSON(), nullable=True),
    sa.Column('needs', sa.String(length=32), nullable=True),
    sa.Column('lapses_on', sa.Date(), nullable=True),
    sa.Column('granted', sa.JSON(), nullable=True),
    sa.Column('granted_cost', sa.BigInteger(), nullable=True),
    sa.Column('answer_to_id', sa.Integer(), nullable=True),
    sa.Column('seen_on', sa.Date(), nullable=True),
)
approval = sa.table(
    'approval',
    sa.column('id', sa.Integer()),
    sa.column('status', sa.String()),
    sa.column('asked_on', sa.Date()),
    sa.column('asked_by_id', sa.Integer()),
    sa.column('decided_on', sa.Date()),
    *(sa.column(each.name, each.type) for each in NEW),
)


def upgrade():
    with op.batch_alter_table('app_user', schema=None) as batch_op:
        batch_op.add_column(sa.Column('returns_on', sa.Date(), nullable=True))
    with op.batch_alter_table('policy', schema=None) as batch_op:
        batch_op.add_column(sa.Column('approval_days', sa.Integer(), nullable=False, server_default=str(DAYS)))
    with op.batch_alter_table('policy', schema=None) as batch_op:
        batch_op.alter_column('approval_days', server_default=None)
    with op.batch_alter_table('approval', schema=None) as batch_op:
        for column in NEW:
            batch_op.add_column(sa.Column(column.name, column.type, nullable=True))
    fill()
    with op.batch_alter_table('approval', schema=None) as batch_op:
        batch_op.alter_column('facts', existing_type=sa.JSON(), nullable=False)
        batch_op.alter_column('needs', existing_type=sa.String(length=32), nullable=False)
        batch_op.alter_column('lapses_on', existing_type=sa.Date(), nullable=False)
        batch_op.alter_column('answer_to_id', existing_type=sa.Integer(), nullable=False)
        batch_op.create_index(batch_op.f('ix_approval_answer_to_id'), ['answer_to_id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_approval_answer_to_id'), 'app_user', ['answer_to_id'], ['id'])


def fill():
    """What was not kept is not made up: no facts; a manager decides; an answer of before counts as seen."""
    kept = {'facts': {}, 'needs': 'manager', 'lapses_on': approval.c.asked_on, 'answer_to_id': approval.c.asked_by_id}
    op.execute(approval.update().values(seen_on=approval.c.decided_on, **kept))
    waiting = sa.select(approval.c.id, approval.c.asked_on).where(approval.c.status == 'requested')
    for id, asked_on in op.get_bind().execute(waiting).all():
        later = {'lapses_on': asked_on + timedelta(days=DAYS)}
        op.execute(approval.update().where(approval.c.id == id).values(**later))


def downgrade():
    with op.batch_alter_table('approval', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_approval_answer_to_id'), type_='foreignkey')
        batch_op.drop_index(batch_op.f('ix_approval_answer_to_id'))
        for column in reversed(NEW):
            batch_op.drop_column(column.name)
    with op.batch_alter_table('policy', schema=None) as batch_op:
        batch_op.drop_column('approval_days')
    with op.batch_alter_table('app_user', schema=None) as batch_op:
        batch_op.drop_column('returns_on')
