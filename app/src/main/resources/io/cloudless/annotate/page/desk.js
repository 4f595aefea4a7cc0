// One person's desk: the image in hand, what is drawn on it, and where that goes.

import * as api from "./api.js";
import { around } from "./around.js";
import { showEditor, showEmpty, showMode, showProgress } from "./bars.js";
import { Editor } from "./editor.js";
import { Look } from "./look.js";
import { ask, banner, say } from "./messages.js";
import { Outbox } from "./outbox.js";
import { Stage } from "./stage.js";
import { Suggestions } from "./suggestions.js";
import { Work } from "./work.js";

const DRAFT_AFTER_MS = 300;
const byId = (id) => document.getElementById(id);
const count = (shapes) => (shapes.length === 1 ? "1 mark" : `${shapes.length} marks`);

export class Desk {
  #picture = null;
  #surely = false;
  #withNeighbours = localStorage.getItem("cloudless.neighbours") !== "no";

  constructor(session, project) {
    this.project = project;
    this.session = session;
    this.editor = new Editor(project.classes);
    this.stage = new Stage(byId("stage"), this.editor);
    this.look = new Look(byId("picture-panel"), project.name, () => this.#redraw());
    this.suggestions = new Suggestions(this.editor, this.stage);
    this.outbox = new Outbox(`${project.name}.${session.name}`, this.#outboxListener());
    this.work = new Work(this.outbox, session.name, this.#workListener());
    this.work.order = localStorage.getItem("cloudless.order") ?? "random";
    this.work.reviewing = sessionStorage.getItem("cloudless.mode") === "review";
    this.stage.outline.onCorners = (corners) => this.#keepOutline(corners);
    this.stage.onPointer = (at) => this.#showValues(at);
    this.editor.addEventListener("change", () => showEditor(this.editor));
    this.editor.addEventListener("edit", () => this.#keepDraft());
  }

  /** Sends what an earlier visit left, then takes the first image in hand. */
  async begin() {
    showMode(this.work.reviewing);
    showEditor(this.editor);
    await this.outbox.flush();
    await this.work.next();
  }

  /** Images may have come. */
  async refresh() {
    showProgress((await api.project()).progress);
    if (this.work.task) {
      this.#introduce(this.work.task);
    } else {
      await this.work.next();
    }
  }

  /** Says what went wrong; a session that has ended is begun anew, what was drawn is kept meanwhile. */
  failed(error) {
    if (error.code === "login") {
      location.reload();
    }
    say(error.message);
  }

  /** Closes an outline that is being drawn; else saves the image and brings the next. */
  async finish() {
    const { shapes, note, canUndo } = this.editor;
    const { task, reviewing } = this.work;
    if (this.stage.tool.busy) {
      this.stage.tool.finish();
      this.stage.redraw();
    } else if (reviewing) {
      // A draft that an earlier visit left is a correction, too.
      await this.work.judge("accept", "", canUndo || task.draft ? { shapes, note } : null);
    } else if (shapes.length === 0 && task.state === "open") {
      say("Nothing is marked. N says that nothing is here.");
    } else {
      await this.work.finish("done", shapes, note);
    }
  }

  /** Saves the image as empty; asks again if something would be lost. */
  async nothing() {
    if (this.editor.shapes.length > 0 && !this.#surely) {
      this.#surely = true;
      say(`${count(this.editor.shapes)} would be removed. N again does it.`);
    } else {
      await this.work.finish("done", [], this.editor.note);
    }
  }

  async skip() {
    if (this.work.reviewing) {
      await this.work.pass();
    } else {
      await this.work.finish("skipped", this.editor.shapes, this.editor.note);
    }
  }

  async discard() {
    if (!this.work.reviewing) {
      await this.work.finish("deleted", this.editor.shapes, this.editor.note);
      say("Deleted. Page Up brings it back.");
    }
  }

  async sendBack() {
    if (!this.work.reviewing) {
      return;
    }
    const { answer, reason } = await ask({
      title: "Send back",
      text: "Say what should be marked differently.",
      fields: [{ name: "reason", label: "Reason", type: "textarea" }],
      answers: ["Cancel", "Send back"],
    });
    if (answer === "Send back") {
      await this.work.judge("return", reason.trim(), null);
    }
  }

  /** Leaves an image that one went back to. A change of it is kept, but counts only once it is finished. */
  async goForward() {
    const { task } = this.work;
    const isChanged = task && task.state !== "open" && (task.draft || this.editor.canUndo);
    if ((await this.work.forward()) && isChanged) {
      say(`${task.image.name} is changed but not Done; it comes back.`);
    }
  }

  toggleNeighbours() {
    this.#withNeighbours = !this.#withNeighbours;
    localStorage.setItem("cloudless.neighbours", this.#withNeighbours ? "yes" : "no");
    this.#showNeighbours();
    this.stage.fit();
  }

  #workListener() {
    return {
      leaving: () => this.#clear(),
      showing: (task, picture) => this.#showTask(task, picture),
      idle: () => this.#showIdle().catch((error) => this.failed(error)),
      failed: (error) => this.failed(error),
      waiting: (offline) => this.#showOffline(offline),
    };
  }

  #outboxListener() {
    return {
      saved: (task, kind, answer) => {
        this.work.saved(task, answer.version);
        if (answer.progress) {
          showProgress(answer.progress);
        }
      },
      conflict: (task, current, mine) => this.#settle(task, current, mine),
      refused: (task, error) => this.failed(error),
      waiting: (offline) => this.#showOffline(offline),
    };
  }

  #clear() {
    this.#picture = null;
    Object.assign(this.stage.scene, { picture: null, neighbours: [], suggestions: [] });
    this.stage.cancel();
    this.editor.close();
    byId("image-name").textContent = "";
    banner(null);
  }

  #showTask(task, picture) {
    const { shapes, note } = this.outbox.unsaved(task.id) ?? task;
    this.#clear();
    this.#picture = picture;
    this.#surely = false;
    this.look.offer(picture);
    this.editor.load(picture, shapes, note);
    showEmpty(null);
    showMode(this.work.reviewing);
    byId("image-name").textContent = task.image.name;
    byId("note-panel").querySelector("textarea").value = note;
    this.#introduce(task);
    this.#resumeOutline(task);
    this.#redraw();
    this.#showNeighbours();
    this.stage.fit();
    // What somebody has marked already is not covered with suggestions; the key still shows them.
    this.suggestions.show(shapes.length === 0 && !this.work.reviewing ? task.image : null);
  }

  /** What there is to know before one looks at an image. */
  #introduce({ state, draft, reviewer, reason, annotator, note, shapes }) {
    if (state === "returned") {
      banner(`${reviewer} sent this back: ${reason}`);
    } else if (this.work.reviewing) {
      banner(`${shapes.length > 0 ? "Marked" : "Found empty"} by ${annotator}${draft ? ", changed since" : ""}${note ? `: ${note}` : ""}`);
    } else if (draft && state !== "open") {
      banner("Changed since it was finished. Done saves the change.");
    }
  }

  async #showIdle() {
    await this.outbox.flush();
    const { progress } = await api.project();
    showProgress(progress);
    if (progress.images === 0) {
      showEmpty("No images yet", "Drop scenes onto this page, or choose them. They are cut into images of one size.", this.project.canUpload);
    } else if (this.work.reviewing) {
      showEmpty("Nothing to review", "Images come here when somebody else has marked them.");
    } else {
      showEmpty("All images are taken care of", `${progress.finished} of ${progress.images} are finished.${this.#howToExport}`, this.project.canUpload);
    }
  }

  /** For whoever started the server on their own machine. */
  get #howToExport() {
    const { authentication, name } = this.project;
    const where = name === "annotations" ? "" : ` --project ${name}`;
    return authentication === "solo" ? ` To train with them:\ncloudless annotate export labels --format mask${where}` : "";
  }

  #showOffline(offline) {
    byId("offline").hidden = !offline;
  }

  /** The image was changed elsewhere since it was loaded here: the person decides, nothing is overwritten silently. */
  async #settle(task, current, mine) {
    const who = current.annotator ?? "Somebody";
    const unsaved = mine.shapes ? `What you drew, ${count(mine.shapes)}, is not saved yet.` : "Your review is not saved yet.";
    const { answer } = await ask({
      title: "Changed elsewhere",
      text: `${who} saved ${current.image.name} in the meantime, with ${count(current.shapes)}. ${unsaved}`,
      answers: ["Take theirs", "Keep mine"],
    });
    if (answer === "Keep mine") {
      this.outbox.insist(task, current.version);
    } else if (answer === "Take theirs") {
      this.outbox.forget(task);
      if (this.work.task?.id === task) {
        await this.work.open(task);
      }
    }
  }

  #keepDraft() {
    const { task } = this.work;
    const { shapes, note } = this.editor;
    this.#surely = false;
    this.outbox.put(task.id, task.version, "draft", { shapes, note }, DRAFT_AFTER_MS);
  }

  get #outlineKey() {
    return `cloudless.outline.${this.project.name}.${this.session.name}`;
  }

  /** An outline is kept corner by corner, before it is a shape that can be saved. */
  #keepOutline(corners) {
    if (corners.length > 0) {
      const { label } = this.editor;
      localStorage.setItem(this.#outlineKey, JSON.stringify({ task: this.work.task.id, label, corners }));
    } else {
      localStorage.removeItem(this.#outlineKey);
    }
  }

  #resumeOutline(task) {
    const kept = JSON.parse(localStorage.getItem(this.#outlineKey) ?? "null");
    if (kept?.task === task.id) {
      this.editor.use("polygon");
      this.editor.choose(kept.label);
      this.stage.outline.resume(kept.corners);
    }
  }

  #redraw() {
    const { settings } = this.look;
    this.stage.scene.picture = this.#picture?.canvas(settings) ?? null;
    this.stage.scene.fill = settings.fill;
    this.stage.redraw();
  }

  async #showNeighbours() {
    const { task } = this.work;
    document.querySelector("[data-action=neighbours]").setAttribute("aria-pressed", String(this.#withNeighbours));
    this.stage.roomy = this.#withNeighbours;
    const pictures = this.#withNeighbours && task ? await around(task.image).catch(() => []) : [];
    if (this.work.task === task) {
      this.stage.scene.neighbours = pictures;
      this.stage.redraw();
    }
  }

  #showValues(at) {
    const picture = this.#picture;
    const inside = at && picture && at.x >= 0 && at.y >= 0 && at.x < picture.width && at.y < picture.height;
    const [x, y] = inside ? [Math.floor(at.x), Math.floor(at.y)] : [0, 0];
    const numbers = inside ? picture.at(x, y).map((value) => Number(value.toPrecision(5))) : [];
    byId("values").textContent = inside ? `${x}, ${y}   ${numbers.join("  ")}` : "";
  }
}
