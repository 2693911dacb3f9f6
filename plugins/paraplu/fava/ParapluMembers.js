// Makes the tables of all pages of paraplu sortable: a click on a heading, or Enter on
// it, sorts by that column, and again the other way round. Without this they are plain
// tables. Amounts are sorted by `data-value`, which is a number in every language.

function valueOf(row, column) {
  const cell = row.cells[column];
  const value = cell.dataset.value;
  return value === undefined ? cell.textContent.trim() : Number(value);
}

function compare(one, other) {
  return typeof one === "number" && typeof other === "number"
    ? one - other
    : String(one).localeCompare(String(other), document.documentElement.lang || "nl", { numeric: true });
}

function sort(table, heading) {
  const descending = heading.getAttribute("aria-sort") === "ascending";
  for (const other of table.tHead.rows[0].cells) {
    other.removeAttribute("aria-sort");
  }
  heading.setAttribute("aria-sort", descending ? "descending" : "ascending");
  const body = table.tBodies[0];
  const sorted = [...body.rows].sort((one, other) => {
    const order = compare(valueOf(one, heading.cellIndex), valueOf(other, heading.cellIndex));
    return descending ? -order : order;
  });
  body.append(...sorted);
}

function makeSortable(table) {
  for (const heading of table.tHead.rows[0].cells) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    button.addEventListener("click", () => sort(table, heading));
    heading.append(button);
  }
  table.removeAttribute("data-pp-sort");
  table.setAttribute("data-pp-sorted", "");
}

export default {
  onPageLoad() {
    for (const table of document.querySelectorAll(".paraplu table[data-pp-sort]")) {
      makeSortable(table);
    }
  },
};
