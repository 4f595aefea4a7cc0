// The shapes of the image in hand, what is selected, the class and the tool in hand, and every step that led there.

import { History } from "./history.js";
import { handles, moved, reshaped, whole } from "./shapes.js";

const NOTHING = -1;

/** Emits `change` (what is shown), and `edit` (the shapes or the note are new and need saving). */
export class Editor extends EventTarget {
  #history = new History([]);
  #copied = null;

  /** @param classes as the project names them: { name, colour, key } */
  constructor(classes) {
    super();
    this.classes = classes;
    this.label = classes[0].name;
    this.tool = "box";
    this.brush = 24;
    this.selection = NOTHING;
    this.size = { width: 1, height: 1 };
    this.note = "";
    this.hidden = false;
    this.open = false;
  }

  /** Takes another image in hand. */
  load(size, shapes, note) {
    this.#history = new History(shapes);
    this.selection = NOTHING;
    this.size = size;
    this.note = note;
    this.open = true;
    this.#changed();
  }

  close() {
    this.load({ width: 1, height: 1 }, [], "");
    this.open = false;
    this.#changed();
  }

  get shapes() {
    return this.#history.state;
  }

  get selected() {
    return this.shapes[this.selection] ?? null;
  }

  get canUndo() {
    return this.#history.changed;
  }

  get canRedo() {
    return this.#history.canRedo;
  }

  colour(label) {
    return this.classes.find((each) => each.name === label)?.colour ?? "#888888";
  }

  /** Makes a step: new shapes, and which of them is selected. */
  edit(shapes, selection = NOTHING) {
    if (this.open && shapes !== this.shapes) {
      this.#history.push(shapes);
      this.selection = selection;
      this.#edited();
    }
  }

  add(shape, selected = false) {
    this.edit([...this.shapes, shape], selected ? this.shapes.length : NOTHING);
  }

  /** Replaces the selected shape. */
  replace(shape) {
    if (this.selected) {
      this.edit(this.shapes.with(this.selection, shape), this.selection);
    }
  }

  undo() {
    this.#travel(this.#history.undo());
  }

  redo() {
    this.#travel(this.#history.redo());
  }

  #travel(went) {
    if (went) {
      this.selection = NOTHING;
      this.#edited();
    }
  }

  select(index) {
    this.selection = index;
    this.#changed();
  }

  /** Selects the next shape, or the one before. */
  step(by) {
    const count = this.shapes.length;
    if (count > 0) {
      this.tool = "select";
      this.select(this.selection === NOTHING ? (by > 0 ? 0 : count - 1) : (this.selection + by + count) % count);
    }
  }

  /** Takes a class in hand; a selected shape changes to it. */
  choose(label) {
    this.label = label;
    if (this.selected && this.selected.label !== label) {
      this.replace({ ...this.selected, label });
    } else {
      this.#changed();
    }
  }

  use(tool) {
    this.tool = tool;
    if (tool !== "select") {
      this.selection = NOTHING;
    }
    this.#changed();
  }

  setBrush(diameter) {
    this.brush = Math.min(256, Math.max(1, Math.round(diameter)));
    this.#changed();
  }

  setNote(note) {
    if (this.open && note !== this.note) {
      this.note = note;
      this.#edited();
    }
  }

  toggleHidden() {
    this.hidden = !this.hidden;
    this.#changed();
  }

  remove() {
    if (this.selected) {
      this.edit(this.shapes.toSpliced(this.selection, 1));
    }
  }

  /** @returns {boolean} whether there is something to paste now */
  copy() {
    if (this.selected && this.selected.type !== "whole") {
      this.#copied = this.selected;
    }
    return this.#copied !== null;
  }

  /** Adds the copied shape, a little aside of where it came from. */
  paste() {
    if (this.#copied) {
      this.tool = "select";
      const aside = Math.max(4, Math.round(this.size.width / 40));
      this.#copied = moved(this.#copied, aside, aside, this.size);
      this.add(this.#copied, true);
    }
  }

  nudge(dx, dy) {
    if (this.selected) {
      this.replace(moved(this.selected, dx, dy, this.size));
    }
  }

  /** Moves the lower right corner of a selected box. */
  grow(dx, dy) {
    if (this.selected?.type === "box") {
      const corner = handles(this.selected).find(({ h, v }) => h === 1 && v === 1);
      const at = { x: Math.max(this.selected.x + 1, corner.x + dx), y: Math.max(this.selected.y + 1, corner.y + dy) };
      this.replace(reshaped(this.selected, corner, at, this.size));
    }
  }

  /** The whole image is of the class in hand; what is marked as another class stays over it. */
  fill() {
    const others = this.shapes.filter((shape) => shape.type !== "whole" && shape.label !== this.label);
    this.edit([whole(this.label), ...others]);
  }

  #edited() {
    this.dispatchEvent(new Event("edit"));
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}
