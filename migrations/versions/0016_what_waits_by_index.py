"""what waits, what is overdue and what is mostly empty are found by an index"""

import sqlalchemy as sa
from alembic import op

revision = '0016'
down_revision = '0015'
branch_labels = None
depends_on = None

NEW = (
    ('ix_breach_reviewed_on', 'breach', ['reviewed_on']),
    ('ix_case_file_action', 'case_file', ['state', 'next_action_on', 'archived_on', 'assignee_id']),
    ('ix_clock_alarm_ending', 'clock_alarm', ['expires_on', 'days', 'loan_id']),
    ('ix_hold_review', 'hold', ['released_on', 'ends_on', 'review_on', 'starts_on', 'case_id']),
    ('ix_loan_currency', 'loan', ['currency']),
    ('ix_item_request_answered_at', 'item_request', ['answered_at']),
    ('ix_override_status', 'override', ['status']),
    ('ix_offer_status', 'offer', ['status']),
    ('ix_plan_status', 'plan', ['status']),
    ('ix_payment_posted_on', 'payment', ['posted_on']),
    ('ix_promise_settled', 'promise', ['status', 'settled_on']),
    ('ix_referral_status', 'referral', ['status']),
)
UNPAID = ['due_on', 'loan_id', 'principal', 'interest', 'fee', 'paid_principal', 'paid_interest', 'paid_fee']
LEFT = sa.text('principal + interest + fee - (paid_principal + paid_interest + paid_fee) > 0')
WIDER = (
    ('ix_case_file_due', 'case_file', ['state', 'overdue_since'], ['archived_on', 'loan_id']),
)
NAMED = (
    ('payment', 'reverses_id', True),
    ('payment', 'receipt_id', False),
    ('promise', 'reminder_id', True),
    ('decision', 'override_id', False),
)


def upgrade():
    for name, table, columns in NEW:
        op.create_index(name, table, columns)
    for name, table, columns, more in WIDER:
        op.drop_index(name, table)
        op.create_index(name, table, columns + more)
    op.create_index('ix_instalment_unpaid', 'instalment', UNPAID, sqlite_where=LEFT, postgresql_where=LEFT)
    for table, column, unique in NAMED:
        replace(table, column, unique, f'{column} IS NOT NULL', f'{column} IS NOT NULL')
    replace('case_file', 'touched', False, 'touched IS 1', 'touched')


def replace(table, column, unique, sqlite, postgresql):
    op.drop_index(f'ix_{table}_{column}', table)
    where = {'sqlite_where': sa.text(sqlite), 'postgresql_where': sa.text(postgresql)}
    op.create_index(f'ix_{table}_{column}', table, [column], unique=unique, **where)


def downgrade():
    op.drop_index('ix_instalment_unpaid', 'instalment')
    for table, column, unique in (*NAMED, ('case_file', 'touched', False)):
        op.drop_index(f'ix_{table}_{column}', table)
        op.create_index(f'ix_{table}_{column}', table, [column], unique=unique)
    for name, table, columns, _ in WIDER:
        op.drop_index(name, table)
        op.create_index(name, table, columns)
    for name, table, _ in NEW:
        op.drop_index(name, table)
