package io.cloudless.detect.region;

import io.cloudless.detect.MaskLayout;
import io.cloudless.detect.MaskRows;
import io.cloudless.detect.MaskSink;

/**
 * The probability that there is any cloud in a scene at all: the mean probability of its likeliest pixels, one in
 * {@value #ONE_IN} of those with data and {@value #FEWEST} at least. One small cloud makes an image cloudy, a few bright
 * pixels do not.
 */
final class CloudPresence implements MaskSink {
    /** Measured: docs/regions.md. */
    private static final int ONE_IN = 200;

    private static final int FEWEST = 16;
    private static final int PERCENT = 100;

    private final long[] pixelsOf = new long[PERCENT + 1];

    @Override
    public void begin(MaskLayout layout) {}

    @Override
    public void accept(MaskRows rows) {
        for (byte percent : rows.cloudProbability()) {
            if (percent >= 0) { // else 255, no data
                pixelsOf[percent]++;
            }
        }
    }

    @Override
    public void end() {}

    /** 0..1; NaN where no pixel has data. */
    double probability() {
        long valid = 0;
        for (long pixels : pixelsOf) {
            valid += pixels;
        }
        long wanted = Math.min(valid, Math.max(FEWEST, valid / ONE_IN));
        double sum = 0;
        long left = wanted;
        for (int percent = PERCENT; percent > 0 && left > 0; percent--) {
            long taken = Math.min(left, pixelsOf[percent]);
            sum += (double) taken * percent;
            left -= taken;
        }
        return sum / PERCENT / wanted;
    }
}
