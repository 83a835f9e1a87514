"""rules of the house that act by night on what happened, and each time one did"""

import sqlalchemy as sa
from alembic import op

revision = '0068'
down_revision = '0067'
branch_labels = None
depends_on = None

EVENTS = (
    'case_opened stage_raised promise_broken promise_kept plan_broken payment_posted contact_logged reply_came '
    'dispute_opened referral_moved quiet each_night'
).split()
DOES = 'book_action assign tell propose_plan propose_referral write_reminder'.split()
TASKS = (
    'call callback send_letter follow_promise follow_plan check_payment review_hold review_for_legal follow_referral '
    'other'
).split()


def choice(name, *members):
    return sa.Enum(*members, name=name, native_enum=False, length=32)


def upgrade():
    op.create_table(
        'automation',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('key', sa.String(), nullable=True),
        sa.Column('event', choice('event', *EVENTS), nullable=False),
        sa.Column('quiet_days', sa.Integer(), nullable=True),
        sa.Column('stage_id', sa.Integer(), nullable=True),
        sa.Column('portfolio_id', sa.Integer(), nullable=True),
        sa.Column('assignee_id', sa.Integer(), nullable=True),
        sa.Column('days_from', sa.Integer(), nullable=True),
        sa.Column('days_to', sa.Integer(), nullable=True),
        sa.Column('does', choice('does', *DOES), nullable=False),
        sa.Column('task_kind', choice('taskkind', *TASKS), nullable=True),
        sa.Column('after_days', sa.Integer(), nullable=False),
        sa.Column('person_id', sa.Integer(), nullable=True),
        sa.Column('plan_count', sa.Integer(), nullable=True),
        sa.Column('note', sa.Text(), nullable=False),
        sa.Column('most', sa.Integer(), nullable=False),
        sa.Column('status', choice('automationstatus', 'off', 'asked', 'on'), nullable=False),
        sa.Column('written_by_id', sa.Integer(), nullable=True),
        sa.Column('asked_by_id', sa.Integer(), nullable=True),
        sa.Column('switched_by_id', sa.Integer(), nullable=True),
        sa.Column('switched_on', sa.Date(), nullable=True),
        sa.Column('name', sa.String(), nullable=False),
        sa.Column('name_zh_hans', sa.String(), nullable=False),
        sa.Column('name_zh_hant', sa.String(), nullable=False),
        sa.Column('archived_on', sa.Date(), nullable=True),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['stage_id'], ['stage.id'], name=op.f('fk_automation_stage_id')),
        sa.ForeignKeyConstraint(['portfolio_id'], ['portfolio.id'], name=op.f('fk_automation_portfolio_id')),
        *(
            sa.ForeignKeyConstraint([name], ['app_user.id'], name=op.f(f'fk_automation_{name}'))
            for name in ('assignee_id', 'person_id', 'written_by_id', 'asked_by_id', 'switched_by_id')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_automation')),
        sa.UniqueConstraint('key', name=op.f('uq_automation_key')),
    )
    op.create_table(
        'firing',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('automation_id', sa.Integer(), nullable=False),
        sa.Column('case_id', sa.Integer(), nullable=False),
        sa.Column('on', sa.Date(), nullable=False),
        sa.Column('fired_on', sa.Date(), nullable=False),
        sa.Column('record', sa.String(), nullable=False),
        sa.Column('record_id', sa.Integer(), nullable=False),
        sa.Column('outcome', choice('firingoutcome', 'done', 'kept_back'), nullable=False),
        sa.Column('why', sa.String(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['automation_id'], ['automation.id'], name=op.f('fk_firing_automation_id')),
        sa.ForeignKeyConstraint(['case_id'], ['case_file.id'], name=op.f('fk_firing_case_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_firing')),
        sa.UniqueConstraint('automation_id', 'case_id', 'on', name=op.f('uq_firing_automation_id_case_id_on')),
    )
    with op.batch_alter_table('firing', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_firing_case_id'), ['case_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_firing_fired_on'), ['fired_on'], unique=False)


def downgrade():
    op.drop_table('firing')
    op.drop_table('automation')
