"""absences to come, a suppressed message leaves its day free, set-offs taken back are told"""

import sqlalchemy as sa
from alembic import op

revision = '0027'
down_revision = '0026'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('absence',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('returns_on', sa.Date(), nullable=False),
    sa.Column('to_id', sa.Integer(), nullable=True),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('entered_on', sa.Date(), nullable=False),
    sa.Column('begun_on', sa.Date(), nullable=True),
    sa.Column('withdrawn_on', sa.Date(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['app_user.id'], name=op.f('fk_absence_by_id')),
    sa.ForeignKeyConstraint(['person_id'], ['app_user.id'], name=op.f('fk_absence_person_id')),
    sa.ForeignKeyConstraint(['to_id'], ['app_user.id'], name=op.f('fk_absence_to_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_absence'))
    )
    op.create_index(op.f('ix_absence_person_id'), 'absence', ['person_id'])
    op.create_index(op.f('ix_absence_starts_on'), 'absence', ['starts_on'])
    with op.batch_alter_table('set_off') as batch:
        batch.add_column(sa.Column('back_reminder_id', sa.Integer(), nullable=True))
        batch.add_column(sa.Column('back_told_on', sa.Date(), nullable=True))
        batch.create_foreign_key(op.f('fk_set_off_back_reminder_id'), 'reminder', ['back_reminder_id'], ['id'])
    named = sa.text('back_reminder_id IS NOT NULL')
    op.create_index(
        'ix_set_off_back_reminder_id', 'set_off', ['back_reminder_id'],
        unique=True, sqlite_where=named, postgresql_where=named,
    )
    with op.batch_alter_table('reminder') as batch:
        batch.drop_constraint(op.f('uq_reminder_borrower_id_queued_on'), type_='unique')
    op.create_index('ix_reminder_borrower', 'reminder', ['borrower_id', 'queued_on'])
    stands = sa.text("status <> 'suppressed'")
    op.create_index(
        'uq_reminder_open', 'reminder', ['borrower_id', 'queued_on'],
        unique=True, sqlite_where=stands, postgresql_where=stands,
    )


def downgrade():
    op.drop_index('uq_reminder_open', 'reminder')
    op.drop_index('ix_reminder_borrower', 'reminder')
    with op.batch_alter_table('reminder') as batch:
        batch.create_unique_constraint(op.f('uq_reminder_borrower_id_queued_on'), ['borrower_id', 'queued_on'])
    op.drop_index('ix_set_off_back_reminder_id', 'set_off')
    with op.batch_alter_table('set_off') as batch:
        batch.drop_constraint(op.f('fk_set_off_back_reminder_id'), type_='foreignkey')
        batch.drop_column('back_told_on')
        batch.drop_column('back_reminder_id')
    op.drop_table('absence')
