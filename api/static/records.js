// What an answer says, in words, and where in the text it says so.

export const KINDS = {
  official: "Officials", place: "Places", date: "Dates", figure: "Figures", topic: "Topics",
  meeting: "Meetings", location: "Dated locations", trip: "Trips", statement: "Statements", unresolved: "Unresolved",
};
/** Kinds whose evidence is a whole clause: a line under it, where the others have a colour behind the words. */
export const CLAUSES = ["meeting", "location", "trip", "statement"];

/** Every record of an answer: its kind, its key on the page, what it says, and its stretches of the text. */
export function recordsOf(answer) {
  const { officials, places, dates, figures, topics, meetings, dated_locations, unresolved, trips = [], statements = [] } = answer;
  const named = naming(answer);
  return [
    ...officials.map((o) => ({ kind: "official", key: o.id, says: `${o.name}, ${o.roles.map(office).join("; ") || "official"}`, spans: [...o.mentions, ...o.roles.flatMap((r) => r.evidence)] })),
    ...places.map((p) => ({ kind: "place", key: p.id, says: [p.name, p.kind, p.country].filter(Boolean).join(", "), spans: p.mentions })),
    ...dates.map((d, i) => ({ kind: "date", key: `d${i}`, says: d.date.edtf ?? "not pinned down", spans: [d] })),
    ...figures.map((f, i) => ({ kind: "figure", key: `f${i}`, says: amount(f) + (f.measures ? ` (${f.measures})` : ""), spans: [f] })),
    ...topics.map((t) => ({ kind: "topic", key: t.id, says: t.label, spans: t.mentions })),
    ...meetings.map((m) => ({ kind: "meeting", key: m.id, says: `${m.status} ${words(m.kind)}: ${m.name ?? parties(m)}`, spans: m.evidence })),
    ...dated_locations.map((l) => ({ kind: "location", key: l.id, says: `${named(l.place)}, ${days(l.date)}`, spans: l.evidence })),
    ...trips.map((t) => ({ kind: "trip", key: t.id, says: t.legs.map((leg) => named(leg.place) || leg.country || "a stop not named").join(" → "), spans: [...t.evidence, ...t.legs.flatMap((leg) => leg.evidence)] })),
    ...statements.map((s, i) => ({ kind: "statement", key: `s${i}`, says: [speaker(s.speaker), s.verb].filter(Boolean).join(": "), spans: s.spans })),
    ...unresolved.map((u, i) => ({ kind: "unresolved", key: `u${i}`, says: u.reason, spans: [u] })),
  ];
}

/** From an id to the name of an official or a place. */
export function naming(answer) {
  const names = new Map([...answer.officials, ...answer.places].map((record) => [record.id, record.name]));
  return (id) => names.get(id) ?? "";
}

export const words = (slug) => slug.replaceAll("_", " ");
export const surname = (name) => name.split(" ").at(-1);
export const office = (role) => role.title + (role.country ? ` (${role.country})` : role.organization ? ` (${role.organization})` : "");
export const parties = (meeting) => meeting.participants.map((party) => party.name).join(", ");
export const speaker = (who) => who?.name ?? who?.description ?? "somebody not named";

const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const MONTH = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });

/** The days of an interval as people write them: `3–4 Oct 2022`, `September 2022`, `2003`. */
export function days(date) {
  if (!date) return "";
  if (!date.start) return "date not known";
  const start = new Date(date.start), end = new Date(date.end);
  if (date.start === date.end) return DAY.format(start);
  if (date.granularity === "year" && date.start.slice(0, 4) === date.end.slice(0, 4)) return date.start.slice(0, 4);
  if (date.granularity === "month" && date.start.slice(0, 7) === date.end.slice(0, 7)) return MONTH.format(start);
  return DAY.formatRange(start, end);
}

/** A figure as people write it, with how its words bound it. */
export function amount(figure) {
  const number = (value) => value.toLocaleString("en", { maximumFractionDigits: 4 });
  const size = figure.value !== null ? number(figure.value) : `${number(figure.low)} to ${number(figure.high)}`;
  const bound = { about: "about ", gt: "over ", gte: "at least ", lt: "under ", lte: "at most " }[figure.comparator] ?? "";
  return bound + size + (figure.unit === "count" ? "" : ` ${figure.unit}`) + (figure.per ? ` per ${figure.per}` : "");
}
