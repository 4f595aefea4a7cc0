// Draws the image, its neighbours and what is marked onto the stage.

import { outline } from "./paint.js";
import { handles, insideMask } from "./shapes.js";

const HALO = "rgba(0, 0, 0, 0.45)";
const SHADE = "rgba(22, 24, 28, 0.55)";
const tints = new WeakMap();

export class Painter {
  #context;
  #view;
  #fills = new OffscreenCanvas(1, 1);

  constructor(canvas, view) {
    this.#context = canvas.getContext("2d");
    this.#view = view;
  }

  /** @param scene { picture, size, neighbours, shapes, selection, colour, suggestions, hidden, fill, accent, tool } */
  draw(scene, ratio) {
    const context = this.#context;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, context.canvas.width, context.canvas.height);
    const { scale, left, top } = this.#view;
    context.setTransform(ratio * scale, 0, 0, ratio * scale, ratio * left, ratio * top);
    this.#drawNeighbours(scene);
    if (scene.picture) {
      context.imageSmoothingEnabled = scale < 1;
      context.drawImage(scene.picture, 0, 0);
      if (scene.neighbours.length > 0) {
        this.#stroke(() => context.rect(0, 0, scene.size.width, scene.size.height), "rgba(255, 255, 255, 0.9)", 1);
      }
    }
    if (!scene.hidden) {
      this.#drawFills(scene);
      scene.shapes.forEach((shape, i) => this.#drawOutline(shape, scene, i === scene.selection));
      scene.suggestions.forEach((shape) => this.#drawSuggestion(shape, scene));
    }
    scene.tool.draw?.(this.#pen(scene));
  }

  /** The images around, dimmed, so that the one in hand stands out: all at once, as they may overlap. */
  #drawNeighbours({ neighbours }) {
    const context = this.#context;
    context.imageSmoothingEnabled = true;
    context.fillStyle = SHADE;
    context.beginPath();
    for (const { picture, x, y, width, height } of neighbours) {
      context.drawImage(picture, x, y, width, height);
      context.rect(x, y, width, height);
    }
    context.fill();
  }

  /** Later shapes hide earlier ones, as in the mask that will be made of them; then all of it is made translucent. */
  #drawFills(scene) {
    const { canvas } = this.#context;
    const fills = this.#fills.getContext("2d");
    if (this.#fills.width !== canvas.width || this.#fills.height !== canvas.height) {
      [this.#fills.width, this.#fills.height] = [canvas.width, canvas.height];
    }
    fills.resetTransform();
    fills.clearRect(0, 0, canvas.width, canvas.height);
    fills.setTransform(this.#context.getTransform());
    scene.shapes.forEach((shape) => this.#fill(fills, shape, scene));
    this.#context.save();
    this.#context.resetTransform();
    this.#context.globalAlpha = scene.fill;
    this.#context.drawImage(this.#fills, 0, 0);
    this.#context.restore();
  }

  #drawOutline(shape, scene, selected) {
    const colour = scene.colour(shape.label);
    const path = () => trace(this.#context, shape, scene, 3 / this.#view.scale);
    this.#stroke(path, HALO, selected ? 5 : 3.5);
    this.#stroke(path, colour, selected ? 2.5 : 1.75);
    if (selected) {
      handles(shape).forEach((handle) => this.#handle(handle, scene.accent));
    }
  }

  #drawSuggestion(shape, scene) {
    const colour = scene.colour(shape.label);
    const { scale } = this.#view;
    this.#context.globalAlpha = scene.fill / 2;
    this.#fill(this.#context, shape, scene);
    this.#context.globalAlpha = 1;
    const path = () => trace(this.#context, shape, scene, 3 / scale);
    this.#stroke(path, HALO, 3.5);
    this.#context.setLineDash([5 / scale, 5 / scale]);
    this.#stroke(path, colour, 1.75);
    this.#context.setLineDash([]);
  }

  #fill(context, shape, scene) {
    const colour = scene.colour(shape.label);
    if (shape.type === "mask") {
      context.imageSmoothingEnabled = false;
      context.drawImage(tint(shape, colour).canvas, shape.x, shape.y);
    } else {
      context.fillStyle = colour;
      context.beginPath();
      trace(context, shape, scene, 0);
      context.fill("evenodd");
    }
  }

  /** Strokes a path with a line that is as wide on the screen at every zoom. */
  #stroke(path, colour, width) {
    const context = this.#context;
    context.lineWidth = width / this.#view.scale;
    context.lineJoin = "round";
    context.lineCap = "round";
    context.strokeStyle = colour;
    context.beginPath();
    path();
    context.stroke();
  }

  #handle({ x, y }, accent, filled = false) {
    const context = this.#context;
    const radius = 4.5 / this.#view.scale;
    context.fillStyle = filled ? accent : "#ffffff";
    context.strokeStyle = filled ? "#ffffff" : accent;
    context.lineWidth = 1.75 / this.#view.scale;
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fill();
    context.stroke();
  }

  /** What a tool draws with while it is in use. */
  #pen(scene) {
    const context = this.#context;
    return {
      line: (points, colour) => {
        const path = () => points.forEach(({ x, y }, i) => (i === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
        this.#stroke(path, HALO, 3.5);
        this.#stroke(path, colour, 1.75);
      },
      handle: (point, filled) => this.#handle(point, scene.accent, filled),
      circle: ({ x, y }, radius, colour) => {
        const path = () => context.arc(x, y, radius, 0, 2 * Math.PI);
        this.#stroke(path, HALO, 3);
        this.#stroke(path, colour ?? "#ffffff", 1.5);
      },
    };
  }
}

/** Adds a shape to the path; the whole image by this much smaller, so that its line can be seen. */
function trace(context, shape, { size, colour }, inset) {
  if (shape.type === "box") {
    context.rect(shape.x, shape.y, shape.width, shape.height);
  } else if (shape.type === "whole") {
    context.rect(inset, inset, size.width - 2 * inset, size.height - 2 * inset);
  } else if (shape.type === "polygon") {
    shape.rings.forEach((ring) => {
      ring.forEach(([x, y], i) => (i === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
      context.closePath();
    });
  } else {
    tint(shape, colour(shape.label)).lines.forEach(([x0, y0, x1, y1]) => {
      context.moveTo(x0, y0);
      context.lineTo(x1, y1);
    });
  }
}

/** A mask in its colour, and its outline; made once for each. */
function tint(shape, colour) {
  let made = tints.get(shape);
  if (made?.colour !== colour) {
    const canvas = new OffscreenCanvas(shape.width, shape.height);
    const context = canvas.getContext("2d");
    context.fillStyle = colour;
    context.fillRect(0, 0, shape.width, shape.height);
    const drawn = context.getImageData(0, 0, shape.width, shape.height);
    insideMask(shape).forEach((inside, i) => (drawn.data[4 * i + 3] = inside ? 255 : 0));
    context.putImageData(drawn, 0, 0);
    made = { colour, canvas, lines: outline(shape) };
    tints.set(shape, made);
  }
  return made;
}
