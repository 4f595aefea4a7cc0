package io.cloudless.detect.output;

import io.cloudless.raster.RasterInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** When a scene was taken, as far as it tells. */
final class AcquisitionTime {
    /** Sentinel-2's DATATAKE_SENSING_START, Planet's acquired, STAC's datetime, Landsat's DATE_ACQUIRED and the like. */
    private static final Pattern KEY = Pattern.compile("(?i).*(acqui|sensing|datetime).*");

    private static final Pattern TIME = Pattern.compile(
            "(?<y>(?:19|20)\\d\\d)[-:]?(?<m>[01]\\d)[-:]?(?<d>[0-3]\\d)[T_ ]?(?<h>[0-2]\\d):?(?<min>[0-5]\\d):?(?<s>[0-5]\\d)"
                    + "(?:\\.\\d+)?(?<zone>[+-]\\d\\d:\\d\\d)?");

    private AcquisitionTime() {}

    /** From the file's metadata, else from its name; UTC where neither states a zone. Null where neither tells. */
    static @Nullable Instant of(RasterInfo scene) {
        for (Map.Entry<String, String> entry : new TreeMap<>(scene.metadata()).entrySet()) {
            if (KEY.matcher(entry.getKey()).matches()) {
                Instant time = parse(entry.getValue());
                if (time != null) {
                    return time;
                }
            }
        }
        return parse(String.valueOf(scene.file().getFileName()));
    }

    /** When the file was last changed, for want of anything better. */
    static Instant ofFile(RasterInfo scene) throws IOException {
        return Files.getLastModifiedTime(scene.file()).toInstant().truncatedTo(ChronoUnit.SECONDS);
    }

    private static @Nullable Instant parse(String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.find()) {
            return null;
        }
        try {
            LocalDateTime time = LocalDateTime.of(
                    number(matcher, "y"),
                    number(matcher, "m"),
                    number(matcher, "d"),
                    number(matcher, "h"),
                    number(matcher, "min"),
                    number(matcher, "s"));
            String zone = matcher.group("zone");
            return OffsetDateTime.of(time, zone == null ? ZoneOffset.UTC : ZoneOffset.of(zone))
                    .toInstant();
        } catch (DateTimeException e) {
            return null; // digits that are no time
        }
    }

    private static int number(Matcher matcher, String group) {
        return Integer.parseInt(matcher.group(group));
    }
}
