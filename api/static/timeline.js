// Stays and meetings by day, as SVG: filled where they were, hollow where they are to be, a span with end marks where
// the article leaves the day open.

import { element, onWidth, rove } from "/static/elements.js";
import { days, naming, surname } from "/static/records.js";

const DAY = 86_400_000;
const WINDOW = 45 * DAY; // what lies farther from the article's own day is listed, not drawn
const ROW = 26, HEAD = 44, GAP = 20, BETWEEN = 10; // heights: a row, the days above, a title, the room before the next
const AHEAD = new Set(["planned", "proposed"]), OFF = new Set(["cancelled", "postponed"]);
const OPEN = new Set(["week", "month", "season", "year", "decade"]);
const VAGUE = /\b(early|mid|middle|late|end|beginning)\b/i;

const time = (iso) => Date.parse(`${iso}T00:00:00Z`);
const state = (status) => (OFF.has(status) ? "off" : AHEAD.has(status) ? "ahead" : "past");

/** What an answer has to draw, in order: its stays and its dated meetings. */
export function eventsOf(answer) {
  const named = naming(answer);
  const who = (ids) => ids.map((id) => surname(named(id))).join(", ");
  const stays = answer.dated_locations.map((l) => event("stay", l.id, named(l.place), who(l.officials), l));
  const meetings = answer.meetings.filter((m) => m.date?.start).map((m) => event("meeting", m.id, m.name ?? m.participants.map((p) => surname(p.name)).join(" · "), named(m.place), m));
  return [...stays, ...meetings];
}

/** One event to draw. */
export function event(kind, key, label, more, { date, status, sources }) {
  return { kind, key, label, more, status, sources, date, from: time(date.start), to: time(date.end) + DAY, open: OPEN.has(date.granularity) || /[~?%]/.test(date.edtf ?? "") || (date.start !== date.end && VAGUE.test(date.text)) };
}

/** Draw the events that lie around `reference` into `host`, and list the others below. */
export function renderTimeline(host, events, reference) {
  const sorted = [...events].sort((a, b) => a.from - b.from || a.to - b.to || a.label.localeCompare(b.label));
  const day = reference ? time(reference) : null;
  const frame = frameOf(sorted, day);
  const near = frame ? sorted.filter((each) => each.from < frame.high && each.to > frame.low && each.to - each.from < 4 * WINDOW) : [];
  const far = sorted.filter((each) => !near.includes(each));
  const figure = element("div", { class: "drawing" });
  host.replaceChildren(near.length ? figure : element("p", { class: "empty" }, far.length ? "Nothing dated near the article’s own day." : "No stay or meeting has a date."), far.length ? farther(far) : "");
  if (near.length) onWidth(figure, (width) => {
    figure.replaceChildren(draw(near, day, frame, width));
    rove(figure, "[data-key]");
  });
}

/** The days to draw: those of the events that are known to the day, with the reference; of all others where there is none. */
function frameOf(sorted, day) {
  const anchor = day ?? sorted[sorted.length >> 1]?.from;
  const near = sorted.filter((each) => Math.abs(each.from - anchor) < WINDOW && each.to - each.from < WINDOW);
  const exact = near.filter((each) => !each.open);
  const shown = exact.length ? exact : near;
  if (!shown.length) return null;
  const low = Math.min(day ?? Infinity, ...shown.map((each) => each.from));
  const high = Math.max(day === null ? -Infinity : day + DAY, ...shown.map((each) => each.to));
  const room = exact.length ? Math.max(DAY, (high - low) * 0.1) : DAY / 3;
  return { low: low - room, high: high + room };
}

function farther(events) {
  const items = events.map((each) => element("button", { type: "button", class: "far", "data-key": each.key }, element("b", {}, each.label), ` ${days(each.date)}`));
  return element("p", { class: "farther" }, element("span", {}, "Farther off"), ...items);
}

function draw(events, reference, { low, high }, width) {
  const left = Math.round(Math.min(230, width * 0.42)), right = width - (events.some((each) => each.sources) ? 64 : 0);
  const x = (at) => left + ((at - low) / (high - low)) * (right - left);
  const groups = [["Stays", events.filter((each) => each.kind === "stay")], ["Meetings", events.filter((each) => each.kind === "meeting")]].filter(([, rows]) => rows.length);
  const height = HEAD + events.length * ROW + groups.length * (GAP + BETWEEN) - BETWEEN;
  const svg = element("svg:svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": "Timeline of stays and meetings" });
  svg.append(...axis(low, high, x, height, right - left), reference === null ? "" : published(x(reference + DAY / 2), height));
  let y = HEAD;
  for (const [title, rows] of groups) {
    svg.append(element("svg:text", { class: "group", x: 0, y: y + 13 }, title));
    y += GAP;
    for (const each of rows) {
      svg.append(row(each, y, left, right, width, x));
      y += ROW;
    }
    y += BETWEEN;
  }
  return svg;
}

function row(each, y, left, right, width, x) {
  const middle = y + ROW / 2;
  const start = Math.max(x(each.from) + 1, left), end = Math.min(Math.max(x(each.to) - 1, start + 5), right);
  const ends = (start > left ? `M${start} ${middle - 5}v10` : "") + (end < right ? `M${end} ${middle - 5}v10` : "");
  const about = [each.label, each.more, days(each.date), each.status].filter(Boolean).join(", ");
  const node = element("svg:g", { class: `row ${each.kind} ${state(each.status)}`, tabindex: -1, role: "button", "data-key": each.key, "aria-label": about });
  node.append(element("svg:title", {}, about), element("svg:rect", { class: "hit", x: 0, y, width, height: ROW, rx: 3 }), label(each, middle + 4, left - 12));
  if (each.open) node.append(element("svg:path", { class: "span", d: `${ends}M${start} ${middle}H${end}` }));
  else if (each.kind === "meeting" && each.to - each.from === DAY) node.append(element("svg:circle", { class: "mark", cx: (start + end) / 2, cy: middle, r: 5 }));
  else node.append(element("svg:rect", { class: "mark", x: start, y: middle - 5, width: end - start, height: 10, rx: each.kind === "meeting" ? 5 : 1.5 }));
  if (state(each.status) === "off") node.append(element("svg:path", { class: "cross", d: `M${start - 4} ${middle}H${end + 4}` }));
  if (each.sources) node.append(element("svg:text", { class: "told-by", x: width - 4, y: middle + 4, "text-anchor": "end" }, each.sources.length > 4 ? `${each.sources.length} articles` : each.sources.join(" ")));
  return node;
}

function label(each, y, room) {
  const letters = Math.floor(room / 6.6);
  const name = each.label.length > letters ? `${each.label.slice(0, letters - 1).trimEnd()}…` : each.label;
  const rest = letters - name.length - 2;
  const more = each.more && rest > 4 ? (each.more.length > rest ? `${each.more.slice(0, rest - 1).trimEnd()}…` : each.more) : "";
  return element("svg:text", { class: "label", x: 4, y }, name, more ? element("svg:tspan", { class: "more" }, `  ${more}`) : null);
}

function published(x, height) {
  return element("svg:path", { class: "published", d: `M${x} ${HEAD - 8}V${height}` });
}

/** Days, weeks or months, whichever leave room for their names; weekends shaded where days are told apart. */
function* axis(low, high, x, height, width) {
  const count = (high - low) / DAY, room = width / count;
  const first = Math.ceil(low / DAY) * DAY;
  const name = (at, options) => new Date(at).toLocaleDateString("en", { timeZone: "UTC", ...options });
  const every = room >= 22 ? 1 : room >= 5 ? 7 : 0;
  let month = "", free = -Infinity;
  for (let at = first - DAY; at < high; at += DAY) {
    const start = Math.max(x(at), x(low)), weekday = new Date(at).getUTCDay(), day = new Date(at).getUTCDate();
    if (every === 1 && weekday % 6 === 0) yield element("svg:rect", { class: "weekend", x: start, y: HEAD - 8, width: Math.max(0, Math.min(x(at + DAY), x(high)) - start), height: height - HEAD + 8 });
    if (every && (every === 1 || weekday === 1) && at >= first) {
      yield element("svg:path", { class: "grid", d: `M${start} ${HEAD - 8}V${height}` });
      const middle = every === 1 ? (start + x(at + DAY)) / 2 : start;
      if (middle < x(high) - 8) yield element("svg:text", { class: "tick", x: middle, y: 30, "text-anchor": "middle" }, String(day));
    }
    const named = name(at, { month: "short", year: "numeric" });
    if (named !== month && start > free && start < x(high) - 56 && (at >= first || day < 28)) {
      yield element("svg:text", { class: "month", x: start, y: 12 }, named);
      if (month && !every) yield element("svg:path", { class: "grid", d: `M${start} ${HEAD - 8}V${height}` });
      month = named;
      free = start + 64;
    }
  }
}
