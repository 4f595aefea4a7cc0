// What has been drawn and not yet been acknowledged by the server: kept in the browser's storage from the moment it is
// drawn, sent in order, sent again with the same body until there is an answer. Closing the tab or killing the server
// at any moment therefore loses nothing.

import { save } from "./api.js";

const PREFIX = "cloudless.outbox.";
const RETRY_MS = 2000;

/**
 * Entries are `{ version, queue: [{ kind, body }] }`, one for each task. Only the first of a queue is on its way; a
 * draft that waits behind it is replaced by the next one.
 */
export class Outbox {
  #owner;
  #entries = new Map();
  #sending = new Map();
  #timers = new Map();
  #listener;

  /**
   * @param owner project and person: what one of them left in this browser is not the other's
   * @param listener { saved(task, kind, answer), conflict(task, current, body), waiting(isOffline), refused(task, error) }
   */
  constructor(owner, listener) {
    this.#owner = `${PREFIX}${owner}.`;
    this.#listener = listener;
    for (const key of Object.keys(localStorage).filter((each) => each.startsWith(this.#owner))) {
      this.#entries.set(Number(key.slice(this.#owner.length)), JSON.parse(localStorage.getItem(key)));
    }
  }

  /** The tasks of which something is not acknowledged. */
  tasks() {
    return [...this.#entries.keys()];
  }

  /** Tasks that are finished for the person, though the server does not know it yet. */
  finished() {
    return this.tasks().filter((task) => this.#entries.get(task).queue.some((item) => item.kind !== "draft"));
  }

  /** The newest unacknowledged shapes and note of a task, or null. */
  unsaved(task) {
    const drawn = this.#entries.get(task)?.queue.filter((item) => item.body.shapes);
    return drawn?.length ? drawn.at(-1).body : null;
  }

  /** Takes something to be saved; `after` milliseconds pass before it is sent, so that drafts do not come in hundreds. */
  put(task, version, kind, body, after = 0) {
    const entry = this.#entries.get(task) ?? { version, queue: [] };
    const last = entry.queue.at(-1);
    if (body.shapes && last?.kind === "draft" && last.body.version === undefined) {
      entry.queue.pop();
    }
    entry.queue.push({ kind, body: { ...body, save: uuid() } });
    this.#entries.set(task, entry);
    this.#store(task);
    this.#schedule(task, after);
  }

  /** After a conflict: the waiting shapes are to be saved over this version all the same. */
  insist(task, version) {
    const entry = this.#entries.get(task);
    entry.version = version;
    entry.queue = entry.queue.map(({ kind, body }) => ({ kind, body: { ...body, save: uuid(), version: undefined } }));
    this.#store(task);
    this.#schedule(task, 0);
  }

  /** Drops what is waiting for a task: the person has taken the other version. */
  forget(task) {
    clearTimeout(this.#timers.get(task));
    this.#entries.delete(task);
    this.#store(task);
  }

  /** Sends everything at once, in requests that outlive the tab. */
  leave() {
    for (const task of this.tasks()) {
      clearTimeout(this.#timers.get(task));
      this.#send(task, true);
    }
  }

  /** Resolves when nothing is left of the tasks, or fails to be sent. */
  async flush() {
    await Promise.all(this.tasks().map((task) => this.#send(task, false)));
  }

  #schedule(task, after) {
    clearTimeout(this.#timers.get(task));
    this.#timers.set(task, setTimeout(() => this.#send(task, false), after));
  }

  #store(task) {
    const entry = this.#entries.get(task);
    try {
      if (entry) {
        localStorage.setItem(this.#owner + task, JSON.stringify(entry));
      } else {
        localStorage.removeItem(this.#owner + task);
      }
    } catch {
      // The browser's storage is full: the entry is in memory and is sent all the same.
    }
  }

  /** Sends what waits for a task, one after the other. @returns {Promise} fulfilled when all is sent, or sending failed */
  #send(task, leaving) {
    if (!this.#sending.has(task)) {
      this.#sending.set(task, this.#deliver(task, leaving).finally(() => this.#sending.delete(task)));
    }
    return this.#sending.get(task);
  }

  async #deliver(task, leaving) {
    for (let more = true; more; ) {
      const entry = this.#entries.get(task);
      const item = entry?.queue[0];
      if (!item) {
        return;
      }
      item.body.version ??= entry.version;
      this.#store(task);
      try {
        this.#acknowledged(task, entry, item, await save(task, item.kind, item.body, leaving));
        this.#listener.waiting(false);
      } catch (error) {
        this.#failed(task, entry, item, error);
      }
      more = this.#entries.get(task) === entry && entry.queue[0] !== item;
    }
  }

  #acknowledged(task, entry, item, answer) {
    if (this.#entries.get(task) !== entry) {
      return;
    }
    entry.version = answer.version;
    entry.queue.shift();
    if (entry.queue.length === 0) {
      this.#entries.delete(task);
    }
    this.#store(task);
    this.#listener.saved(task, item.kind, answer);
  }

  #failed(task, entry, item, error) {
    if (error.code === "conflict") {
      const { current } = error.body;
      const same = JSON.stringify([current.shapes, current.note]) === JSON.stringify([item.body.shapes, item.body.note]);
      if (item.kind === "draft" && same) {
        this.#acknowledged(task, entry, item, current);
      } else {
        this.#listener.conflict(task, current, item.body);
      }
    } else if (error.status === 0 || error.status >= 500 || error.status === 429) {
      this.#listener.waiting(true);
      this.#schedule(task, RETRY_MS);
    } else {
      if (error.code === "not-found") {
        this.forget(task); // of a project that was cleared
      }
      this.#listener.refused(task, error);
    }
  }
}

/** Version 4 of RFC 9562, for addresses where browsers withhold `randomUUID` (plain http on a network). */
function uuid() {
  if (crypto.randomUUID) {
    return crypto.randomUUID();
  }
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
