// The bars above and below the picture: shows the editor's state on their buttons.

const byId = (id) => document.getElementById(id);
const grouped = new Intl.NumberFormat("en");

/** Shows "412 / 1,024". */
export function showProgress(progress) {
  byId("progress-text").textContent = `${grouped.format(progress.finished)} / ${grouped.format(progress.images)}`;
  byId("progress").max = Math.max(1, progress.images);
  byId("progress").value = progress.finished;
}

/** Makes the buttons of the classes. */
export function showClasses(editor) {
  byId("classes").replaceChildren(
    ...editor.classes.map(({ name, colour, key }) => {
      const button = document.createElement("button");
      button.setAttribute("role", "radio");
      button.dataset.label = name;
      button.title = `${name} (${key})`;
      const swatch = document.createElement("i");
      swatch.style.setProperty("--class", colour);
      const text = document.createElement("span");
      text.textContent = name;
      const cap = document.createElement("kbd");
      cap.textContent = key;
      button.setAttribute("aria-label", name);
      button.append(swatch, text, cap);
      button.addEventListener("click", () => editor.choose(name));
      return button;
    }),
  );
}

export function showEditor(editor) {
  for (const button of document.querySelectorAll("[data-action^=tool-]")) {
    button.setAttribute("aria-pressed", String(button.dataset.action === `tool-${editor.tool}`));
  }
  const label = editor.selected?.label ?? editor.label;
  for (const button of byId("classes").children) {
    button.setAttribute("aria-checked", String(button.dataset.label === label));
  }
  byId("fill-label").textContent = editor.label;
  const paints = editor.tool === "brush" || editor.tool === "eraser";
  byId("size").hidden = !paints || !editor.open;
  byId("size").querySelector("input").value = editor.brush;
  byId("size").querySelector("output").textContent = editor.brush;
  enable("undo", editor.canUndo);
  enable("redo", editor.canRedo);
  document.querySelector("[data-action=note]").setAttribute("aria-pressed", String(editor.note !== ""));
  byId("stage").setAttribute("aria-label", editor.open ? `Image with ${editor.shapes.length} marks` : "No image");
  ["done", "nothing", "fill", "skip", "discard", "send-back", "note"].forEach((action) => enable(action, editor.open));
}

function enable(action, enabled) {
  document.querySelectorAll(`[data-action="${action}"]`).forEach((button) => (button.disabled = !enabled));
}

export function showMode(reviewing) {
  byId("actions").hidden = reviewing;
  byId("review-actions").hidden = !reviewing;
  document.querySelector("[data-action=discard]").hidden = reviewing;
}

/** What the stage says when there is no image, and whether it asks for scenes. */
export function showEmpty(title, text, asks = false) {
  const empty = byId("empty");
  empty.hidden = title === null;
  empty.querySelector("h1").textContent = title ?? "";
  empty.querySelector("p").textContent = text ?? "";
  empty.querySelector("button").hidden = !asks;
}
