// Sends what somebody does on the page of work, says what came of it, and draws the page
// again as the books are then. Every form with `data-pp-do` names an action; the keys are
// those of `aria-keyshortcuts`.

const work = () => document.querySelector(".pp-work");

function element(name, text, more = {}) {
  return Object.assign(document.createElement(name), { textContent: text }, more);
}

function told() {
  let box = document.getElementById("paraplu-said");
  if (box === null) {
    box = element("div", "", { id: "paraplu-said" });
    box.setAttribute("role", "status");
    document.body.append(box);
  }
  return box;
}

function say(bad, ...parts) {
  const box = told();
  box.toggleAttribute("data-bad", bad);
  box.replaceChildren(...parts);
}

// A name that ends in [] is a list, of one value too.
function fieldsOf(form, button) {
  const fields = { do: form.dataset.ppDo };
  for (const [name, value] of new FormData(form, button)) {
    if (value instanceof File) continue;
    const list = name.endsWith("[]") && name.slice(0, -2);
    if (list) (fields[list] ??= []).push(value);
    else fields[name] = value === "true" ? true : value;
  }
  return fields;
}

async function answerTo(asked, file) {
  const headers = { "X-Paraplu": "1" };
  let body = JSON.stringify(asked);
  if (file) {
    const whole = new FormData();
    whole.append("asked", body);
    whole.append("file", file);
    body = whole;
  } else headers["Content-Type"] = "application/json";
  const answer = await fetch(work().dataset.ppAct, { method: "POST", headers, body });
  const text = await answer.text();
  try {
    return { ...JSON.parse(text), status: answer.status };
  } catch {
    return { error: text.trim() || String(answer.status), status: answer.status };
  }
}

async function draw(go) {
  const url = new URL(location.href);
  for (const [name, value] of Object.entries(go)) {
    if (value) url.searchParams.set(name, value);
    else url.searchParams.delete(name);
  }
  const shown = new URL(url);
  shown.searchParams.set("partial", "true");
  const page = await (await fetch(shown)).text();
  history.replaceState(history.state, "", url);
  const found = new DOMParser().parseFromString(page, "text/html").querySelector(".paraplu");
  document.querySelector(".paraplu").replaceWith(found);
}

function ask(answer, fields, file) {
  const buttons = answer.answers.map(([value, words]) => {
    const button = element("button", words, { type: "button" });
    button.addEventListener("click", () => act({ ...fields, [answer.field]: value }, file));
    return button;
  });
  say(false, element("p", answer.asks), ...answer.lines.map((one) => element("p", one)), ...buttons);
  buttons[0].focus();
}

// Tells whether it was done.
async function act(fields, file) {
  const here = work();
  let answer;
  try {
    answer = await answerTo({ seen: here.dataset.ppSeen, action: fields }, file);
  } catch {
    say(true, element("p", here.dataset.ppFailed));
    return false;
  }
  if (answer.asks) {
    ask(answer, fields, file);
    return false;
  }
  if (answer.error) {
    say(true, element("p", answer.error));
    if (answer.status === 409) await draw({});
    return false;
  }
  await draw(answer.go);
  const places = answer.places.map(({ text, href }) => {
    const place = element("p", "");
    place.append(href ? element("a", text, { href }) : text);
    return place;
  });
  if (answer.load) {
    const file = element("a", answer.load.split("=").pop(), { href: answer.load, download: "" });
    places.push(file);
    file.click();
  }
  const errors = answer.errors.map((one) => element("p", `✕ ${one}`));
  say(errors.length > 0, element("p", answer.said), ...places, ...errors);
  (work()?.querySelector("[data-pp-first]") ?? work()?.querySelector("button, a"))?.focus();
  return true;
}

function onSubmit(event) {
  const form = event.target;
  if (form.dataset.ppDo === undefined || work() === null) return;
  event.preventDefault();
  if (form.ariaBusy) return;
  form.ariaBusy = "true";
  const files = form.querySelector("input[type=file]")?.files;
  const fields = fieldsOf(form, event.submitter);
  inTurn(files?.length ? files : [undefined], fields).finally(() => (form.ariaBusy = null));
}

// One after the other, for each is done to the books as the one before left them.
async function inTurn(files, fields) {
  for (const file of [...files]) {
    if (!(await act(fields, file))) return;
  }
}

// What a form would come to, told while it is filled in; nothing is written by that.
async function total(form) {
  const action = { ...fieldsOf(form), sure: "" };
  const answer = await answerTo({ seen: work().dataset.ppSeen, action });
  form.querySelector("[data-pp-total]").textContent = answer.asks ?? answer.error ?? "";
}

function onChange(event) {
  if (event.target.form?.matches("[data-pp-live]")) total(event.target.form);
  if (event.target.matches?.(".pp-work form[data-pp-do] input[type=file]")) {
    event.target.form.requestSubmit();
  }
}

// Whoever drops a file beside a row shall not lose the page to it.
function onDrag(event) {
  if (work() === null || !event.dataTransfer?.types.includes("Files")) return;
  event.preventDefault();
  const here = event.type === "dragover" && event.target.closest?.("[data-pp-drop]");
  for (const one of work().querySelectorAll("[data-pp-drop]")) {
    one.toggleAttribute("data-pp-over", one === here);
  }
  const row = event.type === "drop" && event.target.closest?.("[data-pp-drop]");
  const input = row && row.querySelector("input[type=file]");
  if (!input || event.dataTransfer.files.length === 0) return;
  input.files = event.dataTransfer.files;
  input.form.requestSubmit();
}

function onClick(event) {
  const more = event.target.closest?.("[data-pp-more]");
  if (!more) return;
  const parts = more.form.querySelectorAll("[data-pp-part]");
  const part = parts[parts.length - 1].cloneNode(true);
  for (const input of part.querySelectorAll("input")) input.value = "";
  parts[parts.length - 1].after(part);
  part.querySelector("select, input").focus();
}

function onKey(event) {
  const typing = event.target.closest?.("input, select, textarea, [contenteditable]");
  if (work() === null || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const key = CSS.escape(event.key.toLowerCase());
  const found = work().querySelector(`[aria-keyshortcuts="${key}"]`);
  if (!found) return;
  event.preventDefault();
  found.click();
}

export default {
  init() {
    document.addEventListener("submit", onSubmit);
    document.addEventListener("click", onClick);
    document.addEventListener("keydown", onKey);
    document.addEventListener("change", onChange);
    for (const name of ["dragover", "dragleave", "drop"]) document.addEventListener(name, onDrag);
    told();
  },
  onPageLoad() {
    if (work() === null) say(false);
    else if (!document.activeElement || document.activeElement === document.body) {
      work().querySelector("[data-pp-first]")?.focus({ preventScroll: true });
    }
  },
};
