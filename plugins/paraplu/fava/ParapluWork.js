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

function closing() {
  const button = element("button", "×", { type: "button", className: "pp-close" });
  button.setAttribute("aria-label", work()?.dataset.ppClose ?? "");
  button.addEventListener("click", () => say(false));
  return button;
}

function say(bad, ...parts) {
  const box = told();
  box.toggleAttribute("data-bad", bad);
  box.replaceChildren(...parts);
  if (parts.length > 0 && !box.querySelector(".pp-answers")) box.append(closing());
  box.scrollTop = 0;
  // What is below it can be scrolled to above it.
  document.documentElement.style.setProperty("--pp-said", `${box.offsetHeight}px`);
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

// What was typed in forms that are not sent yet stays when the page is drawn again.
function typed(gone) {
  return [...document.querySelectorAll("form[data-pp-keep]")]
    .filter((form) => form.dataset.ppDo !== gone)
    .map((form) => ({
      what: form.dataset.ppDo,
      parts: form.querySelectorAll("[data-pp-part]").length,
      open: form.closest("details")?.open,
      fields: [...new FormData(form)].filter(([name, value]) => name !== "sure" && value),
    }));
}

function typeAgain(kept, go) {
  for (const { what, parts, open, fields } of kept) {
    const form = document.querySelector(`form[data-pp-keep][data-pp-do="${what}"]`);
    if (!form || !open) continue;
    form.closest("details").open = true;
    for (let n = 1; n < parts; n += 1) addPart(form);
    const places = {};
    for (const [name, value] of fields) {
      const place = (places[name] = (places[name] ?? -1) + 1);
      const field = form.querySelectorAll(`[name="${CSS.escape(name)}"]`)[place];
      if (field && !(name in go)) field.value = value;
    }
    tellTotal(form);
  }
}

const TYPED = "input:not([type=hidden], [type=file], [type=checkbox], [type=radio]), textarea";

// What a form is about: its action, and what it says without anybody typing it.
function about(form) {
  const hidden = [...form.querySelectorAll("input[type=hidden]")];
  const buttons = [...form.querySelectorAll("button[name]")];
  return JSON.stringify([form.dataset.ppDo, ...[...hidden, ...buttons].map((one) => one.value)]);
}

// What was typed in any form, for where it was refused because the books changed.
function refusedWith() {
  return [...document.querySelectorAll("form[data-pp-do]:not([data-pp-keep])")].map((form) => ({
    what: about(form),
    open: form.closest("details")?.open,
    values: [...form.querySelectorAll(TYPED)].map((one) => one.value),
  }));
}

// Only where the page has the very same form still: else it would be about another thing.
function refill(kept) {
  const forms = [...document.querySelectorAll("form[data-pp-do]:not([data-pp-keep])")];
  for (const { what, open, values } of kept) {
    const same = forms.filter((form) => about(form) === what);
    const fields = same.length === 1 ? [...same[0].querySelectorAll(TYPED)] : [];
    if (fields.length === 0 || fields.length !== values.length) continue;
    fields.forEach((field, n) => (field.value = values[n]));
    if (open) same[0].closest("details").open = true;
  }
}

async function draw(go, done) {
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
  const kept = typed(done);
  document.querySelector(".paraplu").replaceWith(found);
  typeAgain(kept, go);
}

function ask(answer, fields, file) {
  const buttons = answer.answers.map(([value, words]) => {
    const button = element("button", words, { type: "button" });
    button.addEventListener("click", () => act({ ...fields, [answer.field]: value }, file));
    return button;
  });
  const bar = element("div", "", { className: "pp-answers" });
  bar.append(...buttons);
  say(false, element("p", answer.asks), ...answer.lines.map((one) => element("p", one)), bar);
  // The answer has the focus, and what is asked is read from its first line on.
  buttons[0].focus({ preventScroll: true });
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
    if (answer.status === 409) {
      const kept = refusedWith();
      await draw({});
      refill(kept);
    }
    return false;
  }
  await draw(answer.go, fields.do);
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

// What people type as a number, as `meant_number` has it: a comma before the cents.
function plainNumber(text) {
  const bare = text.trim().replace(/^€/, "").replace(/^EUR/, "").trim();
  if (/^\d{1,3}(\.\d{3})+,\d{1,2}$/.test(bare)) {
    return bare.replaceAll(".", "").replace(",", ".");
  }
  return /^\d+,\d{1,4}$/.test(bare) ? bare.replace(",", ".") : bare;
}

// A number in whole parts, of which there are 10 to the power `decimals` in one; null
// for what is none. Money is never a float.
function parts(text, decimals) {
  const found = /^(-?)(\d{1,12})(?:\.(\d+))?$/.exec(plainNumber(text));
  if (!found || (found[3] ?? "").length > decimals) return null;
  const whole = BigInt(found[2] + (found[3] ?? "").padEnd(decimals, "0"));
  return found[1] ? -whole : whole;
}

// Divides, and rounds a half away from nil, as `in_cents` does.
function rounded(whole, by) {
  const half = (2n * (whole < 0n ? -whole : whole) + by) / (2n * by);
  return whole < 0n ? -half : half;
}

function inCents(cents, language) {
  const [group, point] = language === "nl" ? [".", ","] : [",", "."];
  const digits = String(cents < 0n ? -cents : cents).padStart(3, "0");
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, group);
  return `${cents < 0n ? "-" : ""}${whole}${point}${digits.slice(-2)}`;
}

// What the lines of a form come to and the VAT of it, in cents; null where one of them
// has no price yet. VAT is of all lines of a rate together, as `totals_of` has it.
function totalOf(lines) {
  const byRate = new Map();
  for (const { description, quantity, price, rate } of lines) {
    if (!description.trim() && !price.trim()) continue;
    const many = parts(quantity.trim() || "1", 3);
    const each = parts(price, 4);
    if (many === null || each === null || each < 0n) return null;
    const net = rounded(many * each, 100_000n);
    byRate.set(rate, (byRate.get(rate) ?? 0n) + net);
  }
  if (byRate.size === 0) return null;
  let [net, tax] = [0n, 0n];
  for (const [rate, sum] of byRate) {
    net += sum;
    // A code is of a scheme under which there is none.
    tax += rounded(sum * BigInt(rate.endsWith("%") ? rate.slice(0, -1) : 0), 100n);
  }
  return [net + tax, tax];
}

function linesOf(form) {
  const names = ["description", "quantity", "price", "rate"];
  return [...form.querySelectorAll("[data-pp-part]")].map((part) =>
    Object.fromEntries(names.map((one) => [one, part.querySelector(`[name="${one}[]"]`).value])),
  );
}

// What the form comes to, told while it is filled in; nothing is asked or written.
function tellTotal(form) {
  const box = form.querySelector("[data-pp-total]");
  const { ppSaid, ppLanguage } = box.dataset;
  const found = totalOf(linesOf(form));
  box.textContent = found
    ? ppSaid.replace("{total}", inCents(found[0], ppLanguage)).replace("{tax}", inCents(found[1], ppLanguage))
    : "";
}

function onInput(event) {
  if (event.target.form?.matches("[data-pp-live]")) tellTotal(event.target.form);
}

function onChange(event) {
  if (event.target.name === "sort") {
    const person = event.target.value === "person";
    for (const one of event.target.form.querySelectorAll("[data-pp-firm]")) one.hidden = person;
  }
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

function addPart(form) {
  const every = form.querySelectorAll("[data-pp-part]");
  const part = every[every.length - 1].cloneNode(true);
  for (const input of part.querySelectorAll("input")) input.value = "";
  every[every.length - 1].after(part);
  return part;
}

// Whoever goes on has read that it was done; why it was not stays until it is closed.
function onPress(event) {
  const box = document.getElementById("paraplu-said");
  const stays = !box || box.contains(event.target) || box.hasAttribute("data-bad");
  if (!stays && !box.querySelector(".pp-answers")) say(false);
}

function onClick(event) {
  const more = event.target.closest?.("[data-pp-more]");
  if (more) addPart(more.form).querySelector("select, input").focus();
}

function onKey(event) {
  if (event.key === "Escape" && work() !== null) say(false);
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
    document.addEventListener("pointerdown", onPress);
    document.addEventListener("keydown", onKey);
    document.addEventListener("change", onChange);
    document.addEventListener("input", onInput);
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
