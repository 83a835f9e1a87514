"""what grows by index"""

import sqlalchemy as sa
from alembic import op

revision = '0036'
down_revision = '0035'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('borrower', schema=None) as batch_op:
        batch_op.drop_index('ix_borrower_lender_id')
        batch_op.create_index('ix_borrower_language', ['lender_id', 'language'], unique=False)

    with op.batch_alter_table('hold', schema=None) as batch_op:
        batch_op.create_index('ix_hold_running', ['case_id', 'review_on', 'starts_on', 'ends_on'], unique=False, sqlite_where=sa.text('released_on IS NULL'), postgresql_where=sa.text('released_on IS NULL'))

    with op.batch_alter_table('promise', schema=None) as batch_op:
        batch_op.drop_index('ix_promise_settled')
        batch_op.create_index('ix_promise_settled', ['status', 'settled_on', 'case_id'], unique=False)

    with op.batch_alter_table('referral', schema=None) as batch_op:
        batch_op.create_index('ix_referral_judgment_on', ['judgment_on'], unique=False, sqlite_where=sa.text('judgment_on IS NOT NULL'), postgresql_where=sa.text('judgment_on IS NOT NULL'))

    with op.batch_alter_table('referral_question', schema=None) as batch_op:
        batch_op.drop_index('ix_referral_question_decided_at')
        batch_op.create_index('ix_referral_question_decided_at', ['decided_at', 'referral_id'], unique=False)


def downgrade():
    with op.batch_alter_table('referral_question', schema=None) as batch_op:
        batch_op.drop_index('ix_referral_question_decided_at')
        batch_op.create_index('ix_referral_question_decided_at', ['decided_at'], unique=False)

    with op.batch_alter_table('referral', schema=None) as batch_op:
        batch_op.drop_index('ix_referral_judgment_on', sqlite_where=sa.text('judgment_on IS NOT NULL'), postgresql_where=sa.text('judgment_on IS NOT NULL'))

    with op.batch_alter_table('promise', schema=None) as batch_op:
        batch_op.drop_index('ix_promise_settled')
        batch_op.create_index('ix_promise_settled', ['status', 'settled_on'], unique=False)

    with op.batch_alter_table('hold', schema=None) as batch_op:
        batch_op.drop_index('ix_hold_running', sqlite_where=sa.text('released_on IS NULL'), postgresql_where=sa.text('released_on IS NULL'))

    with op.batch_alter_table('borrower', schema=None) as batch_op:
        batch_op.drop_index('ix_borrower_language')
        batch_op.create_index('ix_borrower_lender_id', ['lender_id'], unique=False)
