// Elements of the page: made, found, walked through with the arrow keys.

const SVG = "http://www.w3.org/2000/svg";

export const $ = (id) => document.getElementById(id);

/** An element with attributes and children; `svg:` makes a shape. Text is never parsed as markup. */
export function element(name, attributes = {}, ...children) {
  const node = name.startsWith("svg:") ? document.createElementNS(SVG, name.slice(4)) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== null && value !== undefined) node.setAttribute(key, value);
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

/** One stop of the Tab key for all that `selector` finds in `host`; the arrow keys, Home and End move within. */
export function rove(host, selector) {
  const first = host.querySelector(selector);
  if (first) first.tabIndex = 0;
  if (host.roves) return;
  host.roves = true;
  host.addEventListener("keydown", (event) => {
    const current = event.target.closest(selector);
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity }[event.key];
    if (!current || !step) return;
    event.preventDefault();
    const stops = [...host.querySelectorAll(selector)];
    const next = stops[Math.min(Math.max(stops.indexOf(current) + step, 0), stops.length - 1)];
    current.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  });
}

/** Call `draw` with the width of `host`, now and whenever it changes. */
export function onWidth(host, draw) {
  host.observer?.disconnect();
  let width = 0;
  host.observer = new ResizeObserver(() => {
    if (host.clientWidth === width || !host.clientWidth) return;
    width = host.clientWidth;
    draw(width);
  });
  host.observer.observe(host);
}
