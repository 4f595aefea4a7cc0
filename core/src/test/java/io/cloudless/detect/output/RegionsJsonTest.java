package io.cloudless.detect.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudless.detect.region.Region;
import io.cloudless.detect.region.Regions;
import io.cloudless.raster.Window;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegionsJsonTest {
    @Test
    void eachRegionHasALineOfItsOwn() throws IOException {
        Region cloud = new Region(1, "cloud", 0.98765, new Window(3, 4, 10, 20), 150, null);
        Region ship = new Region(7, "a \"tall\" ship\n", 0.00004, new Window(0, 0, 1, 1), 1, null);

        assertThat(text(List.of(cloud, ship))).isEqualTo("""
                [
                {"class_idx":1,"class":"cloud","prob":0.9877,"coords":[3,4,13,24],"area_px":150},
                {"class_idx":7,"class":"a \\"tall\\" ship\\n","prob":0.0,"coords":[0,0,1,1],"area_px":1}
                ]
                """);
        assertThat(text(List.of())).isEqualTo("[]\n");
    }

    private static String text(List<Region> regions) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RegionsJson.write(new Regions(regions, 0, 0), out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
