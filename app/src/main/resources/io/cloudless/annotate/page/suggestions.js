// What the model suggests for the image in hand: shown as dashed outlines, accepted one by one or all together.

import { prelabels } from "./api.js";
import { banner, say } from "./messages.js";
import { contains } from "./shapes.js";

export class Suggestions {
  #editor;
  #stage;
  #image = null;
  on = false;

  constructor(editor, stage) {
    this.#editor = editor;
    this.#stage = stage;
    stage.onSuggestion = (at) => editor.tool === "select" && this.#acceptAt(at);
  }

  async toggle(image) {
    const shown = this.#stage.scene.suggestions.length > 0;
    this.on = !(this.on && shown);
    await this.show(image);
  }

  /** Shows those of an image, if they are wanted. */
  async show(image) {
    this.#image = image;
    this.#offer([]);
    if (!this.on || !image) {
      return;
    }
    try {
      const { model, shapes } = await prelabels(image.id);
      if (this.on && this.#image === image) {
        this.#offer(shapes, model);
        if (shapes.length === 0) {
          say(`${model} finds nothing here`);
        }
      }
    } catch (error) {
      say(error.message);
    }
  }

  /** Takes all of them over; they stay marked as the model's. */
  acceptAll() {
    const { suggestions } = this.#stage.scene;
    if (suggestions.length > 0) {
      this.#editor.edit([...this.#editor.shapes, ...suggestions]);
      this.#offer([]);
    }
  }

  #acceptAt(at) {
    const { suggestions } = this.#stage.scene;
    const hit = suggestions.find((shape) => contains(shape, at.x, at.y, this.#editor.size));
    if (!hit) {
      return false;
    }
    this.#editor.add(hit, true);
    this.#offer(suggestions.filter((shape) => shape !== hit));
    return true;
  }

  #offer(shapes, model) {
    const offered = this.#stage.scene.suggestions.length > 0;
    this.#stage.scene.suggestions = shapes;
    this.#stage.redraw();
    if (shapes.length > 0 && model) {
      banner(`${model} suggests ${shapes.length} ${shapes.length === 1 ? "area" : "areas"}`, { "Accept (Y)": () => this.acceptAll() });
    } else if (shapes.length === 0 && offered) {
      banner(null);
    }
  }
}
