"""The columns of a table of another program: guessed, and changed by who looks at them."""

from dataclasses import replace

from presence.exchange.formats import Format, head_of, recognised
from presence.exchange.mapped.columns import Field
from presence.exchange.mapped.guess import Mapping, guess, meant
from presence.exchange.mapped.order import DateOrder
from presence.exchange.mapped.reading import Table, checked, table_in
from presence.exchange.opening import opened
from presence.exchange.sheet import is_another
from presence.texts import _
from presence.ui.importing.columns import ColumnRow, ColumnsView
from presence.words.exchange.mapping import field_name, numbers_line, order_choice

MOST = 40  # columns that are shown


class ChosenColumns:
    """Of one file; ``mapping`` None where it is no table of another program."""

    def __init__(self, path: str, wanted: Format) -> None:
        self._path = path
        self._sample: list[list[str]] = []
        self._order: DateOrder | None = None
        self.mapping: Mapping | None = None
        if wanted is not Format.CSV:
            return
        with opened(path, wanted) as stream:
            head = head_of(stream)
            if not is_another(head) or recognised(head):
                return  # it is said of which program it is
            table = table_in(stream, path)
            self._sample = [list(row) for row in table.sample]
            self.mapping = guess(table.headings, self._sample)

    def choose(self, number: int, field: str) -> None:
        """Say what a column is; another that was the same is nothing then."""
        assert self.mapping is not None
        columns = {each: at for each, at in self.mapping.columns.items() if at != number}
        if field:
            columns[Field(field)] = number
        mapping = replace(self.mapping, columns=columns)
        self.mapping = meant(mapping, self._sample, self._order)

    def choose_order(self, order: str) -> None:
        """Say in which order days are written."""
        assert self.mapping is not None
        self._order = DateOrder(order)
        self.mapping = meant(self.mapping, self._sample, self._order)

    def checked(self, table: Table) -> Mapping:
        """The mapping for reading all of the table; Refused where it does not say when."""
        assert self.mapping is not None
        return checked(replace(self.mapping, headings=table.headings), self._path)

    def what_is_missing(self) -> str:
        """What is still to be said before the table can be read; "" where nothing is."""
        if self.mapping is None:
            return ""
        if not self.mapping.says_when:
            return _("Say which column is the start, and which one the end or the length.")
        if not self.mapping.is_sure:
            return _("Day first or month first? The days can be read in both ways: say which.")
        return ""

    def view(self) -> ColumnsView:
        """What is shown of it; nothing where there is nothing to choose."""
        mapping = self.mapping
        if mapping is None:
            return ColumnsView()
        fields = {at: each.value for each, at in mapping.columns.items()}
        rows = [
            ColumnRow(heading, self._example(number), fields.get(number, ""))
            for number, heading in enumerate(mapping.headings[:MOST])
        ]
        names = [(each.value, field_name(each.value)) for each in Field]
        has_lengths = Field.LENGTH in mapping.columns
        return ColumnsView(
            rows,
            [("", _("not taken")), *names],
            [(each.value, order_choice(each.value)) for each in DateOrder],
            mapping.order.value if mapping.is_sure else "",
            numbers_line(mapping.unit.value, mapping.decimal) if has_lengths else "",
        )

    def _example(self, number: int) -> str:
        cells = (row[number] for row in self._sample if number < len(row))
        return next((cell.strip() for cell in cells if cell.strip()), "")
