import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;

/**
 * Invents pictures of ships on water and says where the ships are:
 *
 * <pre>java examples/Ships.java FOLDER BAYS SEED</pre>
 *
 * writes {@code FOLDER/images/BAY_N.png}, five of each bay, and {@code FOLDER/annotated.json}. Nothing of Cloudless is used:
 * it stands for any pictures with any marks.
 */
public final class Ships {
    private static final int WIDTH = 240;
    private static final int HEIGHT = 180;
    private static final int PICTURES_OF_A_BAY = 5;

    private final Random random;
    private final double[] water;
    private final double waves;
    private final double direction;

    /** A bay has water of its own colour and waves of its own length and direction. */
    private Ships(long seed) {
        random = new Random(seed);
        water = new double[] {
            20 + 30 * random.nextDouble(), 50 + 40 * random.nextDouble(), 70 + 50 * random.nextDouble()
        };
        waves = 0.3 + 0.5 * random.nextDouble();
        direction = Math.PI * random.nextDouble();
    }

    public static void main(String[] args) throws IOException {
        Path images = Files.createDirectories(Path.of(args[0], "images"));
        int bays = Integer.parseInt(args[1]);
        long seed = Long.parseLong(args[2]);
        List<String> lines = new ArrayList<>();
        for (int bay = 0; bay < bays; bay++) {
            Ships ships = new Ships(1000 * seed + bay);
            for (int n = 1; n <= PICTURES_OF_A_BAY; n++) {
                String name = "bay" + (char) ('A' + bay) + "_" + n + ".png";
                List<int[]> boxes = new ArrayList<>();
                ImageIO.write(ships.picture(n % 3, boxes), "png", images.resolve(name).toFile());
                lines.add(annotation(name, boxes));
            }
        }
        Files.writeString(Path.of(args[0], "annotated.json"), "[\n" + String.join(",\n", lines) + "\n]\n");
    }

    private static String annotation(String name, List<int[]> boxes) {
        List<String> texts = new ArrayList<>();
        List<String> classes = new ArrayList<>();
        for (int[] box : boxes) {
            texts.add("\"" + box[0] + "," + box[1] + "," + box[2] + "," + box[3] + "\"");
            classes.add("\"ship\"");
        }
        return "{\"image_name\": \"" + name + "\", \"image_annotation\": [" + String.join(", ", texts)
                + "], \"image_classes\": [" + String.join(", ", classes) + "]}";
    }

    /** @param boxes gets x, y, width and height of each ship */
    private BufferedImage picture(int ships, List<int[]> boxes) {
        double[][] picture = new double[WIDTH * HEIGHT][];
        double phase = 100 * random.nextDouble();
        for (int i = 0; i < picture.length; i++) {
            double along = i % WIDTH * Math.cos(direction) + i / WIDTH * Math.sin(direction);
            double light = 6 * Math.sin(waves * along + phase) + 4 * random.nextGaussian();
            picture[i] = new double[] {water[0] + light, water[1] + light, water[2] + light};
        }
        for (int ship = 0; ship < ships; ship++) {
            // Left and right halves, so that ships never meet.
            double x = WIDTH * (0.25 + 0.5 * ship) + 50 * (random.nextDouble() - 0.5);
            double y = HEIGHT / 2.0 + 90 * (random.nextDouble() - 0.5);
            boxes.add(draw(picture, x, y));
        }
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < picture.length; i++) {
            int rgb = 0;
            for (double channel : picture[i]) {
                rgb = rgb << 8 | (int) Math.max(0, Math.min(255, channel));
            }
            image.setRGB(i % WIDTH, i / WIDTH, rgb);
        }
        return image;
    }

    /** A pale hull with a pointed bow and a darker hold, at any course. */
    private int[] draw(double[][] picture, double x, double y) {
        double course = 2 * Math.PI * random.nextDouble();
        double length = 34 + 16 * random.nextDouble();
        double beam = 12 + 5 * random.nextDouble();
        double paint = 190 + 50 * random.nextDouble();
        int left = WIDTH;
        int top = HEIGHT;
        int right = 0;
        int bottom = 0;
        for (int i = 0; i < picture.length; i++) {
            double dx = i % WIDTH + 0.5 - x;
            double dy = i / WIDTH + 0.5 - y;
            double ahead = (dx * Math.cos(course) + dy * Math.sin(course)) / (length / 2);
            double aside = Math.abs(dy * Math.cos(course) - dx * Math.sin(course)) / (beam / 2);
            boolean hull = Math.abs(ahead) < 1 && aside < Math.min(1, 2.5 * (1 - ahead));
            if (hull) {
                boolean hold = Math.abs(ahead + 0.1) < 0.5 && aside < 0.55;
                double shade = (hold ? 0.75 : 1) * paint + 3 * random.nextGaussian();
                picture[i] = new double[] {shade, hold ? 0.8 * shade : shade, hold ? 0.7 * shade : shade};
                left = Math.min(left, i % WIDTH);
                top = Math.min(top, i / WIDTH);
                right = Math.max(right, i % WIDTH + 1);
                bottom = Math.max(bottom, i / WIDTH + 1);
            }
        }
        return new int[] {left, top, right - left, bottom - top};
    }
}
