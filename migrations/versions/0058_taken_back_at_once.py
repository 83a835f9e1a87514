"""what followed from a contact, taken back at once"""

import sqlalchemy as sa
from alembic import op

revision = '0058'
down_revision = '0057'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('taken_back',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('contact_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['contact_id'], ['contact.id'], name=op.f('fk_taken_back_contact_id')),
    sa.ForeignKeyConstraint(['user_id'], ['app_user.id'], name=op.f('fk_taken_back_user_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_taken_back'))
    )
    with op.batch_alter_table('taken_back', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_taken_back_contact_id'), ['contact_id'], unique=True)


def downgrade():
    op.drop_table('taken_back')
