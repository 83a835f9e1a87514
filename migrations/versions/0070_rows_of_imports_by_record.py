"""rows of imports are found by the record that they made or revised"""

from alembic import op

revision = '0070'
down_revision = '0069'
branch_labels = None
depends_on = None


def upgrade():
    op.create_index('ix_import_row_record', 'import_row', ['record', 'record_id'], unique=False)


def downgrade():
    op.drop_index('ix_import_row_record', 'import_row')
