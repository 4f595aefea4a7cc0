// Every action that has a key: the table from which keys, tooltips and the help are made.

const act = (group, action, says, ...keys) => ({ group, action, says, keys });

// A key is written as `Ctrl+Shift+z`; letters are small, so that Caps Lock does not matter.
export const ACTIONS = [
  act("Tools", "tool-select", "Select, move, reshape", "v"),
  act("Tools", "tool-box", "Box", "b"),
  act("Tools", "tool-polygon", "Outline: click corners or draw freehand", "p"),
  act("Tools", "tool-brush", "Brush", "f"),
  act("Tools", "tool-eraser", "Eraser", "e"),
  act("Tools", "brush-smaller", "Smaller brush", "["),
  act("Tools", "brush-larger", "Larger brush", "]"),
  act("This image", "done", "Done: save and go on; close an outline", "Enter"),
  act("This image", "nothing", "Nothing here: save as empty and go on", "n"),
  act("This image", "fill", "All of the class in hand", "a"),
  act("This image", "skip", "Skip", "x"),
  act("This image", "discard", "Delete: of no use", "Shift+x"),
  act("This image", "note", "Note", "t"),
  act("This image", "suggest", "Show what the model suggests", "g"),
  act("This image", "accept", "Accept all suggestions", "y"),
  act("This image", "send-back", "Send back, in review", "r"),
  act("This image", "previous-image", "Previous image", "PageUp"),
  act("This image", "next-image", "Back to the next image", "PageDown"),
  act("Changing", "undo", "Undo", "Ctrl+z"),
  act("Changing", "redo", "Redo", "Ctrl+Shift+z", "Ctrl+y"),
  act("Changing", "copy", "Copy", "Ctrl+c"),
  act("Changing", "cut", "Cut", "Ctrl+x"),
  act("Changing", "paste", "Paste", "Ctrl+v"),
  act("Changing", "duplicate", "Duplicate", "Ctrl+d"),
  act("Changing", "remove", "Delete what is selected", "Delete", "Backspace"),
  act("Changing", "next-shape", "Select the next", "."),
  act("Changing", "previous-shape", "Select the one before", ","),
  act("Changing", "cancel", "Cancel, select nothing", "Escape"),
  act("Looking", "fit", "Whole image", "0"),
  act("Looking", "zoom-in", "Nearer", "+", "="),
  act("Looking", "zoom-out", "Farther", "-"),
  act("Looking", "neighbours", "The scene around", "c"),
  act("Looking", "hide", "Hide and show the marks", "h"),
  act("Looking", "picture", "Bands, stretch, brightness, contrast", "i"),
  act("Looking", "work", "Order, review, people", "w"),
  act("Looking", "help", "These keys", "?"),
];

/** What the help says beside the table: keys with more than one meaning, and the pointer. */
const MORE = [
  { group: "Tools", says: "Class in hand, or of what is selected", keys: ["1–9"] },
  { group: "Changing", says: "Move by a pixel", keys: ["Arrows"] },
  { group: "Changing", says: "Move by ten pixels", keys: ["Shift+Arrows"] },
  { group: "Changing", says: "Resize a box", keys: ["Alt+Arrows"] },
  { group: "Changing", says: "Corner more, corner less", keys: ["Double click"] },
  { group: "Looking", says: "Zoom", keys: ["Wheel"] },
  { group: "Looking", says: "Pan", keys: ["Space+Drag"] },
];

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const ONCE = new Set(ACTIONS.filter(({ group }) => group === "This image").map(({ action }) => action));
const byKey = new Map(ACTIONS.flatMap(({ action, keys }) => keys.map((key) => [key, action])));

/** The name of a key event as the table writes it. */
function named(event) {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const letter = /^[a-z]$/.test(key) || event.key.length > 1;
  return `${event.ctrlKey || event.metaKey ? "Ctrl+" : ""}${event.shiftKey && letter ? "Shift+" : ""}${key}`;
}

const types = (element) => element?.matches?.("textarea, select, input:not([type=range])") ?? false;

/**
 * Listens to the keyboard.
 *
 * @param on { action(name), digit(key), nudge(dx, dy), grow(dx, dy), grab(isHeld) }
 */
export function listen(on) {
  addEventListener("keydown", (event) => {
    if (types(event.target) || document.querySelector("dialog[open]") || event.isComposing) {
      return;
    }
    if (handle(event, on)) {
      event.preventDefault();
    }
  });
  addEventListener("keyup", (event) => event.key === " " && on.grab(false));
  addEventListener("blur", () => on.grab(false));
}

function handle(event, on) {
  const arrow = ARROWS[event.key];
  if (arrow && !event.target.matches?.("input")) {
    const step = event.shiftKey ? 10 : 1;
    on[event.altKey ? "grow" : "nudge"](arrow[0] * step, arrow[1] * step);
    return true;
  }
  // A focused button is pressed by Enter and Space, as everywhere.
  if ([" ", "Enter"].includes(event.key) && event.target.matches?.("button")) {
    return false;
  }
  if (event.key === " ") {
    on.grab(true);
    return true;
  }
  const name = named(event);
  if (/^[1-9]$/.test(name)) {
    return on.digit(name);
  }
  const action = event.altKey ? undefined : byKey.get(name);
  if (action === undefined) {
    return false;
  }
  // A key held down must not finish one image after the other.
  return event.repeat && ONCE.has(action) ? true : on.action(action);
}

/** Puts names and keys onto the buttons that stand for actions. */
export function label(root) {
  for (const button of root.querySelectorAll("[data-action]")) {
    const known = ACTIONS.find(({ action }) => action === button.dataset.action);
    if (known) {
      button.title = `${known.says} (${pretty(known.keys[0])})`;
      button.setAttribute("aria-keyshortcuts", known.keys[0].replace("Ctrl", "Control"));
      if (button.matches(".icon")) {
        button.setAttribute("aria-label", known.says);
      }
    }
  }
}

/** Fills the help. */
export function explain(root) {
  const rows = [...ACTIONS, ...MORE];
  for (const group of new Set(rows.map((row) => row.group))) {
    const list = document.createElement("dl");
    for (const row of rows.filter((each) => each.group === group)) {
      const [term, keys] = [document.createElement("dt"), document.createElement("dd")];
      term.textContent = row.says;
      keys.append(cap(row.keys[0]));
      list.append(term, keys);
    }
    const section = document.createElement("section");
    const heading = document.createElement("h2");
    heading.textContent = group;
    section.append(heading, list);
    root.append(section);
  }
}

function cap(key) {
  const element = document.createElement("kbd");
  element.textContent = pretty(key);
  return element;
}

const pretty = (key) => key.replace(/(^|\+)([a-z])$/, (_, before, letter) => before + letter.toUpperCase());
