// Choosing, moving and reshaping what is marked.

import { contains, handles, moved, reshaped, withCorner, withoutCorner } from "../shapes.js";

const REACH = 8; // CSS pixels between a pointer and what it means
const REACH_OF_A_FINGER = 22;

export class SelectTool {
  #editor;
  #view;
  #grip = null;
  /** The shapes as they would be if the pointer were let go now, or null. */
  live = null;

  constructor(editor, view) {
    this.#editor = editor;
    this.#view = view;
  }

  cursor(at) {
    if (this.#grip) {
      return "grabbing";
    }
    return this.#handleAt(at) ? "crosshair" : this.#shapeAt(at) >= 0 ? "grab" : "default";
  }

  down(at) {
    const handle = this.#handleAt(at);
    if (handle) {
      this.#grip = { start: at, handle, shape: this.#editor.selected };
      return;
    }
    const index = this.#shapeAt(at);
    this.#editor.select(index);
    this.#grip = index < 0 ? null : { start: at, shape: this.#editor.selected };
  }

  move(at) {
    if (!this.#grip) {
      return;
    }
    const { start, handle, shape } = this.#grip;
    const { size } = this.#editor;
    const next = handle ? reshaped(shape, handle, at, size) : moved(shape, at.x - start.x, at.y - start.y, size);
    this.live = this.#editor.shapes.with(this.#editor.selection, next);
  }

  up() {
    const next = this.live?.[this.#editor.selection];
    this.cancel();
    if (next && JSON.stringify(next) !== JSON.stringify(this.#editor.selected)) {
      this.#editor.replace(next);
    }
  }

  /** A corner more where an edge is hit, a corner less where a corner is hit. */
  double(at) {
    const shape = this.#editor.selected;
    if (shape?.type !== "polygon") {
      return;
    }
    const handle = this.#handleAt(at);
    const next = handle ? withoutCorner(shape, handle) : withCorner(shape, at, REACH / this.#view.scale)?.shape;
    if (next) {
      this.#editor.replace(next);
    }
  }

  interrupt() {
    this.cancel();
  }

  cancel() {
    this.#grip = null;
    this.live = null;
  }

  #handleAt(at) {
    const shape = this.#editor.selected;
    const reach = (at.touch ? REACH_OF_A_FINGER : REACH) / this.#view.scale;
    return shape && handles(shape).find((handle) => Math.hypot(handle.x - at.x, handle.y - at.y) <= reach);
  }

  /** The uppermost shape at a place; the whole image only if nothing else is there. */
  #shapeAt(at) {
    const { shapes, size } = this.#editor;
    const hit = (shape) => contains(shape, at.x, at.y, size);
    const above = shapes.findLastIndex((shape) => shape.type !== "whole" && hit(shape));
    return above >= 0 ? above : shapes.findLastIndex(hit);
  }
}
