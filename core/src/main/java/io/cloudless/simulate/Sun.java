package io.cloudless.simulate;

/**
 * Where the sun stands.
 *
 * @param azimuth degrees clockwise from north, such as 150 for a late morning in the northern hemisphere
 * @param elevation degrees above the horizon, from 5 to 90
 */
public record Sun(double azimuth, double elevation) {
    public Sun {
        if (!(elevation >= 5 && elevation <= 90)) {
            throw new IllegalArgumentException(
                    "A sun elevation of " + elevation + " degrees; scenes need one from 5 to 90");
        }
        if (Double.isNaN(azimuth) || Double.isInfinite(azimuth)) {
            throw new IllegalArgumentException("A sun azimuth of " + azimuth);
        }
    }

    /** East component of the unit vector to the sun. */
    double east() {
        return StrictMath.cos(StrictMath.toRadians(elevation)) * StrictMath.sin(StrictMath.toRadians(azimuth));
    }

    /** South component of the unit vector to the sun: rows count southwards. */
    double south() {
        return -StrictMath.cos(StrictMath.toRadians(elevation)) * StrictMath.cos(StrictMath.toRadians(azimuth));
    }

    /** Upward component of the unit vector to the sun. */
    double up() {
        return StrictMath.sin(StrictMath.toRadians(elevation));
    }

    /** Metres eastward from something this high (metres) to its shadow on level ground. */
    public double shadowEast(double height) {
        return -height * east() / up();
    }

    /** Metres southward from something this high (metres) to its shadow on level ground. */
    public double shadowSouth(double height) {
        return -height * south() / up();
    }
}
