"""duplicates among borrowers"""

import sqlalchemy as sa
from alembic import op

revision = '0066'
down_revision = '0065'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('borrower', schema=None) as batch_op:
        batch_op.add_column(sa.Column('merged_into_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('allows_from', sa.DateTime(), nullable=True))
        batch_op.create_index(batch_op.f('ix_borrower_merged_into_id'), ['merged_into_id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_borrower_merged_into_id'), 'borrower', ['merged_into_id'], ['id'])
    op.create_table('duplicate',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('lender_id', sa.Integer(), nullable=False),
    sa.Column('first_id', sa.Integer(), nullable=False),
    sa.Column('second_id', sa.Integer(), nullable=False),
    sa.Column('same_id_number', sa.Boolean(), nullable=False),
    sa.Column('same_phone', sa.Boolean(), nullable=False),
    sa.Column('same_name', sa.Boolean(), nullable=False),
    sa.Column('ids_differ', sa.Boolean(), nullable=False),
    sa.Column('found_on', sa.Date(), nullable=False),
    sa.Column('state', sa.Enum('found', 'gone', 'asked', 'merged', 'two_people', name='duplicatestate', native_enum=False, length=32), nullable=False),
    sa.Column('kept_id', sa.Integer(), nullable=True),
    sa.Column('said', sa.String(), nullable=False),
    sa.Column('asked_on', sa.Date(), nullable=True),
    sa.Column('asked_by_id', sa.Integer(), nullable=True),
    sa.Column('decided_on', sa.Date(), nullable=True),
    sa.Column('decided_by_id', sa.Integer(), nullable=True),
    sa.Column('merged_at', sa.DateTime(), nullable=True),
    sa.Column('moved', sa.JSON(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['asked_by_id'], ['app_user.id'], name=op.f('fk_duplicate_asked_by_id')),
    sa.ForeignKeyConstraint(['decided_by_id'], ['app_user.id'], name=op.f('fk_duplicate_decided_by_id')),
    sa.ForeignKeyConstraint(['first_id'], ['borrower.id'], name=op.f('fk_duplicate_first_id')),
    sa.ForeignKeyConstraint(['kept_id'], ['borrower.id'], name=op.f('fk_duplicate_kept_id')),
    sa.ForeignKeyConstraint(['lender_id'], ['lender.id'], name=op.f('fk_duplicate_lender_id')),
    sa.ForeignKeyConstraint(['second_id'], ['borrower.id'], name=op.f('fk_duplicate_second_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_duplicate')),
    sa.UniqueConstraint('first_id', 'second_id', name=op.f('uq_duplicate_first_id_second_id'))
    )
    with op.batch_alter_table('duplicate', schema=None) as batch_op:
        for name in ('found_on', 'kept_id', 'lender_id', 'second_id', 'state'):
            batch_op.create_index(batch_op.f(f'ix_duplicate_{name}'), [name], unique=False)


def downgrade():
    op.drop_table('duplicate')
    with op.batch_alter_table('borrower', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_borrower_merged_into_id'), type_='foreignkey')
        batch_op.drop_index(batch_op.f('ix_borrower_merged_into_id'))
        batch_op.drop_column('allows_from')
        batch_op.drop_column('merged_into_id')
