/**
 * The grid of a table: rows and columns with an id each, added, moved and deleted by buttons that say what they do.
 *
 * The server's part is factsheets/tables.py. Fields of a row that was moved keep their names, only its order changes;
 * of one that was deleted a mark is left. So an open form always means the same to the server, autosave or not.
 */
(() => {
  const uuid = () => {
    const bytes = Array.from(crypto.getRandomValues(new Uint8Array(16)));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
  };

  const element = (name, attributes = {}, ...children) => {
    const made = document.createElement(name);
    Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
    made.append(...children);
    return made;
  };

  const hidden = (name, value) => element("input", { type: "hidden", name, value });

  const iconOf = (name) => {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("class", `icon icon-${name}`);
    svg.setAttribute("aria-hidden", "true");
    const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
    use.setAttribute("href", `#icon-${name}`);
    svg.append(use);
    return svg;
  };

  class Cells {
    constructor(blockDef, placeholder, prefix, state, error) {
      this.blockDef = blockDef;
      this.type = blockDef.name;
      this.prefix = prefix;
      this.strings = blockDef.meta.strings;
      this.columns = [];
      this.rows = [];
      this.counts = { column: 0, row: 0 };
      this.build(placeholder);
      this.setState(state);
      if (error) this.setError(error);
    }

    build(placeholder) {
      this.fields = element("div", { hidden: "" });
      this.countInputs = {};
      this.errors = element("div", { class: "w-field__errors", "data-field-errors": "" });
      this.head = element("tr", {}, element("td"));
      this.body = element("tbody");
      const table = element("table", {}, element("thead", {}, this.head), this.body);
      const scroll = element("div", { class: "cells__scroll" }, table);
      this.addColumnButton = this.textButton("ADD_COLUMN", () => this.addColumn(this.columns.length));
      this.addRowButton = this.textButton("ADD_ROW", () => this.addRow(this.rows.length));
      const buttons = element("div", { class: "cells__add" }, this.addRowButton, this.addColumnButton);
      this.container = element("div", { class: "cells" }, this.errors, this.fields, scroll, buttons);
      placeholder.replaceWith(this.container);
      new MutationObserver(() => this.nameCells()).observe(this.body, { childList: true, subtree: true });
    }

    textButton(label, act) {
      const attributes = { type: "button", class: "button button-small button-secondary button--icon" };
      const button = element("button", attributes, iconOf("plus"), this.strings[label]);
      button.addEventListener("click", act);
      return button;
    }

    iconButton(icon, act) {
      const button = element("button", { type: "button", class: "cells__button" }, iconOf(icon));
      button.addEventListener("click", act);
      return button;
    }

    /** A row or column with its three hidden fields; its name in the form never changes. */
    line(kind, id) {
      const number = this.counts[kind];
      const field = (name, value) => hidden(`${this.prefix}-${kind}-${number}-${name}`, value);
      const line = { number, id: id || uuid() };
      line.fields = { id: field("id", line.id), order: field("order", number), deleted: field("deleted", "") };
      this.fields.append(...Object.values(line.fields));
      this.counts[kind] += 1;
      this.countInputs[kind].value = this.counts[kind];
      return line;
    }

    // Columns

    insertColumn(position, id, heading) {
      const column = this.line("column", id);
      const name = `${this.prefix}-column-${column.number}-heading`;
      column.heading = element("input", { type: "text", name, id: name, maxlength: 255, required: "", dir: "auto" });
      column.heading.value = heading || "";
      column.heading.addEventListener("input", () => this.nameCells());
      column.back = this.iconButton("arrow-left", () => this.moveColumn(column, -1));
      column.on = this.iconButton("arrow-right", () => this.moveColumn(column, 1));
      column.insert = this.iconButton("plus", () => this.addColumn(this.columns.indexOf(column)));
      column.bin = this.iconButton("bin", () => this.deleteColumn(column));
      const buttons = element("div", { class: "cells__buttons" }, column.back, column.on, column.insert, column.bin);
      column.cell = element("th", { scope: "col" }, column.heading, buttons);
      this.columns.splice(position, 0, column);
      this.head.insertBefore(column.cell, this.head.children[position + 1] || null);
      return column;
    }

    addColumn(position) {
      const column = this.insertColumn(position);
      this.rows.forEach((row) => this.insertCell(row, column, position, this.blockDef.emptyState));
      if (!this.rows.length) this.insertRow(0);
      this.changed();
      column.heading.focus();
    }

    moveColumn(column, by) {
      const to = this.columns.indexOf(column) + by;
      this.columns.splice(to - by, 1);
      this.columns.splice(to, 0, column);
      this.place(this.head, column.cell, to + 1);
      this.rows.forEach((row) => {
        const [cell] = row.cells.splice(to - by, 1);
        row.cells.splice(to, 0, cell);
        this.place(row.element, cell.element, to + 1);
      });
      this.changed();
      this.keepFocus(by < 0 ? column.back : column.on, by < 0 ? column.on : column.back);
    }

    deleteColumn(column) {
      const position = this.columns.indexOf(column);
      this.columns.splice(position, 1);
      column.cell.remove();
      this.rows.forEach((row) => row.cells.splice(position, 1)[0].element.remove());
      column.fields.deleted.value = "1";
      this.changed();
      (this.columns[Math.min(position, this.columns.length - 1)]?.bin || this.addColumnButton).focus();
    }

    // Rows

    insertRow(position, id, values) {
      const row = this.line("row", id);
      row.heading = element("span");
      row.up = this.iconButton("arrow-up", () => this.moveRow(row, -1));
      row.down = this.iconButton("arrow-down", () => this.moveRow(row, 1));
      row.insert = this.iconButton("plus", () => this.addRow(this.rows.indexOf(row)));
      row.bin = this.iconButton("bin", () => this.deleteRow(row));
      const buttons = element("div", { class: "cells__buttons" }, row.up, row.down, row.insert, row.bin);
      row.element = element("tr", {}, element("th", { scope: "row" }, row.heading), element("td", {}, buttons));
      row.cells = [];
      this.rows.splice(position, 0, row);
      this.body.insertBefore(row.element, this.body.children[position] || null);
      this.columns.forEach((column, at) => this.insertCell(row, column, at, values?.[at] ?? this.blockDef.emptyState));
      return row;
    }

    insertCell(row, column, position, state) {
      const placeholder = element("div");
      const cell = { element: element("td", {}, placeholder) };
      row.element.insertBefore(cell.element, row.element.children[position + 1]);
      const name = `${this.prefix}-cell-${row.number}-${column.number}`;
      cell.block = this.blockDef.cellDef.render(placeholder, name, state, null);
      row.cells.splice(position, 0, cell);
    }

    addRow(position) {
      const row = this.insertRow(position);
      this.changed();
      (row.cells[0]?.block || this.addColumnButton).focus();
    }

    moveRow(row, by) {
      const to = this.rows.indexOf(row) + by;
      this.rows.splice(to - by, 1);
      this.rows.splice(to, 0, row);
      this.place(this.body, row.element, to);
      this.changed();
      this.keepFocus(by < 0 ? row.up : row.down, by < 0 ? row.down : row.up);
    }

    deleteRow(row) {
      const position = this.rows.indexOf(row);
      this.rows.splice(position, 1);
      row.element.remove();
      row.fields.deleted.value = "1";
      this.changed();
      (this.rows[Math.min(position, this.rows.length - 1)]?.bin || this.addRowButton).focus();
    }

    // What follows from every change

    place(parent, child, position) {
      const others = Array.from(parent.children).filter((each) => each !== child);
      parent.insertBefore(child, others[position] || null);
    }

    keepFocus(button, otherwise) {
      (button.disabled ? otherwise : button).focus();
    }

    changed() {
      [this.columns, this.rows].forEach((lines) =>
        lines.forEach((line, position) => {
          line.fields.order.value = position;
        }),
      );
      this.nameButtons();
      this.nameCells();
      this.container.dispatchEvent(new Event("change", { bubbles: true }));
    }

    nameButtons() {
      const name = (target, string, position) => {
        const label = this.strings[string].replace("%n", position + 1);
        target.setAttribute("aria-label", label);
        target.title = label;
      };
      this.columns.forEach((column, position) => {
        name(column.heading, "HEADING", position);
        column.heading.placeholder = this.strings.HEADING.replace("%n", position + 1);
        name(column.back, "COLUMN_BACK", position);
        name(column.on, "COLUMN_ON", position);
        name(column.insert, "INSERT_COLUMN", position);
        name(column.bin, "DELETE_COLUMN", position);
        column.back.disabled = position === 0;
        column.on.disabled = position === this.columns.length - 1;
      });
      this.rows.forEach((row, position) => {
        row.heading.textContent = this.strings.ROW.replace("%n", position + 1);
        name(row.up, "ROW_UP", position);
        name(row.down, "ROW_DOWN", position);
        name(row.insert, "INSERT_ROW", position);
        name(row.bin, "DELETE_ROW", position);
        row.up.disabled = position === 0;
        row.down.disabled = position === this.rows.length - 1;
      });
    }

    /** The boxes are made later than their cells, so this is also called whenever something appears in the grid. */
    nameCells() {
      this.rows.forEach((row, position) =>
        row.cells.forEach((cell, at) => {
          const box = cell.element.querySelector("[role=textbox]");
          const heading = this.columns[at].heading.value || at + 1;
          const label = this.strings.CELL.replace("%n", position + 1).replace("%s", heading);
          if (box && box.getAttribute("aria-label") !== label) box.setAttribute("aria-label", label);
        }),
      );
    }

    // What Wagtail asks of a block

    setState(state) {
      this.columns = [];
      this.rows = [];
      this.counts = { column: 0, row: 0 };
      this.countInputs = {
        column: hidden(`${this.prefix}-column-count`, 0),
        row: hidden(`${this.prefix}-row-count`, 0),
      };
      this.fields.replaceChildren(...Object.values(this.countInputs));
      this.head.replaceChildren(this.head.firstElementChild);
      this.body.replaceChildren();
      (state?.columns || []).forEach((column, at) => this.insertColumn(at, column.id, column.heading));
      (state?.rows || []).forEach((row, at) => this.insertRow(at, row.id, row.values));
      this.changed();
    }

    setError(error) {
      this.errors.replaceChildren(
        ...(error?.messages || []).map((message) => element("p", { class: "error-message" }, message)),
      );
      Object.entries(error?.blockErrors || {}).forEach(([row, errors]) =>
        Object.entries(errors).forEach(([column, found]) => this.rows[row].cells[column].block.setError(found)),
      );
    }

    read(stateOfCell, idOf = (line) => line.id) {
      return {
        columns: this.columns.map((each) => ({ id: idOf(each), type: this.blockDef.cellDef.name, heading: each.heading.value })),
        rows: this.rows.map((row) => ({ id: idOf(row), values: row.cells.map(({ block }) => stateOfCell(block)) })),
      };
    }

    getState() {
      return this.read((block) => block.getState());
    }

    /** A copy is another table: without ids, it gets its own. */
    getDuplicatedState() {
      return this.read(
        (block) => (block.getDuplicatedState ? block.getDuplicatedState() : block.getState()),
        () => "",
      );
    }

    getValue() {
      return this.read((block) => block.getValue());
    }

    getTextLabel(options) {
      const texts = this.columns.map((column) => column.heading.value).filter(Boolean);
      return texts.join(", ").slice(0, options?.maxLength || 100);
    }

    focus() {
      (this.columns[0]?.heading || this.addColumnButton).focus();
    }
  }

  class CellsDefinition {
    constructor(name, cellDef, emptyState, meta) {
      Object.assign(this, { name, cellDef, emptyState, meta });
    }

    render(placeholder, prefix, initialState, initialError) {
      return new Cells(this, placeholder, prefix, initialState, initialError);
    }
  }

  window.telepath.register("factsheets.CellsBlock", CellsDefinition);
})();
