// The workbench: sends an article to this service and shows its records in the text, on a timeline, on a map and in tables.
// Offsets are asked for in UTF-16 code units, which is what JavaScript strings count.

const KINDS = ["official", "place", "date", "figure", "topic", "meeting", "location", "unresolved"];
const LABELS = { official: "Officials", place: "Places", date: "Dates", figure: "Figures", topic: "Topics", meeting: "Meetings", location: "Dated locations", unresolved: "Unresolved" };
const HIDDEN_AT_FIRST = new Set(["topic", "unresolved"]);
const $ = (id) => document.getElementById(id);
const SVG = "http://www.w3.org/2000/svg";

let article = null; // what was sent
let answer = null; // what came back
let evidence = new Map(); // record key → [{start, end}]
let world = null; // the outline, fetched once

/** An element with attributes and children; text children are never parsed as markup. */
function element(name, attributes = {}, ...children) {
  const node = name.startsWith("svg:") ? document.createElementNS(SVG, name.slice(4)) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== null && value !== undefined) node.setAttribute(key, value);
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

// ---------------------------------------------------------------- request

function request() {
  const body = { text: $("text").value, offsets: "utf16" };
  if ($("published").value) body.published_at = $("published").value;
  return body;
}

async function extract(event) {
  event?.preventDefault();
  article = request();
  say("Reading…");
  $("extract").disabled = true;
  try {
    const response = await fetch("/v1/extract", { method: "POST", headers: { "Content-Type": "application/json", Accept: "application/json" }, body: JSON.stringify(article) });
    const body = await response.json();
    if (!response.ok) throw new Error(body.detail ? `${body.title}: ${body.detail}` : body.title);
    answer = body;
    await show();
  } catch (error) {
    $("results").hidden = true;
    say(error instanceof TypeError ? "The service does not answer. Is it still running?" : error.message, true);
  } finally {
    $("extract").disabled = false;
  }
}

function say(message, problem = false) {
  $("status").textContent = message;
  $("status").classList.toggle("problem", problem);
}

// ---------------------------------------------------------------- records to marks

function collect() {
  const marks = [];
  evidence = new Map();
  const add = (kind, key, label, spans) => {
    evidence.set(key, spans);
    for (const span of spans) if (span.end > span.start) marks.push({ kind, key, label, start: span.start, end: span.end });
  };
  for (const o of answer.officials) add("official", o.id, `${o.name}, ${o.roles.map((r) => r.title).join("; ") || "official"}`, [...o.mentions, ...o.roles.flatMap((r) => r.evidence)]);
  for (const p of answer.places) add("place", p.id, `${p.name}, ${p.kind}${p.country ? ", " + p.country : ""}`, p.mentions);
  answer.dates.forEach((d, i) => add("date", `d${i}`, `${d.text}: ${d.date.edtf ?? "unresolved"}`, [d]));
  answer.figures.forEach((f, i) => add("figure", `f${i}`, `${f.text}: ${amount(f)}`, [f]));
  for (const t of answer.topics) add("topic", t.id, t.label, t.mentions);
  for (const m of answer.meetings) add("meeting", m.id, `${m.status} ${m.kind}: ${m.participants.map((p) => p.name).join(", ")}`, m.evidence);
  for (const l of answer.dated_locations) add("location", l.id, `${placeName(l.place)}, ${l.date.edtf}`, l.evidence);
  answer.unresolved.forEach((u, i) => add("unresolved", `u${i}`, `${u.text}: ${u.reason}`, [u]));
  return marks;
}

const placeName = (id) => answer.places.find((p) => p.id === id)?.name ?? "";
const officialName = (id) => answer.officials.find((o) => o.id === id)?.name ?? "";
const days = (date) => (date === null ? "not said" : date.start === date.end ? date.start : `${date.start} to ${date.end}`);
function amount(f) {
  const number = (value) => value.toLocaleString("en", { maximumFractionDigits: 4 });
  const size = f.value !== null ? number(f.value) : `${number(f.low)} to ${number(f.high)}`;
  const sign = { about: "about ", gt: "over ", gte: "at least ", lt: "under ", lte: "at most " }[f.comparator] ?? "";
  return sign + size + (f.unit === "count" ? "" : " " + f.unit) + (f.per ? " per " + f.per : "");
}

// ---------------------------------------------------------------- the text

/** Cut the text wherever a mark starts or ends; each piece carries every mark that covers it. One pass, sorted events. */
function renderText(marks) {
  const host = $("article");
  const events = marks.flatMap((mark) => [[mark.start, 1, mark], [mark.end, 0, mark]]).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const open = new Set();
  const seen = new Set();
  const fragment = document.createDocumentFragment();
  let position = 0;
  const flush = (end) => {
    if (end <= position) return;
    const words = article.text.slice(position, end);
    position = end;
    if (!open.size) return void fragment.append(words);
    const node = element("mark", { "data-keys": [...new Set([...open].map((mark) => mark.key))].join(" ") }, words);
    for (const mark of open) node.classList.add(mark.kind);
    const first = [...open].filter((mark) => !seen.has(mark));
    if (first.length) {
      node.tabIndex = -1;
      node.title = first.map((mark) => `${LABELS[mark.kind]}: ${mark.label}`).join("\n");
      node.setAttribute("aria-description", node.title);
      first.forEach((mark) => seen.add(mark));
    }
    fragment.append(node);
  };
  for (const [at, opens, mark] of events) {
    flush(at);
    if (opens) open.add(mark);
    else open.delete(mark);
  }
  flush(article.text.length);
  host.replaceChildren(fragment);
  const start = host.querySelector("mark[tabindex]");
  if (start) start.tabIndex = 0;
}

function light(keys, scroll = false) {
  document.querySelectorAll(".lit, .lit-row").forEach((node) => node.classList.remove("lit", "lit-row"));
  if (!keys.length) return;
  const wanted = new Set(keys);
  let first = null;
  for (const node of document.querySelectorAll("#article mark")) {
    if (!node.dataset.keys.split(" ").some((key) => wanted.has(key))) continue;
    node.classList.add("lit");
    first ??= node;
  }
  for (const node of document.querySelectorAll(".records [data-key]")) if (wanted.has(node.dataset.key)) node.classList.add("lit-row");
  if (scroll && first) {
    const box = document.querySelector(".reading");
    const inside = box.scrollHeight > box.clientHeight + 1;
    if (inside) box.scrollTop += first.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 3;
    else first.scrollIntoView({ block: "center" });
  }
}

function moveFocus(event) {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  const current = event.target.closest("mark[tabindex]");
  if (!step || !current) return;
  event.preventDefault();
  const stops = [...$("article").querySelectorAll("mark[tabindex]")].filter((node) => node.classList.length);
  const next = stops[stops.indexOf(current) + step];
  if (!next) return;
  current.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}

function renderLegend(marks) {
  const host = $("legend");
  host.replaceChildren(host.querySelector("legend"));
  for (const kind of KINDS) {
    const count = new Set(marks.filter((mark) => mark.kind === kind).map((mark) => mark.key)).size;
    const box = element("input", { type: "checkbox", value: kind });
    box.checked = !HIDDEN_AT_FIRST.has(kind);
    host.append(element("label", {}, box, element("span", { class: `key ${kind}` }, LABELS[kind]), element("span", { class: "soft" }, String(count))));
  }
}

function redraw() {
  const shown = new Set([...$("legend").querySelectorAll("input:checked")].map((box) => box.value));
  renderText(collect().filter((mark) => shown.has(mark.kind)));
}

// ---------------------------------------------------------------- tables

function table(host, columns, rows) {
  const heading = host.previousElementSibling;
  heading.querySelector(".count")?.remove();
  heading.append(element("span", { class: "count" }, ` ${rows.length}`));
  if (!rows.length) return void host.replaceChildren(element("p", { class: "empty" }, "None in this article."));
  const head = element("tr", {}, ...columns.map((name) => element("th", { scope: "col" }, name)));
  const body = rows.map(({ key, cells }) => element("tr", { "data-key": key, tabindex: "0" }, ...cells.map((cell) => (cell instanceof Element && cell.tagName === "TD" ? cell : element("td", {}, cell ?? "")))));
  host.replaceChildren(element("div", { class: "scroll" }, element("table", {}, element("thead", {}, head), element("tbody", {}, ...body))));
}

const badge = (status) => element("span", { class: `status ${status}` }, status);
const number = (text) => element("td", { class: "number" }, text);

function renderTables() {
  table($("officials"), ["Name", "Office"], answer.officials.map((o) => ({ key: o.id, cells: [
    o.name,
    element("td", {}, ...o.roles.flatMap((r, i) => [i ? element("br") : null, `${r.title}${r.country ? " · " + r.country : ""}${r.organization ? " · " + r.organization : ""} `, badge(r.status)])),
  ] })));
  table($("meetings"), ["Participants", "What", "When", "Where"], answer.meetings.map((m) => ({ key: m.id, cells: [
    (m.name ? m.name + ": " : "") + m.participants.map((p) => p.name + (p.side ? ` (${p.side})` : "")).join(", "),
    element("td", {}, m.kind.replace("_", " ") + " ", badge(m.status)), number(days(m.date)), placeName(m.place),
  ] })));
  table($("locations"), ["Place", "When", "Who", "What"], answer.dated_locations.map((l) => ({ key: l.id, cells: [
    placeName(l.place), number(days(l.date)), l.officials.map(officialName).join(", "), element("td", {}, l.activity + " ", badge(l.status)),
  ] })));
  table($("figures"), ["Words", "Value", "Measures"], answer.figures.map((f, i) => ({ key: `f${i}`, cells: [f.text, number(amount(f)), f.measures] })));
  table($("dates"), ["Words", "Days", "Read as"], answer.dates.map((d, i) => ({ key: `d${i}`, cells: [d.text, number(d.date.edtf ?? "unresolved"), d.date.resolution] })));
  table($("places"), ["Name", "Kind", "Country", "GeoNames"], answer.places.map((p) => ({ key: p.id, cells: [p.name, p.kind, p.country, p.geonames_id === null ? "" : String(p.geonames_id)] })));
  table($("unresolved"), ["Words", "Kind", "Why", "May be"], answer.unresolved.map((u, i) => ({ key: `u${i}`, cells: [u.text, u.kind, u.reason, u.candidates.join("; ")] })));
  const heading = $("topics").previousElementSibling;
  heading.querySelector(".count")?.remove();
  heading.append(element("span", { class: "count" }, ` ${answer.topics.length}`));
  $("topics").replaceChildren(...(answer.topics.length ? answer.topics.map((t) => element("div", { class: "topic-row", "data-key": t.id, tabindex: "0", role: "group", "aria-label": `${t.label}, salience ${t.salience}` },
    element("span", {}, t.label), element("meter", { min: "0", max: "1", value: t.salience, "aria-label": t.label }), element("span", { class: "soft" }, t.salience.toFixed(2)))) : [element("p", { class: "empty" }, "None in this article.")]));
}

// ---------------------------------------------------------------- timeline

const DAY = 86_400_000;
const time = (iso) => Date.parse(iso + "T00:00:00Z");

/** Stays as bars, meetings as dots; uncertain dates are as wide as they are uncertain; far-off background is left to the tables. */
function renderTimeline() {
  const items = [
    ...answer.dated_locations.map((l) => ({ key: l.id, stay: true, from: time(l.date.start), to: time(l.date.end) + DAY, status: l.status, label: placeName(l.place) + (l.officials.length ? " · " + l.officials.map(officialName).map((n) => n.split(" ").at(-1)).join(", ") : "") })),
    ...answer.meetings.filter((m) => m.date?.start).map((m) => ({ key: m.id, stay: false, from: time(m.date.start), to: time(m.date.end) + DAY, status: m.status, label: m.name ?? m.participants.map((p) => p.name.split(" ").at(-1)).join(" – ") })),
  ];
  const host = $("timeline");
  const anchor = answer.document.reference_date.value ? time(answer.document.reference_date.value) : median(items.map((item) => item.from));
  const near = items.filter((item) => Math.abs(item.from - anchor) < 45 * DAY && item.to - item.from < 45 * DAY).sort((a, b) => a.from - b.from || a.to - b.to || (a.stay ? -1 : 1));
  if (!near.length) return void host.replaceChildren(element("p", { class: "empty" }, "No stay or meeting has a date near the article's own."));
  const low = Math.min(anchor, ...near.map((item) => item.from)) - DAY / 2;
  const high = Math.max(anchor + DAY, ...near.map((item) => item.to)) + DAY / 2;
  const width = 640, gutter = 12, row = 22, top = 26;
  const height = top + near.length * row + 10;
  const x = (at) => gutter + ((at - low) / (high - low)) * (width - 2 * gutter);
  const svg = element("svg:svg", { viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": "Timeline of stays and meetings" });
  const span = (high - low) / DAY;
  const every = span <= 10 ? 1 : span <= 30 ? 3 : 10;
  for (let at = Math.ceil(low / DAY) * DAY, i = 0; at < high; at += DAY, i++) {
    if (i % every) continue;
    svg.append(element("svg:line", { class: "axis", x1: x(at), x2: x(at), y1: top - 6, y2: height }), element("svg:text", { class: "tick", x: x(at) + 3, y: 14 }, new Date(at).toLocaleDateString("en", { day: "numeric", month: "short", timeZone: "UTC" })));
  }
  near.forEach((item, i) => {
    const y = top + i * row;
    const left = x(item.from), right = x(item.to);
    const group = element("svg:g", { tabindex: "0", "data-key": item.key, role: "img", "aria-label": `${item.label}, ${new Date(item.from).toISOString().slice(0, 10)}, ${item.status}` });
    if (item.stay) group.append(element("svg:rect", { class: `bar ${item.status}`, x: left, y: y + 3, width: Math.max(right - left - 2, 4), height: row - 9, rx: 3 }));
    else if (item.to - item.from > DAY) group.append(element("svg:rect", { class: `dot ${item.status}`, x: left, y: y + 7, width: Math.max(right - left - 2, 6), height: 6, rx: 3 }));
    else group.append(element("svg:circle", { class: `dot ${item.status}`, cx: (left + right) / 2, cy: y + row / 2 - 1, r: 5 }));
    const [x1, anchorAt] = left > width * 0.45 ? [left - 6, "end"] : right < width * 0.6 ? [right + 6, "start"] : [left + 6, "start"];
    const label = element("svg:text", { x: x1, y: y + row / 2 + 3, "text-anchor": anchorAt }, item.label.length > 48 ? item.label.slice(0, 47) + "…" : item.label);
    if (x1 === left + 6) label.classList.add("inside");
    group.append(label);
    svg.append(group);
  });
  host.replaceChildren(svg);
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

// ---------------------------------------------------------------- map

const SCALE = 5; // the outline counts fifths of a degree

async function renderMap() {
  const host = $("map");
  const located = answer.places.filter((p) => p.latitude !== null && p.longitude !== null && p.kind !== "country");
  if (!located.length) return void host.replaceChildren();
  world ??= new DOMParser().parseFromString(await (await fetch("/static/world.svg")).text(), "image/svg+xml");
  const point = (p) => [p.longitude * SCALE, -p.latitude * SCALE];
  const points = located.map(point);
  const [left, right] = bounds(points.map((p) => p[0])), [up, down] = bounds(points.map((p) => p[1]));
  const width = Math.max(right - left, (down - up) * 1.6, 110) * 1.25, height = width / 1.6;
  const box = [(left + right) / 2 - width / 2, (up + down) / 2 - height / 2, width, height];
  const svg = element("svg:svg", { viewBox: box.join(" "), role: "img", "aria-label": "Map of the places in the article; stops are joined in order" });
  svg.append(element("svg:rect", { class: "sea", x: box[0], y: box[1], width, height }));
  for (const name of ["land", "borders"]) svg.append(element("svg:path", { class: name, d: world.getElementById(name).getAttribute("d") }));
  const size = width / 640;
  const travellers = new Map();
  for (const stay of [...answer.dated_locations].sort((a, b) => (a.date.start < b.date.start ? -1 : 1))) {
    const place = located.find((p) => p.id === stay.place);
    if (place) for (const who of stay.officials) travellers.set(who, [...(travellers.get(who) ?? []), place]);
  }
  const stops = new Set([...travellers.values()].flat());
  for (const [who, route] of travellers) {
    if (route.length < 2) continue;
    const line = element("svg:polyline", { class: "route", points: route.map((p) => point(p).join(",")).join(" ") });
    line.append(element("svg:title", {}, officialName(who)));
    svg.append(line);
  }
  const taken = [];
  for (const place of [...stops, ...located.filter((p) => !stops.has(p))]) {
    const [x, y] = point(place);
    const group = element("svg:g", { "data-key": place.id, tabindex: "0", role: "img", "aria-label": place.name });
    group.append(element("svg:circle", { class: stops.has(place) ? "stop" : "named", cx: x, cy: y, r: (stops.has(place) ? 5 : 3.5) * size }), element("svg:title", {}, place.name));
    if (!taken.some(([a, b]) => Math.abs(a - x) < 90 * size && Math.abs(b - y) < 13 * size)) {
      const label = element("svg:text", { x: x + 7 * size, y: y + 4 * size }, place.name);
      label.style.fontSize = `${12 * size}px`;
      group.append(label);
      taken.push([x, y]);
    }
    svg.append(group);
  }
  host.replaceChildren(svg);
}

const bounds = (values) => [Math.min(...values), Math.max(...values)];

// ---------------------------------------------------------------- showing an answer

async function show() {
  const marks = collect();
  renderLegend(marks);
  redraw();
  renderTables();
  renderTimeline();
  await renderMap();
  $("json").textContent = JSON.stringify(answer, null, 2);
  $("curl").textContent = curl();
  $("results").hidden = false;
  $("text").hidden = true;
  const { reference_date: reference, words } = answer.document;
  const counts = `${answer.officials.length} officials, ${answer.meetings.length} meetings, ${answer.dated_locations.length} dated locations`;
  say([`${words.toLocaleString("en")} words: ${counts}.`, reference.value ? `Dates read against ${reference.value} (${reference.source.replace("_", " ")}).` : "No reference date.", ...answer.warnings.map((w) => w.message)].join(" "));
  history.replaceState(null, "", await fragment());
}

function edit() {
  $("text").hidden = false;
  $("text").focus();
}

// ---------------------------------------------------------------- taking it with you

const curl = () => `curl ${location.origin}/v1/extract -H 'Content-Type: application/json' -d '${JSON.stringify(article).replaceAll("'", "'\\''")}'`;

async function copy(text, what) {
  await navigator.clipboard.writeText(text);
  say(`${what} copied.`);
}

function download() {
  const url = URL.createObjectURL(new Blob([JSON.stringify(answer, null, 2)], { type: "application/json" }));
  element("a", { href: url, download: `${answer.document.id}.json` }).click();
  URL.revokeObjectURL(url);
}

async function squeeze(bytes, stream) {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
}

/** The article, deflated into the fragment, which browsers do not send. */
async function fragment() {
  const bytes = await squeeze(new TextEncoder().encode(JSON.stringify({ text: article.text, published_at: article.published_at })), new CompressionStream("deflate-raw"));
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return "#a=" + btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

async function reopen() {
  if (!location.hash.startsWith("#a=")) return;
  try {
    const binary = atob(location.hash.slice(3).replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = await squeeze(Uint8Array.from(binary, (character) => character.charCodeAt(0)), new DecompressionStream("deflate-raw"));
    const saved = JSON.parse(new TextDecoder().decode(bytes));
    $("text").value = saved.text;
    $("published").value = saved.published_at ?? "";
    await extract();
  } catch {
    say("The link does not hold a whole article.", true);
  }
}

async function load(file) {
  if (!file) return;
  $("text").value = await file.text();
  edit();
  say(`${file.name} opened.`);
}

async function offerExamples() {
  const response = await fetch("/examples");
  if (!response.ok) return;
  for (const example of await response.json()) {
    const option = element("option", { value: example.id }, example.title);
    option.example = example;
    $("example").append(option);
  }
}

// ---------------------------------------------------------------- wiring

$("form").addEventListener("submit", extract);
$("edit").addEventListener("click", edit);
$("file").addEventListener("change", (event) => load(event.target.files[0]));
$("text").addEventListener("dragover", (event) => { event.preventDefault(); $("text").classList.add("over"); });
$("text").addEventListener("dragleave", () => $("text").classList.remove("over"));
$("text").addEventListener("drop", (event) => { event.preventDefault(); $("text").classList.remove("over"); load(event.dataTransfer.files[0]); });
$("example").addEventListener("change", (event) => {
  const { example } = event.target.selectedOptions[0];
  if (!example) return;
  $("text").value = example.text;
  $("published").value = example.published_at ?? "";
  extract();
});
$("legend").addEventListener("change", redraw);
$("article").addEventListener("keydown", moveFocus);
for (const name of ["mouseover", "focusin"]) {
  $("article").addEventListener(name, (event) => light(event.target.closest("mark")?.dataset.keys.split(" ") ?? []));
  document.querySelector(".records").addEventListener(name, (event) => {
    const node = event.target.closest("[data-key]");
    if (node) light([node.dataset.key]);
  });
}
document.querySelector(".records").addEventListener("click", (event) => {
  const node = event.target.closest("[data-key]");
  if (node) light([node.dataset.key], true);
});
document.querySelector(".records").addEventListener("keydown", (event) => {
  const node = event.target.closest("[data-key]");
  if (node && event.key === "Enter") light([node.dataset.key], true);
});
$("copy-json").addEventListener("click", () => copy(JSON.stringify(answer, null, 2), "JSON"));
$("download-json").addEventListener("click", download);
$("copy-curl").addEventListener("click", () => copy(curl(), "The curl command"));
$("copy-link").addEventListener("click", () => copy(location.href, "The link"));
await offerExamples();
await reopen();
