"""Three tables of the book, as they are."""

from django.db import models


class Borrower(models.Model):
    """A borrower of the book."""

    reference = models.CharField(max_length=255)
    name = models.CharField(max_length=255)

    class Meta:
        """An existing table."""

        app_label, managed, db_table = "desk", False, "borrower"

    def __str__(self) -> str:
        return self.name


class Loan(models.Model):
    """A loan of the book."""

    contract_no = models.CharField(max_length=255)
    currency = models.CharField(max_length=3)
    principal = models.BigIntegerField()
    opened_on = models.DateField()

    class Meta:
        """An existing table."""

        app_label, managed, db_table = "desk", False, "loan"

    def __str__(self) -> str:
        return self.contract_no


class Case(models.Model):
    """A case of the book."""

    reference = models.CharField(max_length=255)
    borrower = models.ForeignKey(Borrower, models.PROTECT)
    loan = models.OneToOneField(Loan, models.PROTECT)
    state = models.CharField(max_length=32)
    balance = models.BigIntegerField()
    overdue_since = models.DateField(null=True, blank=True)
    next_action_on = models.DateField(null=True, blank=True)

    class Meta:
        """An existing table."""

        app_label, managed, db_table = "desk", False, "case_file"

    def __str__(self) -> str:
        return self.reference
