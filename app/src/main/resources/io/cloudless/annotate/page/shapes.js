// What people mark, as the server takes it: box, polygon, mask, whole. Shapes are never changed, only replaced.
// Coordinates are pixels of the chip; (0, 0) is the outer corner of the upper left pixel. `size` is { width, height }.

import { decode, encode } from "./runs.js";

const masks = new WeakMap();

export const box = (label, a, b) => ({
  type: "box",
  label,
  x: Math.min(a.x, b.x),
  y: Math.min(a.y, b.y),
  width: Math.abs(a.x - b.x),
  height: Math.abs(a.y - b.y),
});

export const polygon = (label, points) => ({ type: "polygon", label, rings: [points.map(({ x, y }) => [hundredth(x), hundredth(y)])] });

export const whole = (label) => ({ type: "whole", label });

const hundredth = (value) => Math.round(value * 100) / 100;

/** @returns {{x0, y0, x1, y1}} */
export function bounds(shape, size) {
  if (shape.type === "whole") {
    return { x0: 0, y0: 0, x1: size.width, y1: size.height };
  }
  if (shape.type === "polygon") {
    const [xs, ys] = [0, 1].map((axis) => shape.rings[0].map((point) => point[axis]));
    return { x0: Math.min(...xs), y0: Math.min(...ys), x1: Math.max(...xs), y1: Math.max(...ys) };
  }
  return { x0: shape.x, y0: shape.y, x1: shape.x + shape.width, y1: shape.y + shape.height };
}

export function contains(shape, x, y, size) {
  const { x0, y0, x1, y1 } = bounds(shape, size);
  if (x < x0 || y < y0 || x >= x1 || y >= y1) {
    return false;
  }
  if (shape.type === "polygon") {
    return crossings(shape.rings, y).filter((at) => at <= x).length % 2 === 1;
  }
  return shape.type !== "mask" || insideMask(shape)[(Math.floor(y) - shape.y) * shape.width + Math.floor(x) - shape.x] === 1;
}

/** The window of a mask, 1 inside. */
export function insideMask(shape) {
  let inside = masks.get(shape);
  if (!inside) {
    inside = decode(shape.runs, shape.width * shape.height);
    masks.set(shape, inside);
  }
  return inside;
}

/** The pixels of the chip whose centres lie in a shape, 1 inside. */
export function pixels(shape, size) {
  const result = new Uint8Array(size.width * size.height);
  const area = bounds(shape, size);
  for (let y = Math.max(0, Math.floor(area.y0)); y < Math.min(size.height, Math.ceil(area.y1)); y++) {
    const row = result.subarray(y * size.width, (y + 1) * size.width);
    if (shape.type === "polygon") {
      fill(row, crossings(shape.rings, y + 0.5));
    } else if (shape.type === "mask") {
      const from = (y - shape.y) * shape.width;
      row.set(insideMask(shape).subarray(from, from + Math.min(shape.width, size.width - shape.x)), shape.x);
    } else if (y + 0.5 >= area.y0 && y + 0.5 < area.y1) {
      fill(row, [area.x0, area.x1]);
    }
  }
  return result;
}

/** Where edges cross a horizontal line, from left to right. */
function crossings(rings, y) {
  const found = [];
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [[xi, yi], [xj, yj]] = [ring[i], ring[j]];
      if (yi > y !== yj > y) {
        found.push(((xj - xi) * (y - yi)) / (yj - yi) + xi);
      }
    }
  }
  return found.sort((a, b) => a - b);
}

/** Sets the pixels whose centres lie between the first and the second, the third and the fourth, and so on. */
function fill(row, limits) {
  for (let i = 0; i + 1 < limits.length; i += 2) {
    row.fill(1, Math.max(0, Math.ceil(limits[i] - 0.5)), Math.max(0, Math.ceil(limits[i + 1] - 0.5)));
  }
}

/** The mask of these pixels of the chip, cut to where they are; null where there are none. */
export function mask(inside, size, label, origin) {
  const area = extent(inside, size);
  if (!area) {
    return null;
  }
  const [width, height] = [area.x1 - area.x0, area.y1 - area.y0];
  const window = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const from = (area.y0 + y) * size.width + area.x0;
    window.set(inside.subarray(from, from + width), y * width);
  }
  const shape = { type: "mask", label, x: area.x0, y: area.y0, width, height, runs: encode(window) };
  return origin ? { ...shape, origin } : shape;
}

function extent(inside, size) {
  const area = { x0: size.width, y0: size.height, x1: 0, y1: 0 };
  for (let i = inside.indexOf(1); i >= 0; i = inside.indexOf(1, i + 1)) {
    const [x, y] = [i % size.width, Math.floor(i / size.width)];
    area.x0 = Math.min(area.x0, x);
    area.y0 = Math.min(area.y0, y);
    area.x1 = Math.max(area.x1, x + 1);
    area.y1 = Math.max(area.y1, y + 1);
  }
  return area.x1 > 0 ? area : null;
}

/** The shape moved, but not out of the chip; a mask by whole pixels. */
export function moved(shape, dx, dy, size) {
  if (shape.type === "whole") {
    return shape;
  }
  const area = bounds(shape, size);
  const within = (by, low, high) => Math.max(Math.min(0, -low), Math.min(Math.max(0, high), by));
  const round = shape.type === "polygon" ? (by) => by : Math.round;
  const x = round(within(dx, area.x0, size.width - area.x1));
  const y = round(within(dy, area.y0, size.height - area.y1));
  if (shape.type === "polygon") {
    const move = ([px, py]) => [hundredth(px + x), hundredth(py + y)];
    return { ...shape, rings: shape.rings.map((ring) => ring.map(move)) };
  }
  return { ...shape, x: shape.x + x, y: shape.y + y };
}

/** The points by which a shape is changed: corners and sides of a box, corners of a polygon. */
export function handles(shape) {
  if (shape.type === "polygon") {
    return shape.rings.flatMap((ring, r) => ring.map(([x, y], i) => ({ x, y, ring: r, index: i })));
  }
  if (shape.type !== "box") {
    return [];
  }
  const places = [[0, 0], [0.5, 0], [1, 0], [1, 0.5], [1, 1], [0.5, 1], [0, 1], [0, 0.5]];
  return places.map(([h, v]) => ({ x: shape.x + h * shape.width, y: shape.y + v * shape.height, h, v }));
}

/** The shape with one handle drawn to a place, which is held inside the chip. */
export function reshaped(shape, handle, to, size) {
  const x = Math.min(size.width, Math.max(0, to.x));
  const y = Math.min(size.height, Math.max(0, to.y));
  if (shape.type === "polygon") {
    const rings = shape.rings.map((ring) => [...ring]);
    rings[handle.ring][handle.index] = [hundredth(x), hundredth(y)];
    return { ...shape, rings };
  }
  const [px, py] = [Math.round(x), Math.round(y)];
  const a = { x: handle.h === 0 ? px : shape.x, y: handle.v === 0 ? py : shape.y };
  const b = { x: handle.h === 1 ? px : shape.x + shape.width, y: handle.v === 1 ? py : shape.y + shape.height };
  return { ...shape, ...box(shape.label, a, b) };
}

/** The polygon with a corner more, on the edge nearest to a place; null if no edge is within the distance. */
export function withCorner(shape, at, distance) {
  let best = null;
  shape.rings.forEach((ring, r) =>
    ring.forEach((start, i) => {
      const away = toSegment(at, start, ring[(i + 1) % ring.length]);
      if (away <= (best?.away ?? distance)) {
        best = { away, ring: r, index: i + 1 };
      }
    }),
  );
  if (!best) {
    return null;
  }
  const rings = shape.rings.map((ring) => [...ring]);
  rings[best.ring].splice(best.index, 0, [hundredth(at.x), hundredth(at.y)]);
  return { shape: { ...shape, rings }, handle: { ring: best.ring, index: best.index } };
}

/** The polygon without one of its corners, or null if it has too few. */
export function withoutCorner(shape, handle) {
  if (shape.rings[handle.ring].length <= 3) {
    return null;
  }
  return { ...shape, rings: shape.rings.map((ring, r) => (r === handle.ring ? ring.filter((_, i) => i !== handle.index) : ring)) };
}

/** The distance of a place to the segment from a to b. */
export function toSegment(at, [ax, ay], [bx, by]) {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.min(1, Math.max(0, ((at.x - ax) * dx + (at.y - ay) * dy) / length));
  return Math.hypot(at.x - ax - t * dx, at.y - ay - t * dy);
}
