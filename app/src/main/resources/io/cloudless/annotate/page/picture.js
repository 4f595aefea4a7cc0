// An image with its stored values, and its look on the screen under the current settings.

import { bytes } from "./api.js";
import { range, tone } from "./stretch.js";
import { readTiff } from "./tiff.js";

const MOST_LEVELS = 65536;

export class Picture {
  #values;
  #canvas;
  #drawnWith = "";

  /** @param image what the server says of it @param values { width, height, bands } */
  constructor(image, values, bands) {
    this.width = values.width;
    this.height = values.height;
    this.bands = bands;
    this.nodata = image.nodata;
    this.usual = image.stretch;
    this.#values = values.bands;
    this.#canvas = new OffscreenCanvas(this.width, this.height);
  }

  /** Loads the stored values; where the browser cannot read them, the picture the server makes of them. */
  static async load(image, signal) {
    try {
      return new Picture(image, await readTiff(await bytes(image.values, signal)), image.bands);
    } catch (problem) {
      if (signal?.aborted) {
        throw problem;
      }
      return Picture.#ofDisplay(image);
    }
  }

  static async #ofDisplay(image) {
    const bitmap = await createImageBitmap(new Blob([await bytes(image.display)]));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext("2d");
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    const channel = (c) => Uint8Array.from({ length: data.length / 4 }, (_, i) => data[4 * i + c]);
    const bands = ["red", "green", "blue"].map((name) => ({ name, role: name, type: "uint8", low: 0, high: 255 }));
    const values = { width: bitmap.width, height: bitmap.height, bands: [0, 1, 2].map(channel) };
    return new Picture({ nodata: null, stretch: { red: 0, green: 1, blue: 2 } }, values, bands);
  }

  /** The stored values of all bands at a pixel. */
  at(x, y) {
    return this.#values.map((band) => band[y * this.width + x]);
  }

  /** The look under the settings: those of `stretch.js` and `combination` { red, green, blue }, indices of bands, or null. */
  canvas(settings) {
    const key = JSON.stringify(settings);
    if (key !== this.#drawnWith) {
      this.#draw(settings);
      this.#drawnWith = key;
    }
    return this.#canvas;
  }

  #draw(settings) {
    const { red, green, blue } = this.#combination(settings.combination);
    const context = this.#canvas.getContext("2d");
    const drawn = context.createImageData(this.width, this.height);
    const pixels = drawn.data;
    [red, green, blue].forEach((band, channel) => this.#fill(pixels, channel, band, settings));
    const shown = [red, green, blue].map((band) => this.#values[band]);
    for (let i = 0; i < this.width * this.height; i++) {
      pixels[4 * i + 3] = this.#isEmpty(shown, i) ? 0 : 255;
    }
    context.putImageData(drawn, 0, 0);
  }

  /** No data: none of the bands has any, or one of them is no number. */
  #isEmpty(bands, i) {
    return bands.every((band) => band[i] === this.nodata) || bands.some((band) => Number.isNaN(band[i]));
  }

  #combination(wanted) {
    const has = (index) => Number.isInteger(index) && index >= 0 && index < this.#values.length;
    return wanted && [wanted.red, wanted.green, wanted.blue].every(has) ? wanted : this.usual;
  }

  #fill(pixels, channel, index, settings) {
    const values = this.#values[index];
    const toTone = tone(range(values, this.bands[index], settings.stretch, this.nodata), settings);
    const unsigned = values instanceof Uint8Array || values instanceof Uint16Array;
    // Sixteen bits have fewer values than most images have pixels: each is worked out once.
    const table = unsigned ? Uint8ClampedArray.from({ length: values instanceof Uint8Array ? 256 : MOST_LEVELS }, (_, v) => toTone(v)) : null;
    for (let i = 0; i < values.length; i++) {
      pixels[4 * i + channel] = table ? table[values[i]] : toTone(values[i]);
    }
  }
}
