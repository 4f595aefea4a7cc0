// Which image is in hand and which comes next: taken from the server ahead of time, so that Done shows it at once.

import { leaseTask, nextTask, releaseTask, savedTasks } from "./api.js";
import { Picture } from "./picture.js";

const RENEW_MS = 5 * 60 * 1000;
const STALE_MS = 10 * 60 * 1000;
const RETRY_MS = 2000;

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export class Work {
  #outbox;
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

  /** @param listener { leaving(), showing(task, picture), idle(), failed(error), waiting(isOffline) } */
  constructor(outbox, listener) {
    this.#outbox = outbox;
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
    this.#passed.add(task.id);
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

  /** Goes back to what was finished before. */
  async previous() {
    const id = this.#behind.pop() ?? (await savedTasks()).tasks.find((task) => task.id !== this.#current?.id)?.id;
    if (id === undefined) {
      return false;
    }
    if (this.#current) {
      this.#ahead.push(this.#current.id);
    }
    await this.open(id);
    return true;
  }

  /** Leaves an earlier image as it is and goes on where one was. */
  async forward() {
    if (this.#current && this.#ahead.length > 0) {
      this.#behind.push(this.#current.id);
      await this.next();
    }
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
        const exclude = [...new Set([...inHand, ...this.#passed, ...this.#outbox.finished()])];
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
