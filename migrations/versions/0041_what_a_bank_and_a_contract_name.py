"""what was said of bank layouts, and joint debtors"""

import sqlalchemy as sa
from alembic import op

revision = '0041'
down_revision = '0040'
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
    op.create_table('joint_debtor',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('loan_id', sa.Integer(), nullable=False),
    sa.Column('borrower_id', sa.Integer(), nullable=False),
    sa.Column('archived_on', sa.Date(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['borrower_id'], ['borrower.id'], name=op.f('fk_joint_debtor_borrower_id')),
    sa.ForeignKeyConstraint(['loan_id'], ['loan.id'], name=op.f('fk_joint_debtor_loan_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_joint_debtor')),
    sa.UniqueConstraint('loan_id', 'borrower_id', name=op.f('uq_joint_debtor_loan_id_borrower_id'))
    )
    with op.batch_alter_table('joint_debtor', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_joint_debtor_borrower_id'), ['borrower_id'], unique=False)


def downgrade():
    op.drop_table('joint_debtor')
    op.drop_table('bank_layout')
