"""handovers; questions of a referral, its pause and the last payment it knew; breaches of its steps"""

import sqlalchemy as sa
from alembic import op

revision = '0019'
down_revision = '0018'
branch_labels = None
depends_on = None

KNOWN = """
UPDATE referral SET after_id = COALESCE((
    SELECT MAX(payment.id) FROM payment JOIN case_file ON case_file.loan_id = payment.loan_id
    WHERE case_file.id = referral.case_id AND payment.posted_on <= referral.referred_on
), 0)
"""
"""A payment posted after a referral was sent is asked about by the first run."""


def upgrade():
    op.create_table('handover',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('returns_on', sa.Date(), nullable=True),
    sa.Column('ended_on', sa.Date(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['app_user.id'], name=op.f('fk_handover_by_id')),
    sa.ForeignKeyConstraint(['person_id'], ['app_user.id'], name=op.f('fk_handover_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_handover'))
    )
    with op.batch_alter_table('handover', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_handover_person_id'), ['person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_handover_returns_on'), ['returns_on'], unique=False)

    op.create_table('handed_case',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('handover_id', sa.Integer(), nullable=False),
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('to_id', sa.Integer(), nullable=False),
    sa.Column('returned_on', sa.Date(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['case_file.id'], name=op.f('fk_handed_case_case_id')),
    sa.ForeignKeyConstraint(['handover_id'], ['handover.id'], name=op.f('fk_handed_case_handover_id')),
    sa.ForeignKeyConstraint(['to_id'], ['app_user.id'], name=op.f('fk_handed_case_to_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_handed_case')),
    sa.UniqueConstraint('handover_id', 'case_id', name=op.f('uq_handed_case_handover_id_case_id'))
    )
    with op.batch_alter_table('handed_case', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_handed_case_case_id'), ['case_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_handed_case_to_id'), ['to_id'], unique=False)

    op.create_table('referral_question',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('referral_id', sa.Integer(), nullable=False),
    sa.Column('cause', sa.String(length=32), nullable=False),
    sa.Column('fact', sa.Integer(), nullable=False),
    sa.Column('happened_on', sa.Date(), nullable=False),
    sa.Column('asked_at', sa.DateTime(), nullable=False),
    sa.Column('mailed_at', sa.DateTime(), nullable=True),
    sa.Column('decision', sa.String(length=32), nullable=True),
    sa.Column('decided_at', sa.DateTime(), nullable=True),
    sa.Column('decided_by_id', sa.Integer(), nullable=True),
    sa.Column('words', sa.String(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['decided_by_id'], ['app_user.id'], name=op.f('fk_referral_question_decided_by_id')),
    sa.ForeignKeyConstraint(['referral_id'], ['referral.id'], name=op.f('fk_referral_question_referral_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_referral_question')),
    sa.UniqueConstraint('referral_id', 'cause', 'fact', name=op.f('uq_referral_question_referral_id_cause_fact'))
    )
    with op.batch_alter_table('referral_question', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_referral_question_decided_at'), ['decided_at'], unique=False)

    with op.batch_alter_table('breach', schema=None) as batch_op:
        batch_op.add_column(sa.Column('referral_event_id', sa.Integer(), nullable=True))
        batch_op.alter_column('contact_id',
               existing_type=sa.INTEGER(),
               nullable=True)
        batch_op.create_index(batch_op.f('ix_breach_referral_event_id'), ['referral_event_id'], unique=True)
        batch_op.create_foreign_key(batch_op.f('fk_breach_referral_event_id'), 'referral_event', ['referral_event_id'], ['id'])

    with op.batch_alter_table('referral', schema=None) as batch_op:
        batch_op.add_column(sa.Column('after_id', sa.Integer(), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('paused_until', sa.Date(), nullable=True))

    with op.batch_alter_table('referral', schema=None) as batch_op:
        batch_op.alter_column('after_id', existing_type=sa.Integer(), server_default=None)
    op.execute(KNOWN)


def downgrade():
    op.execute('DELETE FROM breach WHERE contact_id IS NULL')
    with op.batch_alter_table('referral', schema=None) as batch_op:
        batch_op.drop_column('paused_until')
        batch_op.drop_column('after_id')

    with op.batch_alter_table('breach', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_breach_referral_event_id'), type_='foreignkey')
        batch_op.drop_index(batch_op.f('ix_breach_referral_event_id'))
        batch_op.alter_column('contact_id',
               existing_type=sa.INTEGER(),
               nullable=False)
        batch_op.drop_column('referral_event_id')

    with op.batch_alter_table('referral_question', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_referral_question_decided_at'))

    op.drop_table('referral_question')
    with op.batch_alter_table('handed_case', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_handed_case_to_id'))
        batch_op.drop_index(batch_op.f('ix_handed_case_case_id'))

    op.drop_table('handed_case')
    with op.batch_alter_table('handover', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_handover_returns_on'))
        batch_op.drop_index(batch_op.f('ix_handover_person_id'))

    op.drop_table('handover')
