package io.cloudless.detect;

import io.cloudless.model.MaskClass;
import org.jspecify.annotations.Nullable;

/** The numbers that stand for clear, cloud and shadow in a written mask. */
public enum Coding {
    /** 0 clear, 1 thick cloud, 2 thin cloud, 3 cloud shadow, 255 no data. */
    CLOUDLESS(new int[] {0, 1, 2, 3}, 255, 255.0),
    /** OmniCloudMask: the same, but pixels without data are 0, as clear ones are, and the file states no nodata value. */
    OCM(new int[] {0, 1, 2, 3}, 0, null),
    /** s2cloudless, as in Sentinel Hub's band CLM: 1 cloud of any kind, 0 all else, 255 no data. */
    S2CLOUDLESS(new int[] {0, 1, 1, 0}, 255, 255.0),
    /**
     * Scene classification of Sen2Cor: 9 cloud (high probability), 10 thin cirrus, 3 cloud shadow, 0 no data, and
     * 7 (unclassified) for clear, because what lies below is not told apart.
     */
    SCL(new int[] {7, 9, 10, 3}, 0, 0.0),
    /** Fmask 4: 4 cloud of any kind, 2 cloud shadow, 0 clear land for everything clear, 255 no observation. */
    FMASK(new int[] {0, 4, 4, 2}, 255, 255.0);

    private static final int[] COLOURS = {0x3C6E47, 0xFFFFFF, 0xA9CCE3, 0x3B3355};

    private final int[] values;
    private final int noData;
    private final @Nullable Double statedNoData;

    Coding(int[] values, int noData, @Nullable Double statedNoData) {
        this.values = values;
        this.noData = noData;
        this.statedNoData = statedNoData;
    }

    /** The number this coding has for a code of {@link MaskClass}. */
    public int encode(int code) {
        return code == MaskClass.NO_DATA ? noData : values[code];
    }

    /** A mask's codes in this coding; the array itself where they are the same. */
    public byte[] encode(byte[] codes) {
        if (this == CLOUDLESS) {
            return codes;
        }
        byte[] encoded = new byte[codes.length];
        for (int i = 0; i < codes.length; i++) {
            encoded[i] = (byte) encode(codes[i] & 0xFF);
        }
        return encoded;
    }

    /** The nodata value that the file's header states, or null for none. */
    public @Nullable Double noData() {
        return statedNoData;
    }

    /** Packed 0xRRGGBB for each of the 256 numbers: clear green, cloud white, thin cloud pale blue, shadow dark. */
    public int[] colours() {
        int[] colours = new int[256];
        // Where codes share a number, the first one's colour stays.
        for (int code = values.length - 1; code >= 0; code--) {
            colours[values[code]] = COLOURS[code];
        }
        return colours;
    }
}
