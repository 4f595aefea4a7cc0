// Painting pixels, and erasing them.

import { erased, painted, Stroke } from "../paint.js";

export class BrushTool {
  #editor;
  #erases;
  #stroke = null;
  #last = null;
  #pointer = null;
  #live = null;

  constructor(editor, erases) {
    this.#editor = editor;
    this.#erases = erases;
  }

  /** The shapes with the stroke, worked out when they are asked for: once a frame, not with every movement. */
  get live() {
    if (this.#stroke && !this.#live) {
      const { shapes, label } = this.#editor;
      this.#live = this.#erases ? erased(shapes, this.#stroke) : painted(shapes, this.#stroke, label);
    }
    return this.#live;
  }

  cursor() {
    return "none";
  }

  down(at) {
    this.#stroke = new Stroke(this.#editor.size, this.#editor.brush);
    this.#last = at;
    this.#stroke.extend(at, at);
  }

  move(at) {
    this.#pointer = at;
    if (this.#stroke) {
      this.#stroke.extend(this.#last, at);
      this.#last = at;
      this.#live = null;
    }
  }

  up() {
    const next = this.live;
    this.cancel();
    if (next) {
      this.#editor.edit(next);
    }
  }

  leave() {
    this.#pointer = null;
  }

  interrupt() {
    this.cancel();
  }

  cancel() {
    this.#stroke = null;
    this.#live = null;
  }

  draw(pen) {
    if (this.#pointer) {
      pen.circle(this.#pointer, this.#editor.brush / 2, this.#erases ? null : this.#editor.colour(this.#editor.label));
    }
  }
}
