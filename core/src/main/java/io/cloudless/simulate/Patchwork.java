package io.cloudless.simulate;

/**
 * Divides the plane as people do: districts, each with a direction of its own, in them rows of rectangular plots.
 *
 * @param noise which of all such divisions
 * @param district metres across a district
 * @param length metres of a typical plot's longer edge
 * @param width metres of its shorter edge
 */
record Patchwork(Noise noise, double district, double length, double width) {

    /**
     * Where a point lies.
     *
     * @param key a number of the district
     * @param row of plots in the district
     * @param column in the row
     * @param u metres along the district's direction
     * @param v metres across it
     * @param toRoad metres to the next district, approximately
     * @param toEdge metres to the next plot
     */
    record Plot(int key, int row, int column, double u, double v, double toRoad, double toEdge) {}

    Plot at(double x, double y) {
        int column = (int) Math.floor(x / district);
        int row = (int) Math.floor(y / district);
        double nearest = Double.MAX_VALUE;
        double second = Double.MAX_VALUE;
        int nearestColumn = 0;
        int nearestRow = 0;
        for (int r = row - 1; r <= row + 1; r++) {
            for (int c = column - 1; c <= column + 1; c++) {
                double dx = x - (c + noise.uniform(2 * c, 2 * r)) * district;
                double dy = y - (r + noise.uniform(2 * c + 1, 2 * r)) * district;
                double distance = Math.sqrt(dx * dx + dy * dy);
                if (distance < nearest) {
                    second = nearest;
                    nearest = distance;
                    nearestColumn = c;
                    nearestRow = r;
                } else if (distance < second) {
                    second = distance;
                }
            }
        }
        return plot(x, y, nearestColumn * 31 + nearestRow * 17_011, (second - nearest) / 2);
    }

    private Plot plot(double x, double y, int key, double toRoad) {
        // A unit vector of random direction, without the cost of a sine at every pixel.
        double cos = noise.uniform(key, 7) - 0.5;
        double sin = noise.uniform(key, 8) - 0.5;
        double norm = Math.max(1e-6, Math.sqrt(cos * cos + sin * sin));
        double u = (cos * x + sin * y) / norm;
        double v = (cos * y - sin * x) / norm;
        double size = 0.7 + 0.8 * noise.uniform(key, 9);
        double rowAt = v / (width * size);
        int row = (int) Math.floor(rowAt);
        double plotLength = length * size * (0.6 + 0.9 * noise.uniform(key + row, 10));
        double columnAt = u / plotLength + noise.uniform(key + row, 11);
        int column = (int) Math.floor(columnAt);
        double toSide = Math.min(rowAt - row, row + 1 - rowAt) * width * size;
        double toEnd = Math.min(columnAt - column, column + 1 - columnAt) * plotLength;
        return new Plot(key, row, column, u, v, toRoad, Math.min(toSide, toEnd));
    }
}
