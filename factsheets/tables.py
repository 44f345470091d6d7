"""The cells of a table: Wagtail's grid of typed cells, with an id on every row and column.

Wagtail's own stores none, so a translation could not follow its text when a row is moved. Raw form:
`{"columns": [{"id", "type", "heading"}], "rows": [{"id", "values": […]}]}`. The grid in the browser is
static/factsheets/cells.js; it makes the ids of new rows and columns and goes on sending them.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.telepath import Adapter, register
from wagtail.contrib.typed_table_block.blocks import TypedTable, TypedTableBlock, TypedTableBlockValidationError

Raw = dict[str, Any]

# A table that is new in the browser: nobody wants one without cells.
_NEW = {
    "columns": [{"id": "", "type": "text", "heading": ""} for _column in range(2)],
    "rows": [{"id": "", "values": ["", ""]} for _row in range(2)],
}


class CellsBlock(TypedTableBlock):
    """A grid of one kind of cell whose rows and columns keep their ids."""

    class Meta:
        default = _NEW

    @property
    def cell(self) -> Any:
        """The block that each cell is."""
        return next(iter(self.child_blocks.values()))

    def value_from_datadict(self, data: Any, files: Any, prefix: str) -> TypedTable:
        columns, rows = (_lines_sent(data, f"{prefix}-{name}") for name in ("column", "row"))
        grid = [
            [self.cell.value_from_datadict(data, files, f"{prefix}-cell-{row}-{column}") for column in columns]
            for row in rows
        ]
        return self._table(
            [
                {"id": _sent(data, f"{prefix}-column-{n}-id"), "heading": _sent(data, f"{prefix}-column-{n}-heading")}
                for n in columns
            ],
            [
                {"id": _sent(data, f"{prefix}-row-{n}-id"), "values": values}
                for n, values in zip(rows, grid, strict=True)
            ],
        )

    def to_python(self, value: Raw | None) -> TypedTable:
        value = value or {"columns": [], "rows": []}
        cells = iter(self.cell.bulk_to_python([cell for row in value["rows"] for cell in row["values"]]))
        rows = [{**_named(row), "values": [next(cells) for _cell in row["values"]]} for row in value["rows"]]
        return self._table(value["columns"], rows)

    def normalize(self, value: Any) -> TypedTable:
        return value if isinstance(value, TypedTable) else self.to_python(value)

    def get_prep_value(self, table: TypedTable) -> Raw:
        return self._raw(table, self.cell.get_prep_value)

    def get_form_state(self, table: TypedTable) -> Raw:
        return self._raw(table, self.cell.get_form_state)

    def clean(self, table: TypedTable) -> TypedTable:
        problems = [] if self.is_deferred_validation else _problems_with(table)
        rows: list[Raw] = []
        errors: dict[int, dict[int, ValidationError]] = {}
        for number, row in enumerate(table.row_data):
            values, errors_here = self._cleaned(row["values"])
            rows.append({**_named(row), "values": values})
            errors |= {number: errors_here} if errors_here else {}
        if errors or problems:
            raise TypedTableBlockValidationError(cell_errors=errors, non_block_errors=problems)
        return self._table(table.columns, rows)

    def _cleaned(self, values: list[Any]) -> tuple[list[Any], dict[int, ValidationError]]:
        cleaned, errors = [], {}
        for number, value in enumerate(values):
            try:
                cleaned.append(self.cell.clean(value))
            except ValidationError as error:
                errors[number] = error
        return cleaned, errors

    def _table(self, columns: list[Raw], rows: list[Raw]) -> TypedTable:
        block = {"block": self.cell}
        return TypedTable([{**_named(each), "heading": each["heading"], **block} for each in columns], rows, "")

    def _raw(self, table: TypedTable, written: Any) -> Raw:
        columns = [{**_named(each), "type": self.cell.name, "heading": each["heading"]} for each in table.columns]
        rows = [{**_named(row), "values": [written(value) for value in row["values"]]} for row in table.row_data]
        return {"columns": columns, "rows": rows}


class CellsBlockAdapter(Adapter):
    """What the grid in the browser is told."""

    js_constructor = "factsheets.CellsBlock"

    def js_args(self, block: CellsBlock) -> list[Any]:
        meta = {
            "label": block.label,
            "required": block.required,
            "icon": block.meta.icon,
            "blockDefId": block.definition_prefix,
            "isPreviewable": block.is_previewable,
            "strings": _strings(),
        }
        empty = block.cell.get_form_state(block.cell.get_default())
        return [block.name, block.cell, empty, meta]

    @cached_property
    def media(self) -> forms.Media:
        return forms.Media(
            js=[versioned_static("factsheets/cells.js")], css={"all": [versioned_static("factsheets/editor.css")]}
        )


register(CellsBlockAdapter(), CellsBlock)


def _strings() -> dict[str, str]:
    """“%n” is a number, “%s” the heading of a column."""
    return {
        "ADD_COLUMN": _("Add column"),
        "ADD_ROW": _("Add row"),
        "HEADING": _("Heading of column %n"),
        "CELL": _("Row %n, column “%s”"),
        "ROW": _("Row %n"),
        "DELETE_COLUMN": _("Delete column %n"),
        "DELETE_ROW": _("Delete row %n"),
        "INSERT_COLUMN": _("Insert a column before column %n"),
        "INSERT_ROW": _("Insert a row before row %n"),
        "COLUMN_BACK": _("Move column %n towards the start"),
        "COLUMN_ON": _("Move column %n towards the end"),
        "ROW_UP": _("Move row %n up"),
        "ROW_DOWN": _("Move row %n down"),
    }


def _problems_with(table: TypedTable) -> list[str]:
    if not table.columns or not table.row_data:
        return [_("Add a row and a column, or remove the table.")]
    if not all(column["heading"].strip() for column in table.columns):
        return [_("Give every column a heading. Screen readers say it before each cell.")]
    return []


def _lines_sent(data: Any, prefix: str) -> list[int]:
    """Numbers of the rows (or columns) that were not deleted, in their order."""
    numbers = range(_number(data.get(f"{prefix}-count")))
    kept = [number for number in numbers if not data.get(f"{prefix}-{number}-deleted")]
    return sorted(kept, key=lambda number: _number(data.get(f"{prefix}-{number}-order")))


def _number(sent: str | None) -> int:
    return min(int(sent), 1000) if sent and sent.isdecimal() else 0


def _sent(data: Any, name: str) -> str:
    return str(data.get(name) or "")


def _named(line: Raw) -> Raw:
    return {"id": line.get("id") or ""}
