"""lists open in the order of an index, and what waits is found by one"""

from alembic import op

revision = '0022'
down_revision = '0021'
branch_labels = None
depends_on = None

NEW = (
    ('approval', 'status'),
    ('bank_file', 'started_at'),
    ('case_file', 'next_action_on'),
    ('charge', 'on'),
    ('contact', 'at'),
    ('hold', 'review_on'),
    ('instalment', 'due_on'),
    ('offer', 'made_on'),
    ('pause', 'entered_on'),
    ('payment_notice', 'mailed_at'),
    ('task', 'due_on'),
    ('weekly_metric', 'week_on'),
    ('wish', 'received_at'),
)


def upgrade():
    for table, column in NEW:
        op.create_index(f'ix_{table}_{column}', table, [column])


def downgrade():
    for table, column in NEW:
        op.drop_index(f'ix_{table}_{column}', table)
