// The records as tables, each with its title and count; kinds that the article has none of are named at the end.

import { element, rove } from "/static/elements.js";
import { amount, days, naming, speaker, words } from "/static/records.js";

export const badge = (status) => element("span", { class: `badge ${status}` }, words(status));
export const cell = (...content) => element("td", {}, ...content);
const nowrap = (text) => element("td", { class: "nowrap" }, text);
export const soft = (text) => (text ? element("span", { class: "soft" }, ` ${text}`) : null);
const quote = (spans) => `“${spans.map((span) => span.text).join(" … ")}”`;

/** What is shown of each kind: title, columns, and a row of cells for each record. */
function tablesOf(answer) {
  const named = naming(answer);
  const topics = new Map(answer.topics.map((topic) => [topic.id, topic.label]));
  const { trips = [], statements = [] } = answer;
  return [
    ["officials", "Officials", ["Name", "Office"], answer.officials.map((o) => [o.id, strong(o.name), cell(...o.roles.map((r) => line(r.title, soft(r.organization ?? r.country), r.status === "current" ? null : badge(r.status))))])],
    ["meetings", "Meetings", ["Who", "What", "When and where"], answer.meetings.map((m) => [m.id, cell(m.name ? line(element("b", {}, m.name)) : null, ...m.participants.map((p) => line(p.name, soft(p.side)))), cell(line(words(m.kind)), badge(m.status)), cell(line(days(m.date) || soft("no date")), line(named(m.place)))])],
    ["trips", "Trips", ["Who", "Stops", "Status"], trips.map((t) => [t.id, cell(...t.travellers.map((id) => line(element("b", {}, named(id)))), line(soft(t.purpose))), cell(...t.legs.map((leg) => line(named(leg.place) || leg.country || soft("a stop not named"), soft(days(leg.date)), leg.status === t.status ? null : badge(leg.status)))), cell(badge(t.status))])],
    ["locations", "Dated locations", ["Place", "When", "Who", "What"], answer.dated_locations.map((l) => [l.id, strong(named(l.place)), nowrap(days(l.date)), cell(l.officials.map(named).join(", ")), cell(`${words(l.activity)} `, badge(l.status))])],
    ["statements", "Statements", ["Speaker", "Words", "About"], statements.map((s, i) => [`s${i}`, cell(line(element("b", {}, speaker(s.speaker))), line(soft(s.verb && s.kind === "reported" ? `${s.verb} (reported)` : s.verb))), element("td", { class: "quote" }, s.kind === "direct" ? quote(s.spans) : s.spans.map((span) => span.text).join(" … ")), cell(s.topics.map((id) => topics.get(id) ?? id).join(", "))])],
    ["figures", "Figures", ["Words", "Value", "Measures"], answer.figures.map((f, i) => [`f${i}`, cell(f.text), nowrap(amount(f)), cell(f.measures)])],
    ["dates", "Dates", ["Words", "Days", "Read as"], answer.dates.map((d, i) => [`d${i}`, cell(d.text), nowrap(d.date.edtf ?? "not pinned down"), cell(d.date.resolution)])],
    ["places", "Places", ["Name", "Kind", "Country", "GeoNames"], answer.places.map((p) => [p.id, strong(p.name), cell(p.kind), cell(p.country), nowrap(p.geonames_id === null ? "" : String(p.geonames_id))])],
    ["unresolved", "Unresolved", ["Words", "Kind", "Why", "May be"], answer.unresolved.map((u, i) => [`u${i}`, cell(u.text), cell(u.kind), cell(u.reason), cell(u.candidates.join("; "))])],
  ];
}

export const line = (...content) => element("div", {}, ...content.flatMap((part) => (part === null || part === undefined ? [] : [part, " "])));
export const strong = (text) => element("th", { scope: "row" }, text);

/** Draw every kind into `host`, and the list of them into `contents`. */
export function renderTables(host, contents, answer) {
  const tables = tablesOf(answer);
  const filled = tables.filter(([, , , found]) => found.length);
  const sections = filled.map(([id, title, columns, found]) => section(id, title, found.length, rows(title, columns, found)));
  if (answer.topics.length) sections.splice(Math.max(0, filled.findIndex(([id]) => id === "figures")), 0, section("topics", "Topics", answer.topics.length, bars(answer.topics)));
  const none = [...tables.filter(([, , , found]) => !found.length).map(([, title]) => title), ...(answer.topics.length ? [] : ["Topics"])].map((title) => title.toLowerCase());
  host.replaceChildren(...sections, none.length ? element("p", { class: "none" }, `None in this article: ${none.join(", ")}.`) : "");
  contents.replaceChildren(...sections.map((each) => element("a", { href: `#${each.id}` }, each.dataset.title, element("span", {}, each.dataset.count))));
}

/** A part of the page with its title and count. */
export function section(id, title, count, content) {
  const heading = element("h2", { id: `${id}-title` }, title, element("span", { class: "count" }, String(count)));
  const node = element("section", { id, "aria-labelledby": `${id}-title`, "data-title": title, "data-count": count }, heading, content);
  rove(node, "[data-key]");
  return node;
}

/** A table: each row is the key of its record and its cells. */
export function rows(title, columns, found) {
  const head = element("tr", {}, ...columns.map((name) => element("th", { scope: "col" }, name)));
  const body = found.map(([key, ...cells]) => element("tr", { "data-key": key, tabindex: -1 }, ...cells));
  return element("div", { class: "scroll" }, element("table", { "aria-label": title }, element("thead", {}, head), element("tbody", {}, ...body)));
}

function bars(topics) {
  return element("ul", { class: "bars" }, ...topics.map((topic) => element("li", { "data-key": topic.id, tabindex: -1 }, element("span", {}, topic.label), element("meter", { min: 0, max: 1, value: topic.salience, "aria-label": `Salience of ${topic.label}` }), element("span", { class: "soft" }, topic.salience.toFixed(2)))));
}
