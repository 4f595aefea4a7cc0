// The canvas: pointers and wheel become zoom, pan, or what the tool in hand makes of them; draws when something changed.

import { Painter } from "./painter.js";
import { BrushTool } from "./tools/brush.js";
import { BoxTool } from "./tools/box.js";
import { PolygonTool } from "./tools/polygon.js";
import { SelectTool } from "./tools/select.js";
import { View } from "./view.js";

const NARROW = 700;

export class Stage {
  #canvas;
  #editor;
  #painter;
  #tools;
  #scheduled = false;
  #fingers = new Map();
  #panning = null;
  #using = null;
  #accent;
  view = new View();
  /** What is shown beside the shapes; set by those who have it, then `redraw()`. */
  scene = { picture: null, neighbours: [], suggestions: [], fill: 0.28 };
  /** Whether there is to be room around the image for its neighbours. */
  roomy = false;
  #grabbing = false;
  onPointer = () => {};
  onSuggestion = () => false;

  constructor(canvas, editor) {
    this.#canvas = canvas;
    this.#editor = editor;
    this.#painter = new Painter(canvas, this.view);
    this.#tools = {
      select: new SelectTool(editor, this.view),
      box: new BoxTool(editor, this.view),
      polygon: new PolygonTool(editor, this.view),
      brush: new BrushTool(editor, false),
      eraser: new BrushTool(editor, true),
    };
    editor.addEventListener("change", () => this.#toolChanged());
    new ResizeObserver(() => this.#resized()).observe(canvas);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.#restyled());
    canvas.addEventListener("pointerdown", (event) => this.#down(event));
    canvas.addEventListener("pointermove", (event) => this.#move(event));
    canvas.addEventListener("pointerup", (event) => this.#up(event));
    canvas.addEventListener("pointercancel", (event) => this.#up(event, true));
    canvas.addEventListener("pointerleave", () => this.#leave());
    canvas.addEventListener("dblclick", (event) => this.#use("double", event));
    canvas.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
    canvas.addEventListener("contextmenu", (event) => event.preventDefault());
    this.#restyled();
  }

  get tool() {
    return this.#tools[this.#editor.tool];
  }

  /** The tool that draws outlines, also while another is in hand. */
  get outline() {
    return this.#tools.polygon;
  }

  fit() {
    const { clientWidth: width, clientHeight: height } = this.#canvas;
    const [tight, wide] = width < NARROW ? [8, 20] : [20, 44];
    this.view.fit(this.#editor.size, { width, height }, this.roomy ? wide : tight);
    this.redraw();
  }

  zoom(factor) {
    this.view.zoom(factor);
    this.redraw();
  }

  /** While held, the pointer moves the image whatever the tool. */
  grab(held) {
    this.#grabbing = held;
    this.#canvas.style.cursor = held ? "grab" : "";
  }

  redraw() {
    if (!this.#scheduled) {
      this.#scheduled = true;
      requestAnimationFrame(() => this.#draw());
    }
  }

  cancel() {
    Object.values(this.#tools).forEach((tool) => tool.cancel());
    this.redraw();
  }

  #draw() {
    this.#scheduled = false;
    const editor = this.#editor;
    this.#painter.draw(
      {
        ...this.scene,
        size: editor.size,
        shapes: this.tool.live ?? editor.shapes,
        selection: editor.selection,
        hidden: editor.hidden,
        colour: (label) => editor.colour(label),
        accent: this.#accent,
        tool: this.tool,
      },
      devicePixelRatio,
    );
  }

  #resized() {
    const { clientWidth, clientHeight } = this.#canvas;
    this.#canvas.width = Math.round(clientWidth * devicePixelRatio);
    this.#canvas.height = Math.round(clientHeight * devicePixelRatio);
    this.fit();
  }

  #restyled() {
    this.#accent = getComputedStyle(document.documentElement).getPropertyValue("--accent").trim();
    this.redraw();
  }

  #toolChanged() {
    if (this.#using && this.#using !== this.tool) {
      this.cancel();
    }
    this.#using = this.tool;
    this.redraw();
  }

  /** Where an event happened, in pixels of the image. */
  #at(event) {
    const stage = this.#canvas.getBoundingClientRect();
    const at = this.view.toImage(event.clientX - stage.left, event.clientY - stage.top);
    return { ...at, touch: event.pointerType === "touch", pressed: (event.buttons & 1) === 1 };
  }

  #use(action, event) {
    if (this.#editor.open) {
      this.tool[action]?.(this.#at(event));
      this.#canvas.style.cursor = this.#grabbing ? "grab" : this.tool.cursor(this.#at(event));
      this.redraw();
    }
  }

  #down(event) {
    this.#canvas.focus({ preventScroll: true });
    this.#canvas.setPointerCapture(event.pointerId);
    this.#fingers.set(event.pointerId, { x: event.offsetX, y: event.offsetY });
    if (event.button === 1 || this.#grabbing || this.#fingers.size > 1) {
      if (this.#fingers.size > 1 && this.#panning === null) {
        // The first finger was meant for the two of them, not for the tool.
        this.tool.interrupt();
      }
      this.#panning = event.pointerId;
      this.#canvas.style.cursor = "grabbing";
    } else if (event.button === 0 && !this.onSuggestion(this.#at(event))) {
      this.#use("down", event);
    }
  }

  #move(event) {
    const before = this.#fingers.get(event.pointerId);
    const now = { x: event.offsetX, y: event.offsetY };
    this.onPointer(this.#at(event));
    if (this.#panning !== null && before) {
      this.#pinch(event.pointerId, before, now);
      this.#fingers.set(event.pointerId, now);
      this.redraw();
      return;
    }
    this.#fingers.has(event.pointerId) && this.#fingers.set(event.pointerId, now);
    // A fast hand is sampled more often than the screen is drawn: a brush must not cut its corners.
    const events = event.getCoalescedEvents?.() ?? [];
    (events.length > 0 ? events : [event]).forEach((each) => this.#use("move", each));
  }

  /** One pointer moves the image, two also zoom it. */
  #pinch(id, before, now) {
    const other = [...this.#fingers].find(([each]) => each !== id)?.[1];
    if (!other) {
      this.view.pan(now.x - before.x, now.y - before.y);
      return;
    }
    const spread = (point) => Math.hypot(point.x - other.x, point.y - other.y);
    this.view.pan((now.x - before.x) / 2, (now.y - before.y) / 2);
    this.view.zoom(spread(now) / Math.max(1, spread(before)), (now.x + other.x) / 2, (now.y + other.y) / 2);
  }

  #up(event, cancelled = false) {
    this.#fingers.delete(event.pointerId);
    if (this.#panning !== null) {
      this.#panning = this.#fingers.size > 0 ? this.#panning : null;
      this.#canvas.style.cursor = "";
    } else if (cancelled) {
      this.cancel();
    } else {
      this.#use("up", event);
    }
  }

  #leave() {
    this.tool.leave?.();
    this.onPointer(null);
    this.redraw();
  }

  #wheel(event) {
    event.preventDefault();
    const step = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 0.05 : 0.0016;
    this.view.zoom(Math.exp(-event.deltaY * step), event.offsetX, event.offsetY);
    this.redraw();
  }
}
