// The dossier: several articles in; one view of each event out, with the articles that support every part of it.

import { $, element } from "/static/elements.js";
import { renderMap } from "/static/map.js";
import { days, naming, words } from "/static/records.js";
import { post, save } from "/static/service.js";
import { badge, cell, line, rows, section, soft, strong } from "/static/tables.js";
import { eventsOf, renderTimeline } from "/static/timeline.js";

let articles = []; // { text, title, published_at }
let answer = null;

// ---------------------------------------------------------------- gathering

function add(text, published_at, title = text.trim().split("\n")[0].slice(0, 110)) {
  if (!text.trim()) return problem("There is no text to add yet.");
  articles.push({ text, title, published_at: published_at || null });
  list();
}

function list() {
  say(articles.length === 1 ? "One more article at least, then press Merge." : "");
  $("merge").disabled = articles.length < 2;
  $("articles").replaceChildren(...articles.map((article, i) => {
    const date = element("input", { type: "date", value: article.published_at ?? "", min: "1500-01-01", max: "2199-12-31", "aria-label": `Day on which article ${i + 1} was published` });
    date.addEventListener("change", () => (article.published_at = date.value || null));
    const remove = element("button", { type: "button", "aria-label": `Leave out article ${i + 1}` }, "Leave out");
    remove.addEventListener("click", () => {
      articles.splice(i, 1);
      list();
    });
    return element("li", {}, element("span", { class: "title" }, article.title), date, remove);
  }));
}

async function open(files) {
  for (const file of files) add(await file.text(), $("published").value);
}

async function offerExamples() {
  const response = await fetch("/examples").catch(() => null);
  const examples = response?.ok ? await response.json() : [];
  $("offered").hidden = !examples.length;
  for (const { title, text, published_at } of examples) {
    const button = element("button", { type: "button" }, element("time", {}, published_at), element("span", {}, title));
    button.addEventListener("click", () => {
      add(text, published_at, title);
      button.disabled = true;
    });
    $("examples").append(element("li", {}, button));
  }
}

// ---------------------------------------------------------------- asking

function say(message) {
  $("status").textContent = message;
  $("status").className = "";
}

function problem(message) {
  say(message);
  $("status").className = "problem";
}

async function merge(event) {
  event.preventDefault();
  if (articles.length < 2) return problem("A dossier is made of two articles or more.");
  say("Reading and merging…");
  $("merge").disabled = true;
  try {
    const request = { articles: articles.map(({ text, published_at }, i) => ({ id: String(i + 1), text, published_at })) };
    answer = await (await post("/v1/dossiers", request)).json();
    await show();
  } catch (error) {
    problem(error.message);
  } finally {
    $("merge").disabled = false;
  }
}

// ---------------------------------------------------------------- showing

async function show() {
  document.body.className = "reading";
  const again = element("button", { type: "button" }, "Change the articles");
  again.addEventListener("click", () => {
    document.body.className = "";
    $("results").hidden = true;
    list();
  });
  const download = element("button", { type: "button" }, "JSON");
  download.addEventListener("click", () => save("dossiers.json", new Blob([JSON.stringify(answer, null, 2)], { type: "application/json" })));
  const count = answer.dossiers.length === 1 ? "One dossier" : `${answer.dossiers.length} dossiers`;
  const heading = element("header", { class: "banner" }, element("div", {}, element("h1", {}, `${count} of ${articles.length} articles`)), element("div", { class: "actions" }, again, download));
  $("results").hidden = false;
  $("results").replaceChildren(heading, ...answer.dossiers.map(shown), apart());
  say(`${count} made.`);
  $("results").focus({ preventScroll: true });
  await Promise.all(answer.dossiers.map((dossier, i) => draw(dossier, $("results").querySelectorAll(".dossier")[i])));
}

const sources = (ids) => element("span", { class: "sources" }, ids.join(" "));

function shown(dossier) {
  const told = dossier.articles.map((id) => element("li", { value: id }, line(articles[id - 1].title, soft(articles[id - 1].published_at))));
  const itinerary = element("div", { class: "itinerary" }, element("div", { class: "timeline" }), element("div", { class: "map" }));
  const tables = [
    ["Meetings", ["Who", "What", "When and where", "What each article says"], dossier.meetings.map((meeting) => meetingRow(dossier, meeting))],
    ["Trips", ["Who", "Stops", "Status", "Articles"], dossier.trips.map((trip) => tripRow(dossier, trip))],
    ["Where the articles differ", ["Of", "What", "Values", "Taken"], dossier.conflicts.map((conflict) => conflictRow(dossier, conflict))],
    ["Statements", ["Who", "Words", "Articles"], dossier.statements.map((s) => [s.id, strong(speakerOf(s)), cell(s.text), cell(sources(s.sources))])],
    ["Officials", ["Name", "Also", "Offices", "Articles"], dossier.officials.map((o) => [o.id, strong(o.name), cell(o.variants.join(", ")), cell(...o.roles.map((r) => line(r.title, soft(r.country), r.status === "current" ? null : badge(r.status)))), cell(sources(o.sources))])],
  ].filter(([, , found]) => found.length);
  return element("section", { class: "dossier", "aria-label": dossier.title }, element("h2", { class: "name" }, dossier.title), element("ol", { class: "told" }, ...told), itinerary, ...tables.map(([title, columns, found]) => section(`${dossier.id}-${title.toLowerCase().replaceAll(" ", "-")}`, title, found.length, rows(title, columns, found))));
}

function meetingRow(dossier, meeting) {
  const named = naming(dossier);
  const steps = meeting.history.map((step) => line(sources([step.article]), soft(step.published_at), `${words(step.change)}: ${[words(step.status), days(step.date), named(step.place)].filter(Boolean).join(", ")}`));
  return [meeting.id, cell(meeting.name ? line(element("b", {}, meeting.name)) : null, ...meeting.participants.map((p) => line(p.name, soft(p.side)))), cell(line(words(meeting.kind)), badge(meeting.status)), cell(line(days(meeting.date) || soft("no date")), line(named(meeting.place))), cell(...steps)];
}

function tripRow(dossier, trip) {
  const named = naming(dossier);
  return [trip.id, cell(...trip.travellers.map((id) => line(element("b", {}, named(id)))), line(soft(trip.purpose))), cell(...trip.legs.map((leg) => line(named(leg.place) || leg.country || soft("a stop not named"), soft(days(leg.date)), sources(leg.sources)))), cell(badge(trip.status)), cell(sources(trip.sources))];
}

const speakerOf = (statement) => statement.speaker?.name ?? statement.speaker?.description ?? "not known";

function subjectOf(dossier, id) {
  const statement = dossier.statements.find((each) => each.id === id);
  return statement ? speakerOf(statement) : dossier.figures.find((each) => each.id === id)?.measures;
}

function conflictRow(dossier, conflict) {
  const named = naming(dossier);
  const events = new Map(eventsOf(dossier).map((each) => [each.key, each.label]));
  const say = (value) => (conflict.field === "place" ? named(value) || value : value);
  return [conflict.about, cell(named(conflict.about) || events.get(conflict.about) || subjectOf(dossier, conflict.about)), cell(words(conflict.field)), cell(...conflict.values.map(({ value, sources: ids }) => line(value === conflict.chosen ? element("b", {}, say(value)) : say(value), sources(ids)))), cell(conflict.reason)];
}

async function draw(dossier, host) {
  const published = dossier.articles.map((id) => articles[id - 1].published_at).filter(Boolean).sort();
  renderTimeline(host.querySelector(".timeline"), eventsOf(dossier), published[0] ?? null);
  await renderMap(host.querySelector(".map"), dossier);
}

function apart() {
  if (!answer.unresolved.length) return "";
  const found = answer.unresolved.map((u, i) => [`u${i}`, cell(u.text), cell(u.kind), cell(u.reason), cell(sources([u.article]))]);
  return section("unresolved", "Could not be merged", found.length, rows("Could not be merged", ["Words", "Kind", "Why", "Article"], found));
}

// ---------------------------------------------------------------- wiring

$("form").addEventListener("submit", merge);
$("add").addEventListener("click", () => {
  add($("text").value, $("published").value);
  $("text").value = "";
});
$("file").addEventListener("change", (event) => open(event.target.files));
for (const name of ["dragover", "dragleave", "drop"]) document.addEventListener(name, (event) => {
  event.preventDefault();
  $("text").classList.toggle("over", name === "dragover");
  if (name === "drop") open(event.dataTransfer.files);
});
for (const name of ["mouseover", "focusin"]) $("results").addEventListener(name, (event) => {
  const key = event.target.closest("[data-key]")?.dataset.key;
  for (const node of $("results").querySelectorAll(".lit")) node.classList.remove("lit");
  if (key) for (const node of $("results").querySelectorAll(`[data-key="${CSS.escape(key)}"]`)) node.classList.add("lit");
});
list();
await offerExamples();
