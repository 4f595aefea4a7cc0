package io.cloudless.draw;

/** How boxes are drawn. */
public enum BoxStyle {
    /** Cloud yellow, thin cloud cyan, shadow violet. */
    MASK {
        @Override
        int colour(int code) {
            return switch (code) {
                case 1 -> YELLOW;
                case 2 -> CYAN;
                default -> VIOLET;
            };
        }
    },
    /** All yellow: there is one thing to find. */
    TARGET {
        @Override
        int colour(int code) {
            return YELLOW;
        }
    },
    /** A colour for each class, the same on every picture, and its name with the probability. */
    LABELLED {
        @Override
        int colour(int code) {
            return PALETTE[code % PALETTE.length];
        }
    };

    private static final int YELLOW = 0xFFD60A;
    private static final int CYAN = 0x3DD6F5;
    private static final int VIOLET = 0xB388FF;
    /** Told apart by most eyes, bright enough for a dark scene. */
    private static final int[] PALETTE = {0xFF7A59, YELLOW, CYAN, VIOLET, 0x7BE495, 0xFF8FC7, 0xC6E048, 0x6FA8FF};

    /** Packed 0xRRGGBB of a class. */
    abstract int colour(int code);

    boolean isLabelled() {
        return this == LABELLED;
    }
}
