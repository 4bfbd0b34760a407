// The places of an article on an outline of the world, with the stops of each traveller joined in order.

import { element, onWidth, rove } from "/static/elements.js";
import { naming } from "/static/records.js";

const SCALE = 5; // the outline counts fifths of a degree
const RATIO = 0.62, LEAST = 18; // height by width; the narrowest view in degrees of latitude
let outline = null;

async function world() {
  outline ??= new DOMParser().parseFromString(await (await fetch("/static/world.svg")).text(), "image/svg+xml");
  return ["land", "borders"].map((id) => [id, outline.getElementById(id).getAttribute("d")]);
}

/** The stops of each traveller in order of time: of trips where the answer has them, or else of dated locations. */
export function routesOf({ places, trips = [], dated_locations: stays }) {
  const byId = new Map(places.map((place) => [place.id, place]));
  const routes = new Map();
  const add = (who, id) => id && routes.set(who, [...(routes.get(who) ?? []), byId.get(id)]);
  for (const trip of trips) for (const who of trip.travellers) for (const leg of trip.legs) add(who, leg.place);
  const travelled = new Set(routes.keys());
  const inOrder = [...stays].sort((a, b) => a.date.start.localeCompare(b.date.start) || a.date.end.localeCompare(b.date.end));
  for (const stay of inOrder) for (const who of stay.officials) if (!travelled.has(who)) add(who, stay.place);
  return new Map([...routes].map(([who, route]) => [who, exact(route)]));
}

/** A route without its countries where it stops within them, and without staying where it is. */
function exact(route) {
  const within = new Set(route.filter((place) => place.kind !== "country").map((place) => place.country));
  return route.filter((place) => place.kind !== "country" || !within.has(place.country)).filter((place, i, kept) => place !== kept[i - 1]);
}

/** Draw the places that the article puts somebody or something at, and its cities; countries where there is no other. */
export async function renderMap(host, answer) {
  const known = answer.places.filter((place) => place.latitude !== null && place.longitude !== null);
  const routes = routesOf(answer);
  const stayed = new Set(answer.dated_locations.map((stay) => stay.place));
  const stops = new Set(exact([...[...routes.values()].flat(), ...known.filter((place) => stayed.has(place.id))]));
  const cities = known.filter((place) => stops.has(place) || !["country", "region"].includes(place.kind));
  const shown = (cities.length ? cities : known).sort((a, b) => stops.has(b) - stops.has(a));
  host.hidden = !shown.length;
  if (!shown.length) return;
  const land = await world();
  const named = naming(answer);
  const lines = [...routes].map(([who, route]) => ({ name: named(who), stops: route.filter((place) => known.includes(place)) })).filter((route) => route.stops.length > 1);
  const figure = element("div", { class: "drawing" });
  host.replaceChildren(figure, legend(lines));
  onWidth(figure, (width) => {
    figure.replaceChildren(draw(shown, stops, lines, land, width));
    rove(figure, "[data-key]");
  });
}

function legend(lines) {
  const journeys = new Map();
  for (const { name, stops } of lines) {
    const path = stops.map((place) => place.name).join(" → ");
    journeys.set(path, [...(journeys.get(path) ?? []), name]);
  }
  return element("ul", { class: "journeys" }, ...[...journeys].map(([path, names]) => element("li", {}, element("b", {}, names.join(", ")), ` ${path}`)));
}

/** A view that holds every place: its middle, the degrees of latitude it is high, and how far east of where longitudes wrap. */
function view(places) {
  const around = [...new Set(places.map((place) => place.longitude))].sort((a, b) => a - b);
  const gaps = around.map((at, i) => [(around[i + 1] ?? around[0] + 360) - at, around[i + 1] ?? around[0] + 360]);
  const [, west] = gaps.reduce((widest, gap) => (gap[0] > widest[0] ? gap : widest));
  const east = (longitude) => ((((longitude - west) % 360) + 360) % 360) + (west > 180 ? west - 360 : west);
  const xs = places.map((place) => east(place.longitude)), ys = places.map((place) => place.latitude);
  const middle = [(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2];
  const narrowing = Math.cos((middle[1] * Math.PI) / 180);
  const high = Math.max(Math.max(...ys) - Math.min(...ys), (Math.max(...xs) - Math.min(...xs)) * narrowing * RATIO, LEAST) * 1.5;
  return { middle, narrowing, high, east };
}

function draw(places, stops, lines, land, width) {
  const height = Math.round(width * RATIO);
  const { middle, narrowing, high, east } = view(places);
  const zoom = height / high;
  const at = (place) => [width / 2 + (east(place.longitude) - middle[0]) * narrowing * zoom, height / 2 - (place.latitude - middle[1]) * zoom];
  const svg = element("svg:svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": "Map of the places; the stops of each traveller are joined in order" });
  const turns = [-360, 0, 360].map((turn) => element("svg:g", { transform: `translate(${width / 2 + (turn - middle[0]) * narrowing * zoom} ${height / 2 + middle[1] * zoom}) scale(${(narrowing * zoom) / SCALE} ${zoom / SCALE})` }, ...land.map(([id, d]) => element("svg:path", { class: id, d }))));
  svg.append(arrowhead(), ...turns, ...journeys(lines, at), ...markers(places, stops, at, width));
  return svg;
}

function arrowhead() {
  const head = element("svg:marker", { id: "arrow", viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 8, markerHeight: 8, markerUnits: "userSpaceOnUse", orient: "auto" }, element("svg:path", { class: "arrow", d: "M0 .5L8 4 0 7.5z" }));
  return element("svg:defs", {}, head);
}

/** Each leg once, bent to the left so that the way back does not hide the way there. */
function journeys(lines, at) {
  const legs = new Map();
  for (const { stops } of lines) stops.slice(1).forEach((to, i) => legs.set(`${stops[i].id} ${to.id}`, [at(stops[i]), at(to)]));
  return [...legs.values()].filter(([a, b]) => Math.hypot(b[0] - a[0], b[1] - a[1]) > 14).map(([a, b]) => {
    const [dx, dy] = [b[0] - a[0], b[1] - a[1]], length = Math.hypot(dx, dy);
    const bend = [(a[0] + b[0]) / 2 + dy * 0.12, (a[1] + b[1]) / 2 - dx * 0.12];
    const towards = Math.hypot(b[0] - bend[0], b[1] - bend[1]);
    const tip = [b[0] - ((b[0] - bend[0]) / towards) * 7, b[1] - ((b[1] - bend[1]) / towards) * 7];
    return length ? element("svg:path", { class: "route", d: `M${a}Q${bend} ${tip}`, "marker-end": "url(#arrow)" }) : "";
  });
}

function* markers(places, stops, at, width) {
  const taken = places.map((place) => at(place)).map(([x, y]) => [x - 5, y - 5, x + 5, y + 5]);
  const labels = [];
  for (const place of places) {
    const [x, y] = at(place), stop = stops.has(place);
    const node = element("svg:g", { class: `site ${stop ? "stop" : "named"} ${place.kind}`, tabindex: -1, role: "button", "data-key": place.id, "aria-label": [place.name, place.country, stop ? "a stop" : null].filter(Boolean).join(", ") });
    node.append(element("svg:title", {}, place.name), element("svg:circle", { cx: x, cy: y, r: stop ? 5 : 3 }));
    const long = place.name.length * (stop ? 7 : 6.4);
    const sides = [[x + 9, x + 9, "start"], [x - 9 - long, x - 9, "end"]].map(([from, text, anchor]) => ({ box: [from, y - 7, from + long, y + 7], text, anchor }));
    const free = sides.find(({ box }) => box[0] > 2 && box[2] < width - 2 && ![...labels, ...taken].some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]));
    if (free) {
      labels.push(free.box);
      node.append(element("svg:text", { x: free.text, y: y + 4, "text-anchor": free.anchor }, place.name));
    }
    yield node;
  }
}
