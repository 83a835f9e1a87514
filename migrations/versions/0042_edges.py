"""what was said of bank layouts"""

import sqlalchemy as sa
from alembic import op

revision = '0042_edges'
down_revision = '0037'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('bank_layout',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('lender_id', sa.Integer(), nullable=False),
    sa.Column('layout', sa.String(), nullable=False),
    sa.Column('columns', sa.JSON(), nullable=False),
    sa.Column('day_first', sa.Boolean(), nullable=True),
    sa.Column('unsigned', sa.String(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['lender_id'], ['lender.id'], name=op.f('fk_bank_layout_lender_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_bank_layout')),
    sa.UniqueConstraint('lender_id', 'layout', name=op.f('uq_bank_layout_lender_id_layout'))
    )


def downgrade():
    op.drop_table('bank_layout')
