package io.cloudless.detect;

import io.cloudless.model.MaskClass;
import java.util.List;

/**
 * What decides of which class a pixel is: sums of the network's probabilities with fixed factors, one plane for each
 * question. Blending and interpolation leave such sums what they are, and there are fewer of them than classes.
 *
 * <p>Plane 0 is how likely cloud of any kind is. Where both kinds of cloud are told, the next is by how much thick is likelier
 * than thin; where clear and shadow are told, the last is by how much shadow is above its threshold.
 *
 * @param factors of each class of the network in each plane, {@code [class][plane]}
 * @param planes how many there are, 1 to 3
 * @param kindPlane the one that tells thick from thin, or -1
 * @param shadowPlane the one that tells shadow from clear, or -1
 * @param cloudCode mask code of cloud, where no plane tells its kind
 * @param otherCode mask code of what is no cloud, where no plane tells more
 */
record Decision(float[][] factors, int planes, int kindPlane, int shadowPlane, byte cloudCode, byte otherCode) {
    /** @param layout its classes in the order of the network's probabilities */
    static Decision of(MaskLayout layout) {
        List<MaskClass> classes = layout.classes();
        double shadowThreshold = layout.shadowThreshold();
        boolean tellsKinds = has(classes, MaskClass.CLOUD) && has(classes, MaskClass.THIN_CLOUD);
        boolean tellsShadow = has(classes, MaskClass.CLEAR) && has(classes, MaskClass.SHADOW);
        int planes = 1 + (tellsKinds ? 1 : 0) + (tellsShadow ? 1 : 0);
        int kindPlane = tellsKinds ? 1 : -1;
        int shadowPlane = tellsShadow ? planes - 1 : -1;
        float[][] factors = new float[classes.size()][planes];
        for (int known = 0; known < factors.length; known++) {
            int code = classes.get(known).code();
            if (MaskClass.isCloud(code)) {
                factors[known][0] = 1;
                if (tellsKinds) {
                    factors[known][kindPlane] = code == MaskClass.CLOUD ? 1 : -1;
                }
            } else if (tellsShadow) {
                factors[known][shadowPlane] =
                        (float) (code == MaskClass.SHADOW ? 1 - shadowThreshold : -shadowThreshold);
            }
        }
        return new Decision(
                factors,
                planes,
                kindPlane,
                shadowPlane,
                (byte) (has(classes, MaskClass.CLOUD) ? MaskClass.CLOUD : MaskClass.THIN_CLOUD),
                (byte)
                        (has(classes, MaskClass.CLEAR) || !has(classes, MaskClass.SHADOW)
                                ? MaskClass.CLEAR
                                : MaskClass.SHADOW));
    }

    /** Whether any plane depends on this class of the network. */
    boolean asksFor(int known) {
        for (float factor : factors[known]) {
            if (factor != 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean has(List<MaskClass> classes, int code) {
        return classes.stream().anyMatch(known -> known.code() == code);
    }
}
