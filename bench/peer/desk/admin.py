"""The list and the page of the cases."""

from datetime import date

from desk.models import Borrower, Case, Loan
from django.contrib import admin
from django.core.paginator import Paginator

PAGE = 25
TODAY = date(2026, 6, 10)


class Endless(Paginator):
    """Pages without a count."""

    count = 10**9


@admin.register(Case)
class CaseAdmin(admin.ModelAdmin):
    """The list and the page of the cases."""

    list_display = ("reference", "borrower", "loan", "days_past_due", "owed", "state", "next_action_on")
    list_select_related = ("borrower", "loan")
    list_per_page = PAGE
    ordering = ("next_action_on", "id")
    search_fields = ("reference__startswith", "borrower__name__startswith", "loan__contract_no__startswith")
    raw_id_fields = ("borrower", "loan")
    show_full_result_count = False
    paginator = Endless

    @admin.display(ordering="overdue_since")
    def days_past_due(self, row: Case) -> int:
        """How late it is today."""
        return max(0, (TODAY - row.overdue_since).days) if row.overdue_since else 0

    @admin.display(ordering="balance")
    def owed(self, row: Case) -> str:
        """The balance with its currency."""
        return f"{row.loan.currency} {row.balance / 100:,.2f}"


admin.site.register([Borrower, Loan])
