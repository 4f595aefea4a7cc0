// The panel with which a person chooses how images are shown. What is chosen stays in this browser.

import { NEUTRAL, STRETCHES } from "./stretch.js";

const CHANNELS = ["red", "green", "blue"];
const USUAL = { ...NEUTRAL, combination: null, fill: 0.28 };

export class Look {
  #panel;
  #key;
  #bands;
  #names = "";

  constructor(panel, project, onChange) {
    this.#panel = panel;
    this.#key = `cloudless.look.${project}`;
    this.settings = { ...USUAL, ...JSON.parse(localStorage.getItem(this.#key) ?? "{}") };
    this.#bands = panel.querySelector("#bands");
    const stretch = panel.querySelector("[name=stretch]");
    stretch.append(...Object.entries(STRETCHES).map(([value, text]) => new Option(text, value)));
    panel.addEventListener("input", (event) => {
      this.#take(event.target);
      onChange();
    });
    this.reset = () => {
      this.settings = { ...USUAL };
      this.#remember();
      this.#showAll();
      onChange();
    };
    this.#showAll();
  }

  /** Offers the bands of an image. */
  offer(picture) {
    const names = picture.bands.map((band, i) => band.name || band.role || `Band ${i + 1}`);
    this.#usual = picture.usual;
    if (names.join() !== this.#names) {
      this.#names = names.join();
      this.#bands.replaceChildren(...CHANNELS.map((channel) => selection(channel, names)));
    }
    this.#showAll();
  }

  #usual = { red: 0, green: 0, blue: 0 };

  #take(field) {
    if (CHANNELS.includes(field.name)) {
      const combination = this.settings.combination ?? this.#usual;
      this.settings = { ...this.settings, combination: { ...combination, [field.name]: Number(field.value) } };
    } else {
      this.settings = { ...this.settings, [field.name]: field.type === "range" ? Number(field.value) : field.value };
    }
    this.#remember();
  }

  #remember() {
    localStorage.setItem(this.#key, JSON.stringify(this.settings));
  }

  #showAll() {
    const shown = { ...this.settings, ...(this.settings.combination ?? this.#usual) };
    for (const field of this.#panel.querySelectorAll("[name]")) {
      field.value = shown[field.name];
    }
  }
}

function selection(channel, names) {
  const label = document.createElement("label");
  const field = document.createElement("select");
  field.name = channel;
  field.append(...names.map((name, i) => new Option(name, i)));
  label.append(channel[0].toUpperCase() + channel.slice(1), field);
  return label;
}
