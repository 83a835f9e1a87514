"""words for other moments: rows beside those of the house, and which of them a lender wants"""

import sqlalchemy as sa
from alembic import op

revision = '0065'
down_revision = '0064'
branch_labels = None
depends_on = None

NOTICES = 'promise set_off set_off_back before_due thanks receipt plan_due dispute_answered welcome'.split()
CHANNELS = 'call sms email letter visit in_person'.split()


def upgrade():
    op.create_table(
        'notice_text',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('notice', sa.Enum(*NOTICES, name='notice', native_enum=False, length=32), nullable=False),
        sa.Column('channel', sa.Enum(*CHANNELS, name='channel', native_enum=False, length=32), nullable=False),
        sa.Column(
            'language', sa.Enum('en', 'zh_Hans', 'zh_Hant', name='language', native_enum=False, length=32), nullable=False
        ),
        sa.Column('subject', sa.String(), nullable=False),
        sa.Column('body', sa.Text(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_notice_text')),
        sa.UniqueConstraint('notice', 'channel', 'language', name=op.f('uq_notice_text_notice_channel_language')),
    )
    with op.batch_alter_table('lender', schema=None) as batch_op:
        batch_op.add_column(sa.Column('receipts', sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column('plan_due_days', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('dispute_answers', sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column('welcomes', sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade():
    with op.batch_alter_table('lender', schema=None) as batch_op:
        for name in ('welcomes', 'dispute_answers', 'plan_due_days', 'receipts'):
            batch_op.drop_column(name)
    op.drop_table('notice_text')
