"""requests about personal data, what was erased, and the order by which the night erases"""

import sqlalchemy as sa
from alembic import op

revision = '0063'
down_revision = '0062'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('retention_order',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('asked_on', sa.Date(), nullable=False),
    sa.Column('asked_by_id', sa.Integer(), nullable=True),
    sa.Column('found', sa.JSON(), nullable=False),
    sa.Column('status', sa.String(length=32), nullable=False),
    sa.Column('decided_on', sa.Date(), nullable=True),
    sa.Column('decided_by_id', sa.Integer(), nullable=True),
    sa.Column('ended_on', sa.Date(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['asked_by_id'], ['app_user.id'], name=op.f('fk_retention_order_asked_by_id')),
    sa.ForeignKeyConstraint(['decided_by_id'], ['app_user.id'], name=op.f('fk_retention_order_decided_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_retention_order'))
    )
    with op.batch_alter_table('retention_order', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_retention_order_asked_on'), ['asked_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_retention_order_status'), ['status'], unique=False)

    op.create_table('data_request',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('borrower_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=32), nullable=False),
    sa.Column('said', sa.Text(), nullable=False),
    sa.Column('identity', sa.String(length=32), nullable=True),
    sa.Column('identity_by_id', sa.Integer(), nullable=True),
    sa.Column('asked_on', sa.Date(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('taken_by_id', sa.Integer(), nullable=True),
    sa.Column('status', sa.String(length=32), nullable=False),
    sa.Column('answer_id', sa.Integer(), nullable=True),
    sa.Column('answer_digest', sa.String(), nullable=False),
    sa.Column('answered_on', sa.Date(), nullable=True),
    sa.Column('decided_by_id', sa.Integer(), nullable=True),
    sa.Column('decided_on', sa.Date(), nullable=True),
    sa.Column('outcome', sa.Text(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['answer_id'], ['document.id'], name=op.f('fk_data_request_answer_id')),
    sa.ForeignKeyConstraint(['borrower_id'], ['borrower.id'], name=op.f('fk_data_request_borrower_id')),
    sa.ForeignKeyConstraint(['decided_by_id'], ['app_user.id'], name=op.f('fk_data_request_decided_by_id')),
    sa.ForeignKeyConstraint(['identity_by_id'], ['app_user.id'], name=op.f('fk_data_request_identity_by_id')),
    sa.ForeignKeyConstraint(['taken_by_id'], ['app_user.id'], name=op.f('fk_data_request_taken_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_data_request'))
    )
    with op.batch_alter_table('data_request', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_data_request_asked_on'), ['asked_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_data_request_borrower_id'), ['borrower_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_data_request_due_on'), ['due_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_data_request_status'), ['status'], unique=False)
        batch_op.create_index('uq_data_request_open', ['borrower_id', 'kind'], unique=True, sqlite_where=sa.text("status = 'open'"), postgresql_where=sa.text("status = 'open'"))

    op.create_table('erasure',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('borrower_id', sa.Integer(), nullable=False),
    sa.Column('request_id', sa.Integer(), nullable=True),
    sa.Column('erased_on', sa.Date(), nullable=False),
    sa.Column('parts', sa.JSON(), nullable=False),
    sa.Column('counts', sa.JSON(), nullable=False),
    sa.Column('kept', sa.JSON(), nullable=False),
    sa.Column('mark', sa.String(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('files', sa.JSON(), nullable=False),
    sa.Column('rows', sa.JSON(), nullable=False),
    sa.Column('entry_count', sa.Integer(), nullable=False),
    sa.Column('unsealed', sa.Boolean(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['borrower_id'], ['borrower.id'], name=op.f('fk_erasure_borrower_id')),
    sa.ForeignKeyConstraint(['request_id'], ['data_request.id'], name=op.f('fk_erasure_request_id')),
    sa.ForeignKeyConstraint(['user_id'], ['app_user.id'], name=op.f('fk_erasure_user_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_erasure')),
    sa.UniqueConstraint('mark', name=op.f('uq_erasure_mark'))
    )
    with op.batch_alter_table('erasure', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_erasure_borrower_id'), ['borrower_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_erasure_erased_on'), ['erased_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_erasure_request_id'), ['request_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_erasure_unsealed'), ['unsealed'], unique=False)



def downgrade():
    with op.batch_alter_table('erasure', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_erasure_unsealed'))
        batch_op.drop_index(batch_op.f('ix_erasure_request_id'))
        batch_op.drop_index(batch_op.f('ix_erasure_erased_on'))
        batch_op.drop_index(batch_op.f('ix_erasure_borrower_id'))

    op.drop_table('erasure')
    with op.batch_alter_table('data_request', schema=None) as batch_op:
        batch_op.drop_index('uq_data_request_open', sqlite_where=sa.text("status = 'open'"), postgresql_where=sa.text("status = 'open'"))
        batch_op.drop_index(batch_op.f('ix_data_request_status'))
        batch_op.drop_index(batch_op.f('ix_data_request_due_on'))
        batch_op.drop_index(batch_op.f('ix_data_request_borrower_id'))
        batch_op.drop_index(batch_op.f('ix_data_request_asked_on'))

    op.drop_table('data_request')
    with op.batch_alter_table('retention_order', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_retention_order_status'))
        batch_op.drop_index(batch_op.f('ix_retention_order_asked_on'))

    op.drop_table('retention_order')
