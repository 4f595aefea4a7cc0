// Where the image lies on the screen: screen = image * scale + (left, top), in CSS pixels.

const CLOSEST = 64;

export class View {
  scale = 1;
  left = 0;
  top = 0;
  #image = { width: 1, height: 1 };
  #stage = { width: 1, height: 1 };

  /** Shows all of an image with this much of the stage around it. */
  fit(image, stage, margin) {
    this.#image = image;
    this.#stage = stage;
    const across = (stage.width - 2 * margin) / image.width;
    const down = (stage.height - 2 * margin) / image.height;
    this.scale = Math.max(0.01, Math.min(across, down));
    this.left = (stage.width - image.width * this.scale) / 2;
    this.top = (stage.height - image.height * this.scale) / 2;
  }

  toImage(px, py) {
    return { x: (px - this.left) / this.scale, y: (py - this.top) / this.scale };
  }

  toScreen(x, y) {
    return { x: x * this.scale + this.left, y: y * this.scale + this.top };
  }

  /** Brings the image nearer or farther; what is at (px, py) stays there. */
  zoom(factor, px = this.#stage.width / 2, py = this.#stage.height / 2) {
    const least = 0.2 * Math.min(this.#stage.width / this.#image.width, this.#stage.height / this.#image.height);
    const scale = Math.min(CLOSEST, Math.max(least, this.scale * factor));
    const at = this.toImage(px, py);
    this.scale = scale;
    this.left = px - at.x * scale;
    this.top = py - at.y * scale;
    this.pan(0, 0);
  }

  /** Moves the image, but some of it stays on the stage. */
  pan(dx, dy) {
    const kept = 48;
    const held = (at, length, room) => Math.min(room - kept, Math.max(kept - length, at));
    this.left = held(this.left + dx, this.#image.width * this.scale, this.#stage.width);
    this.top = held(this.top + dy, this.#image.height * this.scale, this.#stage.height);
  }
}
