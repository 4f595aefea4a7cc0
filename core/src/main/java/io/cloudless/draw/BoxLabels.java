package io.cloudless.draw;

import io.cloudless.detect.region.Region;
import io.cloudless.raster.Window;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Names and probabilities in the upper left corners of boxes; of labels that would lie on each other the likeliest. */
final class BoxLabels {
    private static final Color GROUND = new Color(0, 0, 0, 150);
    private static final int MARGIN = 3;

    private BoxLabels() {}

    /**
     * @param regions the likeliest first
     * @param factor pixels of the scene that one of the picture is
     */
    static void draw(Picture picture, List<Region> regions, int factor) {
        Graphics2D graphics = picture.graphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setFont(new Font(
                Font.SANS_SERIF, Font.BOLD, Math.max(10, Math.max(picture.width(), picture.height()) / 48)));
        FontMetrics metrics = graphics.getFontMetrics();
        List<Rectangle> taken = new ArrayList<>();
        for (Region region : regions) {
            String text = text(region);
            Window box = Overlay.boxOn(region, factor);
            int width = metrics.stringWidth(text) + 2 * MARGIN;
            Rectangle label = new Rectangle(
                    Math.max(0, Math.min(box.x() + MARGIN, picture.width() - width)),
                    box.y() + MARGIN,
                    width,
                    metrics.getHeight());
            if (taken.stream().noneMatch(label::intersects)) {
                taken.add(label);
                graphics.setColor(GROUND);
                graphics.fill(label);
                graphics.setColor(new Color(BoxStyle.LABELLED.colour(region.code())));
                graphics.drawString(text, label.x + MARGIN, label.y + metrics.getAscent());
            }
        }
        graphics.dispose();
    }

    /** Of a class of several names, as ImageNet has them, the first. */
    private static String text(Region region) {
        String name = region.className().split(",", 2)[0];
        return String.format(Locale.ROOT, "%s %.0f %%", name, 100 * region.probability());
    }
}
