// What brush and eraser do to the shapes of an image.

import { bounds, insideMask, mask, pixels, toSegment } from "./shapes.js";

/** A stroke being drawn: the pixels whose centres came within the radius of its path. */
export class Stroke {
  constructor(size, diameter) {
    this.size = size;
    this.inside = new Uint8Array(size.width * size.height);
    this.radius = diameter / 2;
    this.area = { x0: size.width, y0: size.height, x1: 0, y1: 0 };
  }

  extend(from, to) {
    const { width, height } = this.size;
    const r = this.radius;
    const x0 = Math.max(0, Math.floor(Math.min(from.x, to.x) - r));
    const y0 = Math.max(0, Math.floor(Math.min(from.y, to.y) - r));
    const x1 = Math.min(width, Math.ceil(Math.max(from.x, to.x) + r));
    const y1 = Math.min(height, Math.ceil(Math.max(from.y, to.y) + r));
    const [a, b] = [[from.x, from.y], [to.x, to.y]];
    for (let y = y0; y < y1; y++) {
      for (let x = x0; x < x1; x++) {
        if (toSegment({ x: x + 0.5, y: y + 0.5 }, a, b) <= r) {
          this.inside[y * width + x] = 1;
        }
      }
    }
    this.area = {
      x0: Math.min(this.area.x0, x0),
      y0: Math.min(this.area.y0, y0),
      x1: Math.max(this.area.x1, x1),
      y1: Math.max(this.area.y1, y1),
    };
  }
}

/** Paints: joins the last mask of the class unless another class lies over the two, else it becomes a mask of its own. */
export function painted(shapes, stroke, label) {
  const fresh = mask(stroke.inside, stroke.size, label);
  if (!fresh) {
    return shapes;
  }
  const below = shapes.findLastIndex((shape) => shape.type === "mask" && shape.label === label);
  if (below < 0) {
    return [...shapes, fresh];
  }
  const union = pixels(shapes[below], stroke.size);
  stroke.inside.forEach((value, i) => value && (union[i] = 1));
  const joined = mask(union, stroke.size, label, shapes[below].origin);
  const covered = shapes.slice(below + 1).some((shape) => shape.label !== label && meet(bounds(shape, stroke.size), bounds(joined, stroke.size)));
  return covered ? [...shapes, fresh] : shapes.with(below, joined);
}

function meet(a, b) {
  return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;
}

/** Erases: whatever a stroke touches becomes a mask without the stroke's pixels, or nothing. */
export function erased(shapes, stroke) {
  let touched = false;
  const left = shapes.map((shape) => {
    if (!meet(bounds(shape, stroke.size), stroke.area)) {
      return shape;
    }
    const inside = pixels(shape, stroke.size);
    let hit = false;
    for (let i = 0; i < inside.length; i++) {
      if (inside[i] && stroke.inside[i]) {
        inside[i] = 0;
        hit = true;
      }
    }
    touched ||= hit;
    return hit ? mask(inside, stroke.size, shape.label, shape.origin) : shape;
  });
  return touched ? left.filter(Boolean) : shapes;
}

/** The outline of a mask along the edges of its pixels, as lines [x0, y0, x1, y1]. */
export function outline(shape) {
  const inside = insideMask(shape);
  const { width, height } = shape;
  const at = (x, y) => (x >= 0 && y >= 0 && x < width && y < height ? inside[y * width + x] : 0);
  const horizontal = edges(height, width, (across, along) => at(along, across) !== at(along, across - 1));
  const vertical = edges(width, height, (across, along) => at(across, along) !== at(across - 1, along));
  return [
    ...horizontal.map(([y, from, to]) => [shape.x + from, shape.y + y, shape.x + to, shape.y + y]),
    ...vertical.map(([x, from, to]) => [shape.x + x, shape.y + from, shape.x + x, shape.y + to]),
  ];
}

/** Runs of edges that lie on one line: [line, from, to]. */
function edges(lines, length, isEdge) {
  const found = [];
  for (let line = 0; line <= lines; line++) {
    for (let i = 0, start = -1; i <= length; i++) {
      const edge = i < length && isEdge(line, i);
      if (edge && start < 0) {
        start = i;
      } else if (!edge && start >= 0) {
        found.push([line, start, i]);
        start = -1;
      }
    }
  }
  return found;
}
