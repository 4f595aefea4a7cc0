// What the page says to people, and asks them.

const SHOWN_MS = 3500;

let asked = Promise.resolve(); // one question at a time

/** A passing message; one with the same words is not said twice at a time. */
export function say(text) {
  const place = document.getElementById("toasts");
  if ([...place.children].some((each) => each.textContent === text)) {
    return;
  }
  const toast = document.createElement("p");
  toast.className = "toast";
  toast.textContent = text;
  place.append(toast);
  setTimeout(() => toast.remove(), SHOWN_MS);
}

/** A message that stays until it is replaced; with buttons { text: action }. Null takes it away. */
export function banner(text, buttons = {}) {
  const place = document.getElementById("banner");
  place.hidden = text === null;
  place.replaceChildren(text ?? "", ...Object.entries(buttons).map(([name, run]) => button(name, "button", run)));
}

/**
 * Asks in a dialog.
 *
 * @param question { title, text, fields: [{ name, label, type, value, required, autocomplete }], answers: [names, the last is the usual one] }
 * @returns {Promise<{answer, ...fields}>} `answer` is "" if the dialog was closed
 */
export function ask(question) {
  const answer = asked.then(() => show(question));
  asked = answer;
  return answer;
}

function show({ title, text = "", fields = [], answers }) {
  const dialog = document.getElementById("ask");
  const form = dialog.querySelector("form");
  dialog.querySelector("h2").textContent = title;
  dialog.querySelector("p").textContent = text;
  const inputs = fields.map(input);
  dialog.querySelector(".fields").replaceChildren(...inputs);
  dialog.querySelector(".row").replaceChildren(...answers.map((name, i) => answerButton(name, i === answers.length - 1)));
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener(
      "close",
      () => resolve({ answer: dialog.returnValue, ...Object.fromEntries(new FormData(form)) }),
      { once: true },
    );
  });
}

function input({ name, label, type = "text", value = "", required = true, autocomplete = "off" }) {
  const row = document.createElement("label");
  const field = document.createElement(type === "textarea" ? "textarea" : "input");
  Object.assign(field, { name, value, required, autocomplete, autofocus: true });
  if (type !== "textarea") {
    field.type = type;
  }
  row.append(label, field);
  return row;
}

function answerButton(name, usual) {
  const element = button(name, "submit");
  element.value = name;
  element.classList.toggle("primary", usual);
  element.autofocus = usual;
  element.formNoValidate = !usual;
  return element;
}

function button(name, type, run) {
  const element = document.createElement("button");
  element.type = type;
  element.textContent = name;
  if (run) {
    element.addEventListener("click", run);
  }
  return element;
}
