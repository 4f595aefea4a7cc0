// What each action does, and how buttons, keys and fields bring it about.

import * as api from "./api.js";
import { showMode } from "./bars.js";
import { listen } from "./keys.js";
import { say } from "./messages.js";
import { showPeople } from "./people.js";

const byId = (id) => document.getElementById(id);
const panel = (id) => byId(`${id}-panel`);

/** Connects the page's controls to a desk. */
export function connect(desk) {
  const { editor, stage, work, outbox } = desk;
  const [always, withImage] = [lookingAround(desk), markingAndSaving(desk)];
  const perform = (name) => {
    const run = always[name] ?? (editor.open ? withImage[name] : undefined);
    Promise.resolve(run?.()).catch((error) => desk.failed(error));
    return name in always || name in withImage;
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-action]");
    if (button) {
      perform(button.dataset.action);
    }
  });
  listen({
    action: perform,
    digit: (key) => chooseClass(editor, key),
    nudge: (dx, dy) => editor.nudge(dx, dy),
    grow: (dx, dy) => editor.grow(dx, dy),
    grab: (held) => stage.grab(held),
  });
  byId("size").addEventListener("input", (event) => editor.setBrush(Number(event.target.value)));
  panel("note").addEventListener("input", (event) => editor.setNote(event.target.value));
  panel("work").addEventListener("change", () => changeWork(work));
  panel("work").querySelector("[name=order]").value = work.order;
  panel("work").querySelector("[name=mode]").value = work.reviewing ? "review" : "mark";
  byId("rename").hidden = desk.project.authentication !== "solo";
  byId("rename").elements.name.value = desk.session.name;
  byId("rename").addEventListener("submit", (event) => rename(event, outbox).catch((error) => desk.failed(error)));
  document.querySelector("[data-action=suggest]").hidden = desk.project.model === null;
  addEventListener("pagehide", () => outbox.leave());
  document.addEventListener("visibilitychange", () => document.hidden && outbox.leave());
}

/** Actions that need an image in hand. */
function markingAndSaving(desk) {
  const { editor, stage, suggestions, work } = desk;
  return {
    done: () => desk.finish(),
    nothing: () => work.reviewing || desk.nothing(),
    fill: () => editor.fill(),
    skip: () => desk.skip(),
    discard: () => desk.discard(),
    "send-back": () => desk.sendBack(),
    note: () => open("note"),
    suggest: () => suggest(desk),
    accept: () => suggestions.acceptAll(),
    undo: () => undo(desk),
    redo: () => editor.redo(),
    copy: () => editor.copy(),
    cut: () => editor.copy() && editor.remove(),
    paste: () => editor.paste(),
    duplicate: () => editor.copy() && editor.paste(),
    remove: () => (stage.tool.busy ? undo(desk) : editor.remove()),
    "next-shape": () => editor.step(1),
    "previous-shape": () => editor.step(-1),
  };
}

function lookingAround(desk) {
  const { editor, stage, work, look, outbox } = desk;
  const tools = ["select", "box", "polygon", "brush", "eraser"];
  return {
    ...Object.fromEntries(tools.map((tool) => [`tool-${tool}`, () => editor.use(tool)])),
    "brush-smaller": () => editor.setBrush(Math.min(editor.brush - 1, editor.brush / 1.2)),
    "brush-larger": () => editor.setBrush(Math.max(editor.brush + 1, editor.brush * 1.2)),
    "previous-image": async () => (await work.previous()) || say("No image was finished before this one"),
    "next-image": () => desk.goForward(),
    cancel: () => cancel(desk),
    fit: () => stage.fit(),
    "zoom-in": () => stage.zoom(1.4),
    "zoom-out": () => stage.zoom(1 / 1.4),
    neighbours: () => desk.toggleNeighbours(),
    hide: () => editor.toggleHidden(),
    picture: () => open("picture"),
    "reset-picture": () => look.reset(),
    work: () => openWork(outbox),
    "add-scenes": () => byId("files").click(),
    help: () => byId("help").showModal(),
  };
}

function open(name) {
  panel(name).togglePopover();
  return panel(name).matches(":popover-open");
}

async function openWork(outbox) {
  if (open("work")) {
    // What was finished a moment ago counts, too.
    await outbox.flush();
    await showPeople(byId("people"), byId("agreement"));
  }
}

/** While an outline is drawn, undo takes its last corner back. */
function undo({ stage, editor }) {
  if (stage.tool.busy) {
    stage.tool.back();
    stage.redraw();
  } else {
    editor.undo();
  }
}

function cancel({ stage, editor }) {
  const opened = document.querySelector(":popover-open");
  if (opened) {
    opened.hidePopover();
  } else if (stage.tool.busy || stage.tool.live) {
    stage.cancel();
  } else {
    editor.select(-1);
  }
}

async function suggest({ project, suggestions, work }) {
  if (project.model === null) {
    say("There is no model that suggests");
    return;
  }
  await suggestions.toggle(work.task.image);
  document.querySelector("[data-action=suggest]").setAttribute("aria-pressed", String(suggestions.on));
}

/** @returns {boolean} whether the key stands for a class */
function chooseClass(editor, key) {
  const found = editor.classes.find((each) => each.key === key);
  if (found) {
    editor.choose(found.name);
  }
  return found !== undefined;
}

async function changeWork(work) {
  const order = panel("work").querySelector("[name=order]").value;
  const reviewing = panel("work").querySelector("[name=mode]").value === "review";
  localStorage.setItem("cloudless.order", order);
  sessionStorage.setItem("cloudless.mode", reviewing ? "review" : "mark");
  showMode(reviewing);
  if (order !== work.order || reviewing !== work.reviewing) {
    await work.change(order, reviewing);
  }
}

async function rename(event, outbox) {
  event.preventDefault();
  await outbox.flush();
  await api.signIn(new FormData(event.target).get("name"));
  sessionStorage.removeItem("cloudless.mode");
  location.reload();
}
