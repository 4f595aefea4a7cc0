// Which image is in hand and which comes next: taken from the server ahead of time, so that Done shows it at once.

import { leaseTask, nextTask, releaseTask, savedTasks } from "./api.js";
import { Picture } from "./picture.js";

const RENEW_MS = 5 * 60 * 1000;
const STALE_MS = 10 * 60 * 1000;
const RETRY_MS = 2000;
const MOST_EXCLUDED = 1000; // as the server has it

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export class Work {
  #outbox;
  #me;
  #listener;
  #current = null;
  #upcoming = null;
  #passed = new Set();
  #behind = [];
  #ahead = [];
  #turn = 0;
  #since = 0;
  order = "random";
  reviewing = false;

  /**
   * @param me name of the person
   * @param listener { leaving(), showing(task, picture), idle(), failed(error), waiting(isOffline) }
   */
  constructor(outbox, me, listener) {
    this.#outbox = outbox;
    this.#me = me;
    this.#listener = listener;
    setInterval(() => this.#current && leaseTask(this.#current.id).catch(() => {}), RENEW_MS);
  }

  /** The task in hand, or null. */
  get task() {
    return this.#current;
  }

  /** The server has a new version of a task. */
  saved(id, version) {
    if (this.#current?.id === id) {
      this.#current.version = version;
    }
  }

  /** Changes what comes next; the image in hand stays unless the mode changes. */
  async change(order, reviewing) {
    const otherMode = reviewing !== this.reviewing;
    [this.order, this.reviewing] = [order, reviewing];
    await this.#dropUpcoming();
    if (otherMode) {
      this.#passed.clear();
      this.#ahead = [];
      await this.next();
    } else if (this.#current) {
      this.#fetchAhead();
    } else {
      await this.next();
    }
  }

  /** Gives back what was fetched ahead. */
  async #dropUpcoming() {
    const hand = await this.#upcoming;
    this.#upcoming = null;
    if (hand) {
      await releaseTask(hand.task.id).catch(() => {});
    }
  }

  /** Saves the image in hand and brings the next. */
  async finish(state, shapes, note) {
    const task = this.#current;
    const seconds = Math.round((performance.now() - this.#since) / 100) / 10;
    this.#outbox.put(task.id, task.version, "annotation", { state, shapes, note, seconds });
    this.#behind.push(task.id);
    await this.next();
  }

  /** Judges the image in hand; a reviewer's corrections are saved before. */
  async judge(verdict, reason, corrected) {
    const task = this.#current;
    if (corrected) {
      const seconds = Math.round((performance.now() - this.#since) / 100) / 10;
      this.#outbox.put(task.id, task.version, "annotation", { state: "done", ...corrected, seconds });
    }
    this.#outbox.put(task.id, task.version, "review", reason ? { verdict, reason } : { verdict });
    await this.next();
  }

  /** Leaves the image in hand as it is, for later. */
  async pass() {
    const { id } = this.#current;
    this.#passed.add(id);
    releaseTask(id).catch(() => {});
    await this.next();
  }

  async next() {
    this.#current = null;
    this.#listener.leaving();
    if (this.#ahead.length > 0 && (await this.open(this.#ahead.pop()))) {
      return;
    }
    const turn = ++this.#turn;
    const fetched = this.#upcoming;
    this.#upcoming = null;
    const hand = (await this.#fresh(await fetched)) ?? (await this.#fetch());
    if (turn === this.#turn) {
      this.#show(hand);
    }
  }

  /** Goes back to what was finished before, in an earlier visit too. */
  async previous() {
    const left = this.#current;
    const id = this.#behind.pop() ?? (await this.#savedBefore());
    if (id === undefined) {
      return false;
    }
    if ((await this.open(id)) && left) {
      this.#ahead.push(left.id);
    }
    return true;
  }

  /** The newest of my own that I have not gone back to yet. */
  async #savedBefore() {
    const seen = [...this.#ahead, this.#current?.id];
    return (await savedTasks()).tasks.find(({ id, annotator }) => annotator === this.#me && !seen.includes(id))?.id;
  }

  /** Leaves an earlier image as it is and goes on where one was. @returns {boolean} whether there was such a place */
  async forward() {
    if (!this.#current || this.#ahead.length === 0) {
      return false;
    }
    this.#behind.push(this.#current.id);
    await this.next();
    return true;
  }

  /** Takes a certain task in hand, as the server has it now. @returns {boolean} whether it could be had */
  async open(id) {
    const turn = ++this.#turn;
    try {
      await this.#outbox.flush();
      const task = await leaseTask(id);
      const picture = await Picture.load(task.image);
      if (turn === this.#turn) {
        this.#show({ task, picture });
      }
      return true;
    } catch (error) {
      this.#listener.failed(error);
      return false;
    }
  }

  #show(hand) {
    this.#current = hand?.task ?? null;
    this.#since = performance.now();
    if (hand) {
      this.#listener.showing(hand.task, hand.picture);
      this.#fetchAhead();
    } else {
      this.#listener.idle();
    }
  }

  #fetchAhead() {
    this.#upcoming ??= this.#fetch();
  }

  /** A lease that was taken long ago may have ended. */
  async #fresh(hand) {
    if (!hand || performance.now() - hand.at < STALE_MS) {
      return hand;
    }
    const task = await leaseTask(hand.task.id).catch(() => null);
    return task && { ...hand, task };
  }

  async #fetch() {
    for (;;) {
      try {
        const inHand = this.#current ? [this.#current.id] : [];
        const exclude = [...new Set([...this.#passed, ...this.#outbox.finished(), ...this.#ahead, ...inHand])].slice(-MOST_EXCLUDED);
        const task = await nextTask(this.order, exclude, this.reviewing);
        this.#listener.waiting(false);
        return task && { task, picture: await Picture.load(task.image), at: performance.now() };
      } catch (error) {
        if (error.status >= 400 && error.status < 500) {
          this.#listener.failed(error);
          return null;
        }
        this.#listener.waiting(true);
        await pause(RETRY_MS);
      }
    }
  }
}
