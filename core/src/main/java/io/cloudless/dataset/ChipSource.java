package io.cloudless.dataset;

import io.cloudless.files.InputException;
import io.cloudless.raster.Pixels;
import io.cloudless.work.Progress;
import java.nio.file.Path;
import java.util.List;

/** Where chips come from. */
public sealed interface ChipSource permits AnnotatedChips, MaskChips, DatumArchive {
    /** The file or folder that says what is where: what errors name. */
    Path file();

    /** Names of the classes that are sought, in the order of their codes from 1 on. */
    List<String> classes();

    /** How many inputs there are: images or databases. */
    int inputs();

    /**
     * Chooses the chips, those of one source together.
     *
     * @param dropped takes what is left out and why, in a line each
     * @throws InputException if an input is missing or damaged
     */
    List<ChipPlan> plan(Progress progress, List<String> dropped);

    /** Opens what chips are cut from, see {@link ChipPlan#source}. */
    Opened open(String source);

    /** Cuts chips. */
    interface Opened extends AutoCloseable {
        /** Three bands of values from 0 to 1; may be changed by the caller. */
        Pixels cut(ChipPlan chip);

        @Override
        void close();
    }
}
