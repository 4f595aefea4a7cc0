// The scene around the image in hand.

import { neighbours } from "./api.js";

async function bitmap(path) {
  const response = await fetch(path);
  return createImageBitmap(await response.blob());
}

/** The images that touch one, with their pictures and where they lie as seen from it, in pixels. */
export async function around(image) {
  const { images } = await neighbours(image.id);
  const others = images.filter(({ id }) => id !== image.id);
  return Promise.all(
    others.map(async ({ x, y, width, height, display }) => ({
      picture: await bitmap(display),
      x: x - image.x,
      y: y - image.y,
      width,
      height,
    })),
  );
}
