// An outline: corner by corner with clicks, freehand with the pointer held down, or both in turn.

import { polygon, toSegment } from "../shapes.js";

const REACH = 10; // CSS pixels from the first corner: there the outline closes
const STEP = 4; // CSS pixels between the corners of a freehand line

export class PolygonTool {
  #editor;
  #view;
  #points = [];
  #pointer = null;
  #freehand = false;
  live = null;
  /** Is told the corners of an unfinished outline, so that they can be kept. */
  onCorners = () => {};

  constructor(editor, view) {
    this.#editor = editor;
    this.#view = view;
  }

  /** Goes on with an outline that was left unfinished. */
  resume(points) {
    this.#points = points;
    this.#pointer = points.at(-1);
  }

  get busy() {
    return this.#points.length > 0;
  }

  cursor(at) {
    return this.#closes(at) ? "pointer" : "crosshair";
  }

  down(at) {
    if (this.#closes(at)) {
      this.finish();
      return;
    }
    this.#points.push(this.#inside(at));
    this.#pointer = at;
    this.#freehand = false;
    this.onCorners(this.#points);
  }

  move(at) {
    this.#pointer = this.#inside(at);
    if (at.pressed && this.busy) {
      const last = this.#points.at(-1);
      if (Math.hypot(at.x - last.x, at.y - last.y) * this.#view.scale >= STEP) {
        this.#points.push(this.#pointer);
        this.#freehand = true;
      }
    }
  }

  /** A line drawn in one go is complete when the pointer is let go near where it began. */
  up(at) {
    this.onCorners(this.#points);
    if (this.#freehand && this.#closes(at)) {
      this.finish();
    }
  }

  double() {
    this.finish();
  }

  /** Closes the outline; one with fewer than three corners is forgotten. */
  finish() {
    const points = simplified(this.#points, 0.5 / this.#view.scale);
    this.cancel();
    if (points.length >= 3) {
      this.#editor.add(polygon(this.#editor.label, points));
    }
  }

  /** Takes the last corner back. */
  back() {
    this.#points.pop();
    this.onCorners(this.#points);
  }

  /** What has just begun is none of it; the corners before it stay. */
  interrupt() {
    this.back();
  }

  cancel() {
    if (this.busy) {
      this.#points = [];
      this.onCorners([]);
    }
    this.#freehand = false;
  }

  draw(pen) {
    if (this.busy) {
      pen.line([...this.#points, this.#pointer], this.#editor.colour(this.#editor.label));
      this.#points.forEach((point, i) => (i === 0 || !this.#freehand) && pen.handle(point, i === 0));
    }
  }

  #closes(at) {
    const first = this.#points[0];
    const near = (point) => Math.hypot(point.x - at.x, point.y - at.y) * this.#view.scale <= REACH;
    return this.#points.length >= 3 && near(first);
  }

  #inside({ x, y }) {
    const { width, height } = this.#editor.size;
    return { x: Math.min(width, Math.max(0, x)), y: Math.min(height, Math.max(0, y)) };
  }
}

/** Douglas and Peucker (1973): without the points that lie within a distance of the line through the others. */
function simplified(points, distance) {
  if (points.length < 3) {
    return points;
  }
  const [first, last] = [points[0], points.at(-1)];
  let far = { away: distance, index: 0 };
  points.slice(1, -1).forEach((point, i) => {
    const away = toSegment(point, [first.x, first.y], [last.x, last.y]);
    if (away > far.away) {
      far = { away, index: i + 1 };
    }
  });
  if (far.index === 0) {
    return [first, last];
  }
  return [...simplified(points.slice(0, far.index + 1), distance).slice(0, -1), ...simplified(points.slice(far.index), distance)];
}
