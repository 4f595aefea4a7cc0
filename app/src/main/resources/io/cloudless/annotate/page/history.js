// Undo and redo without limit. States are immutable and share their parts, so that a step costs what it changed.

export class History {
  #past = [];
  #future = [];

  constructor(state) {
    this.state = state;
  }

  /** Whether anything was done that can be undone. */
  get changed() {
    return this.#past.length > 0;
  }

  get canRedo() {
    return this.#future.length > 0;
  }

  push(state) {
    this.#past.push(this.state);
    this.#future = [];
    this.state = state;
  }

  /** @returns {boolean} whether there was a step to take */
  undo() {
    return this.#step(this.#past, this.#future);
  }

  redo() {
    return this.#step(this.#future, this.#past);
  }

  #step(from, to) {
    if (from.length === 0) {
      return false;
    }
    to.push(this.state);
    this.state = from.pop();
    return true;
  }
}
