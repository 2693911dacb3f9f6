// What all pages of paraplu can do in a browser that runs scripts: sort a table by a
// click on a heading, or Enter on it; search and order the members; print; and be the
// first in Fava's sidebar. Without this they are plain pages that say the same.

function valueOf(row, column) {
  const cell = row.cells[column];
  const value = cell.dataset.value;
  if (value !== undefined) {
    return Number(value);
  }
  const day = cell.querySelector("time");
  return day === null ? cell.textContent.trim() : day.dateTime;
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

// The rows of members: those that fit what somebody types, in the order that they choose.
function makeSearchable(page) {
  const rows = page.querySelector("[data-pp-rows]");
  const tools = page.querySelector(".pp-tools");
  if (rows === null || tools === null) {
    return;
  }
  const text = tools.querySelector("[data-pp-search]");
  const attention = tools.querySelector("[data-pp-attention]");
  const order = tools.querySelector("[data-pp-order]");
  const none = page.querySelector(".pp-rows-none");
  const every = [...rows.children];
  const orders = {
    code: (one, other) => compare(one.dataset.code, other.dataset.code),
    left: (one, other) => Number(other.dataset.left) - Number(one.dataset.left),
    until: (one, other) => compare(one.dataset.until, other.dataset.until),
  };

  function show() {
    const wanted = text.value.trim().toLowerCase();
    let shown = 0;
    for (const row of every) {
      const fits =
        row.querySelector(".pp-name").textContent.toLowerCase().includes(wanted) &&
        (!attention.checked || row.hasAttribute("data-attention"));
      row.hidden = !fits;
      shown += fits ? 1 : 0;
    }
    none.hidden = shown > 0;
    rows.append(...[...every].sort(orders[order.value]));
  }

  for (const control of [text, attention, order]) {
    control.addEventListener("input", show);
  }
  tools.hidden = false;
}

function makePrintable(page) {
  for (const button of page.querySelectorAll("[data-pp-print]")) {
    button.addEventListener("click", () => window.print());
    button.hidden = false;
  }
}

// Copies what a button names: an amount, for the form of the tax office.
function makeCopiable(page) {
  for (const button of page.querySelectorAll("[data-pp-copy]")) {
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.ppCopy);
      button.textContent = button.dataset.ppDone;
    });
    button.hidden = false;
  }
}

// While one of our pages is shown they are the first that the keyboard comes to, as
// the style has them first for the eye; elsewhere they are where Fava has them.
function placeInSidebar(shown) {
  const link = document.querySelector("aside a[href*='/extension/Paraplu']");
  const list = link === null ? null : link.closest("ul");
  if (list === null) {
    return;
  }
  const sidebar = list.parentElement;
  const first = sidebar.querySelector(":scope > ul");
  if (shown && first !== list) {
    list.dataset.ppMoved = "";
    sidebar.insertBefore(list, first);
  } else if (!shown && "ppMoved" in list.dataset) {
    delete list.dataset.ppMoved;
    sidebar.append(list);
  }
}

export default {
  onPageLoad() {
    const page = document.querySelector(".paraplu");
    placeInSidebar(page !== null);
    if (page === null) {
      return;
    }
    for (const table of page.querySelectorAll("table[data-pp-sort]")) {
      makeSortable(table);
    }
    makeSearchable(page);
    makePrintable(page);
    makeCopiable(page);
    if (page.dataset.ppTitle) {
      document.title = `${page.dataset.ppTitle} - ${document.title.split(" - ").pop()}`;
    }
  },
};
