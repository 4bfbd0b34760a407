// The workbench: an article in, its records in the text, on a timeline, on a map and in tables. Offsets are asked for
// in UTF-16 code units, which is what strings count here.

import { $, element } from "/static/elements.js";
import { fromFragment, toFragment } from "/static/link.js";
import { renderMap } from "/static/map.js";
import { CLAUSES, KINDS, days, recordsOf } from "/static/records.js";
import { post, save } from "/static/service.js";
import { renderTables } from "/static/tables.js";
import { piecesByKey, renderText } from "/static/text.js";
import { eventsOf, renderTimeline } from "/static/timeline.js";

const REFERENCES = { published_at: "the day it was published", dateline: "its dateline", body: "a date in the text" };
const HIDDEN_AT_FIRST = new Set(["topic", "trip", "statement", "unresolved"]);
const WIDE = matchMedia("(min-width: 64.01rem)");
let article = null; // what was sent
let answer = null; // what came back
let records = [];
let byKey = new Map(); // record by its key
let pieces = new Map(); // pieces of the text by a record's key

// ---------------------------------------------------------------- asking

function request() {
  const body = { text: $("text").value, offsets: "utf16" };
  if ($("published").value) body.published_at = $("published").value;
  return body;
}

async function extract(event) {
  event?.preventDefault();
  if (!$("text").value.trim()) return problem("There is no text yet. Paste an article, open a file, or take one of those offered.");
  article = request();
  say("Reading…");
  $("extract").disabled = true;
  try {
    answer = await (await post("/v1/extract", article)).json();
    await show();
  } catch (error) {
    edit();
    problem(error.message);
  } finally {
    $("extract").disabled = false;
  }
}

function say(message) {
  $("status").textContent = message;
  $("status").className = "";
}

function problem(message) {
  say(message);
  $("status").className = "problem";
}

// ---------------------------------------------------------------- showing

async function show() {
  records = recordsOf(answer);
  byKey = new Map(records.map((record) => [record.key, record]));
  document.body.className = "reading";
  $("results").hidden = false;
  renderHeading();
  renderLegend();
  redraw();
  renderTimeline($("timeline"), eventsOf(answer), answer.document.reference_date.value);
  renderTables($("tables"), $("contents"), answer);
  $("json").textContent = "";
  $("json-details").open = false;
  $("curl").textContent = curl();
  inspect([]);
  const { officials, meetings, dated_locations: stays } = answer;
  say(`${officials.length} officials, ${meetings.length} meetings and ${stays.length} dated locations found.`);
  await renderMap($("map"), answer);
  history.replaceState(null, "", await toFragment(article));
}

function renderHeading() {
  const { title, words, reference_date: reference } = answer.document;
  $("title").textContent = title ?? "Untitled article";
  const read = reference.value ? `dates read against ${days({ start: reference.value, end: reference.value })}, ${REFERENCES[reference.source]}` : "no date to read “Monday” or “last week” against";
  $("about").textContent = `${words.toLocaleString("en")} words · ${read}`;
  $("warnings").replaceChildren(...answer.warnings.map((warning) => element("li", {}, warning.message)));
}

function renderLegend() {
  const counts = new Map();
  for (const record of records) counts.set(record.kind, (counts.get(record.kind) ?? 0) + 1);
  $("legend").replaceChildren($("legend").firstElementChild);
  for (const [kind, title] of Object.entries(KINDS)) {
    if (!counts.has(kind)) continue;
    const box = element("input", { type: "checkbox", value: kind });
    box.checked = !HIDDEN_AT_FIRST.has(kind);
    $("legend").append(element("label", {}, box, element("span", { class: `key ${CLAUSES.includes(kind) ? "clause " : ""}${kind}` }, title), element("span", { class: "soft" }, String(counts.get(kind)))));
  }
}

function redraw() {
  const shown = new Set([...$("legend").querySelectorAll("input:checked")].map((box) => box.value));
  renderText($("article"), article.text, answer.document.sections, records.filter((record) => shown.has(record.kind)));
  pieces = piecesByKey($("article"));
}

function edit() {
  document.body.className = "";
  $("results").hidden = true;
}

// ---------------------------------------------------------------- a record and its words

let lit = [];

/** Light up the first of the records wherever it is shown, and tell of all. */
function light(keys) {
  for (const node of lit) node.classList.remove("lit");
  lit = [...(pieces.get(keys[0]) ?? []), ...document.querySelectorAll(`[data-key="${CSS.escape(keys[0])}"]`)];
  for (const node of lit) node.classList.add("lit");
  inspect(keys);
}

/** Tell what the records say, above the text. */
function inspect(keys) {
  const found = keys.map((key) => byKey.get(key)).filter(Boolean);
  $("inspector").replaceChildren(...(found.length ? found.map((record) => element("li", {}, element("span", { class: `key ${CLAUSES.includes(record.kind) ? "clause " : ""}${record.kind}` }, KINDS[record.kind]), ` ${record.says}`)) : [element("li", { class: "soft" }, "Point at a record, or walk through the text with the arrow keys; Enter leads from one to the other.")]));
}

const keysAt = (node) => node.closest("mark")?.dataset.keys.split(" ") ?? (node.closest("[data-key]") ? [node.closest("[data-key]").dataset.key] : []);

/** From a record to its first words, from words to the table row of their record. */
function follow(node) {
  const keys = keysAt(node);
  if (!keys.length) return;
  light(keys);
  const target = node.closest("mark") ? $("tables").querySelector(`[data-key="${CSS.escape(keys[0])}"]`) : pieces.get(keys[0])?.[0];
  target?.scrollIntoView({ block: "center" });
}

// ---------------------------------------------------------------- taking it along

const curl = () => `curl ${location.origin}/v1/extract -H 'Content-Type: application/json' -d '${JSON.stringify(article).replaceAll("'", "'\\''")}'`;
const json = () => JSON.stringify(answer, null, 2);

async function copy(text, what) {
  await navigator.clipboard.writeText(text);
  say(`${what} copied.`);
}

async function download({ value, suffix }) {
  try {
    const file = value === "json" ? new Blob([json()], { type: "application/json" }) : await (await post(`/v1/extract?format=${value}`, article, "*/*")).blob();
    save(`${answer.document.id}${suffix}`, file);
    say(`${answer.document.id}${suffix} saved.`);
  } catch (error) {
    problem(error.message);
  }
}

// ---------------------------------------------------------------- bringing an article

function bring(text, published) {
  $("text").value = text;
  $("published").value = published ?? "";
}

async function open(file) {
  if (!file) return;
  bring(await file.text(), $("published").value);
  edit();
  say(`${file.name} is open. Set the day it was published, then press Extract.`);
}

async function offerExamples() {
  const response = await fetch("/examples").catch(() => null);
  if (!response?.ok) return;
  const examples = await response.json();
  $("offered").hidden = !examples.length;
  for (const { title, text, published_at } of examples) {
    const button = element("button", { type: "button" }, element("time", {}, published_at), element("span", {}, title));
    button.addEventListener("click", () => {
      bring(text, published_at);
      extract();
    });
    $("examples").append(element("li", {}, button));
  }
}

async function reopen() {
  try {
    const saved = await fromFragment(location.hash);
    if (!saved) return;
    bring(saved.text, saved.published_at);
    await extract();
  } catch {
    problem("The link does not hold a whole article. Ask for it again, or paste the article itself.");
  }
}

// ---------------------------------------------------------------- wiring

$("form").addEventListener("submit", extract);
$("text").addEventListener("keydown", (event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && extract(event));
$("edit").addEventListener("click", () => {
  edit();
  say("");
  $("text").focus();
});
$("another").addEventListener("click", () => {
  bring("", "");
  edit();
  say("");
  history.replaceState(null, "", location.pathname);
  $("text").focus();
});
$("file").addEventListener("change", (event) => open(event.target.files[0]));
for (const name of ["dragover", "dragleave", "drop"]) document.addEventListener(name, (event) => {
  event.preventDefault();
  $("text").classList.toggle("over", name === "dragover");
  if (name === "drop") open(event.dataTransfer.files[0]);
});
$("legend").addEventListener("change", redraw);
for (const name of ["mouseover", "focusin"]) $("results").addEventListener(name, (event) => {
  const keys = keysAt(event.target);
  if (keys.length) light(keys);
});
$("results").addEventListener("click", (event) => {
  const inText = event.target.closest("mark");
  if (!inText || (getSelection().isCollapsed && WIDE.matches)) follow(event.target); // elsewhere the text would run away
});
$("results").addEventListener("keydown", (event) => event.key === "Enter" && event.target.closest("mark, [data-key]:not(button)") && follow(event.target));
document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#"]');
  if (!link) return;
  event.preventDefault(); // the fragment holds the article
  const target = $(link.hash.slice(1));
  target.scrollIntoView();
  (target.querySelector("[tabindex='0']") ?? target).focus({ preventScroll: true });
});
$("json-details").addEventListener("toggle", () => ($("json").textContent = $("json-details").open ? json() : ""));
$("copy-json").addEventListener("click", () => copy(json(), "The JSON"));
$("copy-curl").addEventListener("click", () => copy(curl(), "The curl command"));
$("copy-link").addEventListener("click", () => copy(location.href, "The link"));
for (const button of document.querySelectorAll("[data-suffix]")) button.addEventListener("click", () => download({ value: button.value, suffix: button.dataset.suffix }));
window.addEventListener("hashchange", reopen);
performance.mark("interactive");
await Promise.all([offerExamples(), reopen()]);
