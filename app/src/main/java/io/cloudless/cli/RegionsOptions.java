package io.cloudless.cli;

import io.cloudless.detect.region.ProposalMethod;
import io.cloudless.detect.region.RegionOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What can be chosen for {@code detect --method regions} only. */
final class RegionsOptions {
    private static final double DEFAULT_THRESHOLD = 0.5;
    private static final double DEFAULT_OVERLAP = 0.5;

    @Option(
            names = "--proposals",
            paramLabel = "NAME",
            converter = MethodConverter.class,
            description = "Which boxes to look at: selective-search (default), grid, or segments of the bundled model's"
                    + " mask.")
    private ProposalMethod proposals = ProposalMethod.SELECTIVE_SEARCH;

    @Option(
            names = "--ks",
            split = ",",
            paramLabel = "N",
            description =
                    "Size of the parts that Selective Search begins with: the larger, the fewer boxes. Several make"
                            + " more boxes. Default: 100.")
    private List<Integer> ks = List.of(100);

    @Option(
            names = "--pad",
            paramLabel = "PIXELS",
            description = "What the classifier sees around a box. Default: ${DEFAULT-VALUE}.")
    private int pad = 16;

    @Option(
            names = "--max-regions",
            paramLabel = "N",
            description = "Look at no more boxes than these, the largest. Default: ${DEFAULT-VALUE}.")
    private int maxRegions = 600;

    @Option(
            names = "--only-for-class",
            paramLabel = "CODE",
            description = "Keep regions of this class only. Default: all but the background, which is class 0 of two.")
    private @Nullable Integer onlyForClass;

    @Option(
            names = "--nms",
            paramLabel = "0..1|off",
            converter = OverlapConverter.class,
            description =
                    "Of two boxes of a class that share more than this of their area together only the likelier is"
                            + " kept; off keeps both. Default: 0.5.")
    private OptionalDouble nms = OptionalDouble.of(DEFAULT_OVERLAP);

    @Option(
            names = "--dump-regions",
            paramLabel = "DIR",
            description = "Also write every box that was looked at as a PNG, for debugging.")
    private @Nullable Path dump;

    /**
     * @param threshold as the user says, 0..1 or percent; null: the usual
     * @throws IllegalArgumentException if a number is out of range
     */
    RegionOptions regionOptions(@Nullable Double threshold) {
        double least = threshold == null ? DEFAULT_THRESHOLD : threshold > 1 ? threshold / 100 : threshold;
        return new RegionOptions(
                new RegionOptions.Proposals(proposals, ks, maxRegions),
                pad,
                new RegionOptions.Selection(
                        least, onlyForClass == null ? OptionalInt.empty() : OptionalInt.of(onlyForClass), nms));
    }

    @Nullable
    Path dump() {
        return dump;
    }

    private static final class MethodConverter implements ITypeConverter<ProposalMethod> {
        @Override
        public ProposalMethod convert(String word) {
            return switch (word.toLowerCase(Locale.ROOT)) {
                case "selective-search" -> ProposalMethod.SELECTIVE_SEARCH;
                case "grid" -> ProposalMethod.GRID;
                case "segments" -> ProposalMethod.SEGMENTS;
                default ->
                    throw new TypeConversionException("'" + word + "' is none of selective-search, grid, segments");
            };
        }
    }

    private static final class OverlapConverter implements ITypeConverter<OptionalDouble> {
        @Override
        public OptionalDouble convert(String word) {
            try {
                return word.equalsIgnoreCase("off")
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(Double.parseDouble(word));
            } catch (NumberFormatException e) {
                throw new TypeConversionException("'" + word + "' is neither a number nor off");
            }
        }
    }
}
