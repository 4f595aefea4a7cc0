// Draws the image, its neighbours and what is marked onto the stage.

import { outline } from "./paint.js";
import { handles, insideMask } from "./shapes.js";

const HALO = "rgba(0, 0, 0, 0.45)";
const tints = new WeakMap();

export class Painter {
  #context;
  #view;

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
      scene.shapes.forEach((shape, i) => this.#drawShape(shape, scene, i === scene.selection));
      scene.suggestions.forEach((shape) => this.#drawSuggestion(shape, scene));
    }
    scene.tool.draw?.(this.#pen(scene));
  }

  /** The images around, dimmed, so that the one in hand stands out. */
  #drawNeighbours({ neighbours }) {
    const context = this.#context;
    context.globalAlpha = 0.45;
    context.imageSmoothingEnabled = true;
    for (const { picture, x, y, width, height } of neighbours) {
      context.drawImage(picture, x, y, width, height);
    }
    context.globalAlpha = 1;
  }

  #drawShape(shape, scene, selected) {
    const colour = scene.colour(shape.label);
    this.#fill(shape, scene, colour, scene.fill);
    const trace = () => this.#trace(shape, scene);
    this.#stroke(trace, HALO, selected ? 5 : 3.5);
    this.#stroke(trace, colour, selected ? 2.5 : 1.75);
    if (selected) {
      handles(shape).forEach((handle) => this.#handle(handle, scene.accent));
    }
  }

  #drawSuggestion(shape, scene) {
    const colour = scene.colour(shape.label);
    const { scale } = this.#view;
    this.#fill(shape, scene, colour, scene.fill / 2);
    this.#context.setLineDash([5 / scale, 4 / scale]);
    this.#stroke(() => this.#trace(shape, scene), colour, 1.75);
    this.#context.setLineDash([]);
  }

  #fill(shape, scene, colour, strength) {
    const context = this.#context;
    context.globalAlpha = strength;
    if (shape.type === "mask") {
      context.imageSmoothingEnabled = false;
      context.drawImage(tint(shape, colour).canvas, shape.x, shape.y);
    } else {
      context.fillStyle = colour;
      context.beginPath();
      this.#trace(shape, scene);
      context.fill("evenodd");
    }
    context.globalAlpha = 1;
  }

  #trace(shape, { size, colour }) {
    const context = this.#context;
    if (shape.type === "box") {
      context.rect(shape.x, shape.y, shape.width, shape.height);
    } else if (shape.type === "whole") {
      const inset = 3 / this.#view.scale;
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

  /** Strokes a path with a line that is as wide on the screen at every zoom. */
  #stroke(trace, colour, width) {
    const context = this.#context;
    context.lineWidth = width / this.#view.scale;
    context.lineJoin = "round";
    context.lineCap = "round";
    context.strokeStyle = colour;
    context.beginPath();
    trace();
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
        const trace = () => points.forEach(({ x, y }, i) => (i === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
        this.#stroke(trace, HALO, 3.5);
        this.#stroke(trace, colour, 1.75);
      },
      handle: (point, filled) => this.#handle(point, scene.accent, filled),
      circle: ({ x, y }, radius, colour) => {
        const trace = () => context.arc(x, y, radius, 0, 2 * Math.PI);
        this.#stroke(trace, HALO, 3);
        this.#stroke(trace, colour ?? "#ffffff", 1.5);
      },
    };
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
