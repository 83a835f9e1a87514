"""messages before a due day and of thanks, switched on per lender"""

import sqlalchemy as sa
from alembic import op

revision = '0050'
down_revision = '0049'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('service_message',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('before_due', 'thanks', name='servicekind', native_enum=False, length=32), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('amount', sa.BigInteger(), nullable=True),
    sa.Column('reminder_id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['case_file.id'], name=op.f('fk_service_message_case_id')),
    sa.ForeignKeyConstraint(['reminder_id'], ['reminder.id'], name=op.f('fk_service_message_reminder_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_service_message')),
    sa.UniqueConstraint('case_id', 'kind', 'on', name=op.f('uq_service_message_case_id_kind_on'))
    )
    with op.batch_alter_table('service_message', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_service_message_reminder_id'), ['reminder_id'], unique=True)

    with op.batch_alter_table('episode', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_episode_closed_on'), ['closed_on'], unique=False)

    with op.batch_alter_table('lender', schema=None) as batch_op:
        batch_op.add_column(sa.Column('before_due_days', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('thanks', sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column('reports_credit', sa.Boolean(), nullable=False, server_default=sa.false()))

    op.create_table('notice_code',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('notice', sa.Enum('promise', 'set_off', 'set_off_back', 'before_due', 'thanks', name='notice', native_enum=False, length=32), nullable=False),
    sa.Column('language', sa.Enum('en', 'zh_Hans', 'zh_Hant', name='language', native_enum=False, length=32), nullable=False),
    sa.Column('gateway_code', sa.String(), nullable=False),
    sa.Column('gateway_variables', sa.String(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_notice_code')),
    sa.UniqueConstraint('notice', 'language', name=op.f('uq_notice_code_notice_language'))
    )


def downgrade():
    with op.batch_alter_table('episode', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_episode_closed_on'))
    op.drop_table('notice_code')
    with op.batch_alter_table('lender', schema=None) as batch_op:
        batch_op.drop_column('reports_credit')
        batch_op.drop_column('thanks')
        batch_op.drop_column('before_due_days')
    op.drop_table('service_message')
