// Reads the stored values of a chip: the tiled, deflated, little-endian GeoTIFF with interleaved pixels that the server
// makes of every chip (TIFF 6.0). Other TIFFs are refused.

const WIDTH = 256;
const HEIGHT = 257;
const BITS = 258;
const COMPRESSION = 259;
const SAMPLES = 277;
const PREDICTOR = 317;
const TILE_WIDTH = 322;
const TILE_HEIGHT = 323;
const TILE_OFFSETS = 324;
const TILE_LENGTHS = 325;
const SAMPLE_FORMAT = 339;

const ARRAYS = {
  "1/8": Uint8Array, "2/8": Int8Array, "1/16": Uint16Array, "2/16": Int16Array,
  "1/32": Uint32Array, "2/32": Int32Array, "3/32": Float32Array, "3/64": Float64Array,
};

/** @returns {Promise<{width, height, bands: TypedArray[]}>} one array of stored values for each band, row by row */
export async function readTiff(buffer) {
  const tags = firstDirectory(new DataView(buffer));
  const [width, height, count] = [tags.get(WIDTH)[0], tags.get(HEIGHT)[0], tags.get(SAMPLES)?.[0] ?? 1];
  const Values = ARRAYS[`${tags.get(SAMPLE_FORMAT)?.[0] ?? 1}/${tags.get(BITS)[0]}`];
  if (!Values || !tags.has(TILE_OFFSETS) || tags.get(COMPRESSION)[0] !== 8) {
    throw new Error("This TIFF is not one of the server's chips");
  }
  const bands = Array.from({ length: count }, () => new Values(width * height));
  const edge = { width: tags.get(TILE_WIDTH)[0], height: tags.get(TILE_HEIGHT)[0] };
  const across = Math.ceil(width / edge.width);
  const differences = tags.get(PREDICTOR)?.[0] === 2;
  await Promise.all(
    tags.get(TILE_OFFSETS).map(async (offset, index) => {
      const tile = new Values(await inflate(buffer, offset, tags.get(TILE_LENGTHS)[index]));
      if (differences) {
        addUp(tile, edge.width * count, count);
      }
      const corner = { x: (index % across) * edge.width, y: Math.floor(index / across) * edge.height };
      place(tile, edge, bands, { width, height }, corner);
    }),
  );
  return { width, height, bands };
}

/** Tag -> its numbers, of the first directory: the full resolution. Text and fractions are left out. */
function firstDirectory(view) {
  if (view.getUint16(0, true) !== 0x4949 || view.getUint16(2, true) !== 42) {
    throw new Error("No little-endian TIFF");
  }
  const at = view.getUint32(4, true);
  const tags = new Map();
  for (let i = 0; i < view.getUint16(at, true); i++) {
    const entry = at + 2 + 12 * i;
    const bytes = { 3: 2, 4: 4 }[view.getUint16(entry + 2, true)];
    if (bytes) {
      const count = view.getUint32(entry + 4, true);
      const start = count * bytes <= 4 ? entry + 8 : view.getUint32(entry + 8, true);
      const number = (k) => (bytes === 2 ? view.getUint16(start + 2 * k, true) : view.getUint32(start + 4 * k, true));
      tags.set(view.getUint16(entry, true), Array.from({ length: count }, (_, k) => number(k)));
    }
  }
  return tags;
}

async function inflate(buffer, offset, length) {
  const packed = new Blob([new Uint8Array(buffer, offset, length)]).stream();
  return new Response(packed.pipeThrough(new DecompressionStream("deflate"))).arrayBuffer();
}

/** Undoes predictor 2: each sample is the difference to the same band's one to its left. Typed arrays wrap as TIFF does. */
function addUp(tile, row, count) {
  for (let start = 0; start < tile.length; start += row) {
    for (let i = start + count; i < start + row; i++) {
      tile[i] += tile[i - count];
    }
  }
}

/** Copies the part of a tile that lies inside the image. */
function place(tile, edge, bands, size, corner) {
  const columns = Math.min(edge.width, size.width - corner.x);
  const rows = Math.min(edge.height, size.height - corner.y);
  bands.forEach((band, b) => {
    for (let y = 0; y < rows; y++) {
      const from = y * edge.width * bands.length + b;
      const to = (corner.y + y) * size.width + corner.x;
      for (let x = 0; x < columns; x++) {
        band[to + x] = tile[from + x * bands.length];
      }
    }
  });
}
