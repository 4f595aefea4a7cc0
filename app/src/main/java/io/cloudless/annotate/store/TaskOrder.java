package io.cloudless.annotate.store;

import java.util.Locale;

/** Which image comes next. */
public enum TaskOrder {
    /** Drawn by lot once and for all: the same order for everybody, each image for one of them. */
    RANDOM("t.shuffle"),
    /** As imported: along the rows of one scene, then the next. */
    SEQUENCE("t.image_id"),
    /** First what the model is least sure of, where a label teaches it most. */
    USEFUL("t.usefulness DESC, t.shuffle");

    private final String columns;

    TaskOrder(String columns) {
        this.columns = columns;
    }

    String columns() {
        return columns;
    }

    /** @throws IllegalArgumentException if there is no such order */
    public static TaskOrder of(String word) {
        for (TaskOrder order : values()) {
            if (order.name().toLowerCase(Locale.ROOT).equals(word)) {
                return order;
            }
        }
        throw new IllegalArgumentException("There is no order '" + word + "': random, sequence or useful");
    }
}
