// The article with its records marked in place.

import { element, rove } from "/static/elements.js";
import { CLAUSES, KINDS } from "/static/records.js";

/** Draw `text` with the records marked; a span of them counts UTF-16 code units, as strings do here. */
export function renderText(host, text, sections, records) {
  const marks = records.flatMap((record) => record.spans.map(({ start, end }) => ({ record, start, end }))).filter((mark) => mark.end > mark.start);
  const cuts = [...sections, ...marks].flatMap((each) => [each.start, each.end]);
  const borders = [...new Set([0, text.length, ...cuts])].sort((a, b) => a - b);
  const opening = group(marks, (mark) => mark.start);
  const section = new Map(sections.map((each) => [each.start, each]));
  const page = document.createDocumentFragment();
  const told = new Set();
  let open = [], part = null, partEnd = 0;
  for (let i = 0; i + 1 < borders.length; i++) {
    const [start, end] = [borders[i], borders[i + 1]];
    open = [...open.filter((mark) => mark.end > start), ...(opening.get(start) ?? [])];
    if (start >= partEnd) part = null;
    if (section.has(start)) {
      part = element("span", { class: `part ${section.get(start).kind}` });
      partEnd = section.get(start).end;
      page.append(part);
    }
    const words = text.slice(start, end);
    (part ?? page).append(open.length ? marked(words, open, told) : words);
  }
  host.replaceChildren(page);
  rove(host, "mark[tabindex]");
}

/** One piece: coloured by the shortest record on it, underlined where it is evidence. */
function marked(words, open, told) {
  const shortest = [...open].sort((a, b) => a.end - a.start - (b.end - b.start));
  const colour = shortest.find((mark) => !CLAUSES.includes(mark.record.kind));
  const lines = CLAUSES.filter((kind) => open.some((mark) => mark.record.kind === kind));
  const records = [...new Set(shortest.map((mark) => mark.record))];
  const node = element("mark", { class: [colour?.record.kind, ...lines].filter(Boolean).join(" "), "data-keys": records.map((record) => record.key).join(" ") }, words);
  const fresh = shortest.filter((mark) => !told.has(mark));
  if (!fresh.length) return node;
  node.tabIndex = -1;
  node.setAttribute("aria-description", fresh.map(({ record }) => `${KINDS[record.kind]}: ${record.says}`).join("; "));
  fresh.forEach((mark) => told.add(mark));
  return node;
}

/** The pieces of the text by the records that stand on them. */
export function piecesByKey(host) {
  const pieces = [...host.querySelectorAll("mark")].flatMap((node) => node.dataset.keys.split(" ").map((key) => [key, node]));
  return new Map([...group(pieces, ([key]) => key)].map(([key, found]) => [key, found.map(([, node]) => node)]));
}

function group(items, by) {
  const groups = new Map();
  for (const item of items) {
    if (!groups.has(by(item))) groups.set(by(item), []);
    groups.get(by(item)).push(item);
  }
  return groups;
}
