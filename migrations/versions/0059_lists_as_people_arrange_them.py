"""lists as people arrange them: columns, saved views, the height of rows"""

import sqlalchemy as sa
from alembic import op

revision = '0059'
down_revision = '0058'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('saved_view',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('noun', sa.String(), nullable=False),
    sa.Column('owner_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('audience', sa.Enum('me', 'role', 'everybody', name='audience', native_enum=False, length=32), nullable=False),
    sa.Column('role', sa.Enum('administrator', 'manager', 'collector', 'legal_partner', 'auditor', name='role', native_enum=False, length=32), nullable=True),
    sa.Column('asked', sa.JSON(), nullable=False),
    sa.Column('shown', sa.JSON(), nullable=False),
    sa.Column('size', sa.Integer(), nullable=True),
    sa.Column('opens', sa.Boolean(), nullable=False),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['owner_id'], ['app_user.id'], name=op.f('fk_saved_view_owner_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_saved_view')),
    sa.UniqueConstraint('noun', 'owner_id', 'name', name=op.f('uq_saved_view_noun_owner_id_name'))
    )
    with op.batch_alter_table('saved_view', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_saved_view_owner_id'), ['owner_id'], unique=False)
    with op.batch_alter_table('app_user', schema=None) as batch_op:
        batch_op.add_column(sa.Column('density', sa.String(), nullable=False, server_default=''))
    with op.batch_alter_table('app_user', schema=None) as batch_op:
        batch_op.alter_column('density', server_default=None)


def downgrade():
    with op.batch_alter_table('app_user', schema=None) as batch_op:
        batch_op.drop_column('density')
    op.drop_table('saved_view')
