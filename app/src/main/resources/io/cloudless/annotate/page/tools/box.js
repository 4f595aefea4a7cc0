// A box from corner to corner, along the edges of pixels.

import { box } from "../shapes.js";

const LEAST = 3; // CSS pixels: less is a click

export class BoxTool {
  #editor;
  #view;
  #start = null;
  live = null;

  constructor(editor, view) {
    this.#editor = editor;
    this.#view = view;
  }

  cursor() {
    return "crosshair";
  }

  down(at) {
    this.#start = at;
  }

  move(at) {
    if (this.#start) {
      const next = this.#between(at);
      this.live = next ? [...this.#editor.shapes, next] : null;
    }
  }

  up(at) {
    const next = this.#start && this.#between(at);
    this.cancel();
    if (next) {
      this.#editor.add(next);
    }
  }

  interrupt() {
    this.cancel();
  }

  cancel() {
    this.#start = null;
    this.live = null;
  }

  #between(at) {
    const far = Math.max(Math.abs(at.x - this.#start.x), Math.abs(at.y - this.#start.y)) * this.#view.scale;
    const next = box(this.#editor.label, this.#corner(this.#start), this.#corner(at));
    return far >= LEAST && next.width > 0 && next.height > 0 ? next : null;
  }

  #corner({ x, y }) {
    const { width, height } = this.#editor.size;
    return { x: Math.round(Math.min(width, Math.max(0, x))), y: Math.round(Math.min(height, Math.max(0, y))) };
  }
}
