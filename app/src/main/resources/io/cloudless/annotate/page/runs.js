// Masks as lengths of runs, row by row, alternately outside and inside, starting outside.

export function encode(inside) {
  const runs = [];
  let value = 0;
  let length = 0;
  for (const next of inside) {
    if (next !== value) {
      runs.push(length);
      value = next;
      length = 0;
    }
    length++;
  }
  runs.push(length);
  return runs;
}

/** @returns {Uint8Array} 1 inside, 0 outside */
export function decode(runs, length) {
  const inside = new Uint8Array(length);
  let at = 0;
  runs.forEach((run, i) => {
    if (i % 2 === 1) {
      inside.fill(1, at, at + run);
    }
    at += run;
  });
  return inside;
}
