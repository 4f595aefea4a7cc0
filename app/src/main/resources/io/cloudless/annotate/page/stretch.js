// From stored values to what the screen shows: pure functions.

export const STRETCHES = {
  percentile: "Percentile 1–99",
  chip: "This image",
  sigmoid: "Sigmoid",
  full: "Full range",
};

export const NEUTRAL = Object.freeze({ stretch: "percentile", brightness: 0, contrast: 0, gamma: 1 });

/**
 * The tone of a stored value as a function 0..255.
 *
 * @param range { low, high } in stored units
 * @param settings { stretch, brightness -1..1, contrast -1..1, gamma 0.3..3 }
 */
export function tone(range, settings) {
  const span = range.high > range.low ? range.high - range.low : 1;
  const slope = Math.tan(((settings.contrast + 1) * Math.PI) / 4);
  return (value) => {
    let t = Math.min(1, Math.max(0, (value - range.low) / span));
    if (settings.stretch === "sigmoid") {
      t = sigmoid(t);
    }
    t = Math.pow(t, 1 / settings.gamma);
    t = (t - 0.5) * slope + 0.5 + settings.brightness;
    return Math.round(255 * Math.min(1, Math.max(0, t)));
  };
}

/** ImageMagick's sigmoidal contrast of 10 around a half, which the tool of 2016 used, scaled to meet 0 and 1. */
function sigmoid(t) {
  const at = (x) => 1 / (1 + Math.exp(10 * (0.5 - x)));
  return (at(t) - at(0)) / (at(1) - at(0));
}

/** What is black and what is white for a band. */
export function range(values, band, stretch, nodata) {
  if (stretch === "full") {
    return fullRange(band.type, values, nodata);
  }
  if (stretch === "chip" || !(band.high > band.low)) {
    return percentiles(values, nodata);
  }
  return { low: band.low, high: band.high };
}

function fullRange(type, values, nodata) {
  const widest = { uint8: 255, uint16: 65535 }[type?.toLowerCase()];
  if (widest) {
    return { low: 0, high: widest };
  }
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (value !== nodata && Number.isFinite(value)) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  return { low, high };
}

/** The 1st and the 99th percentile of a sample of 20,000 values. */
function percentiles(values, nodata) {
  const step = Math.max(1, Math.floor(values.length / 20000));
  const sample = [];
  for (let i = 0; i < values.length; i += step) {
    if (values[i] !== nodata && Number.isFinite(values[i])) {
      sample.push(values[i]);
    }
  }
  sample.sort((a, b) => a - b);
  const at = (share) => sample[Math.floor(share * (sample.length - 1))] ?? 0;
  return { low: at(0.01), high: at(0.99) };
}
