"""files of the set-up, landed as one batch"""

import sqlalchemy as sa
from alembic import op

revision = '0067'
down_revision = '0066'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('configuration',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('file_name', sa.String(), nullable=False),
    sa.Column('state', sa.Enum('checked', 'landed', 'undone', 'dropped', name='configurationstate', native_enum=False, length=32), nullable=False),
    sa.Column('added', sa.Integer(), nullable=False),
    sa.Column('changed', sa.Integer(), nullable=False),
    sa.Column('taken_out', sa.Integer(), nullable=False),
    sa.Column('content', sa.JSON(), nullable=False),
    sa.Column('brought_at', sa.DateTime(), nullable=False),
    sa.Column('brought_by_id', sa.Integer(), nullable=True),
    sa.Column('landed_at', sa.DateTime(), nullable=True),
    sa.Column('landed_by_id', sa.Integer(), nullable=True),
    sa.Column('undone_at', sa.DateTime(), nullable=True),
    sa.Column('undone_by_id', sa.Integer(), nullable=True),
    sa.Column('strategy_version_id', sa.Integer(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['brought_by_id'], ['app_user.id'], name=op.f('fk_configuration_brought_by_id')),
    sa.ForeignKeyConstraint(['landed_by_id'], ['app_user.id'], name=op.f('fk_configuration_landed_by_id')),
    sa.ForeignKeyConstraint(['strategy_version_id'], ['strategy_version.id'], name=op.f('fk_configuration_strategy_version_id')),
    sa.ForeignKeyConstraint(['undone_by_id'], ['app_user.id'], name=op.f('fk_configuration_undone_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_configuration'))
    )
    with op.batch_alter_table('configuration', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_configuration_brought_at'), ['brought_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_configuration_strategy_version_id'), ['strategy_version_id'], unique=False)


def downgrade():
    op.drop_table('configuration')
