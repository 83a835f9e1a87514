"""which notices a person has read, and who wants them by mail each day"""

import sqlalchemy as sa
from alembic import op

revision = '0057'
down_revision = '0056'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        'notice_read',
        sa.Column('user_id', sa.Integer(), nullable=False),
        sa.Column('kind', sa.String(), nullable=False),
        sa.Column('row_id', sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(['user_id'], ['app_user.id'], name='fk_notice_read_user_id', ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('user_id', 'kind', 'row_id', name='pk_notice_read'),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table('app_user', schema=None) as batch_op:
        batch_op.add_column(sa.Column('gets_digest', sa.Boolean(), server_default=sa.false(), nullable=False))
    with op.batch_alter_table('app_user', schema=None) as batch_op:
        batch_op.alter_column('gets_digest', server_default=None)


def downgrade():
    with op.batch_alter_table('app_user', schema=None) as batch_op:
        batch_op.drop_column('gets_digest')
    op.drop_table('notice_read')
