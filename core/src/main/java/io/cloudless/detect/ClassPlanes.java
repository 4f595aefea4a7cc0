package io.cloudless.detect;

import io.cloudless.model.MaskClass;
import java.util.List;

/**
 * The probabilities that must be kept to tell the classes of a mask apart: those of the cloud classes, and of the others
 * only where there is more than one of them.
 *
 * @param codes mask code of each plane, cloud classes first
 * @param cloudPlanes how many of the planes are of cloud classes
 * @param planeOfClass for each class of the network its plane, or -1
 * @param otherCode code of what is no cloud, where no plane tells
 */
record ClassPlanes(int[] codes, int cloudPlanes, int[] planeOfClass, int otherCode) {
    static ClassPlanes of(List<MaskClass> classes) {
        int[] clouds = classes.stream()
                .filter(MaskClass::isCloud)
                .mapToInt(MaskClass::code)
                .distinct()
                .sorted()
                .toArray();
        int[] others = classes.stream()
                .filter(known -> !known.isCloud())
                .mapToInt(MaskClass::code)
                .distinct()
                .sorted()
                .toArray();
        int kept = others.length > 1 ? others.length : 0;
        int[] codes = new int[clouds.length + kept];
        System.arraycopy(clouds, 0, codes, 0, clouds.length);
        System.arraycopy(others, 0, codes, clouds.length, kept);
        int[] planeOfClass =
                classes.stream().mapToInt(known -> indexOf(codes, known.code())).toArray();
        return new ClassPlanes(codes, clouds.length, planeOfClass, others.length == 0 ? MaskClass.CLEAR : others[0]);
    }

    private static int indexOf(int[] codes, int code) {
        for (int i = 0; i < codes.length; i++) {
            if (codes[i] == code) {
                return i;
            }
        }
        return -1;
    }

    int count() {
        return codes.length;
    }
}
