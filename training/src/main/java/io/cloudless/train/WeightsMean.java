package io.cloudless.train;

/**
 * The mean of the weights that several trainings of one network ended with (Wortsman et al. 2022). Where they began from the
 * same weights it knows about what they know together, in one network.
 */
final class WeightsMean {
    private final Weights mean;
    private final String scores;
    private int members;
    private int ofTheSameClasses;

    /**
     * Of none so far.
     *
     * @param random stand in for the last layer where no member has one of the same classes
     */
    WeightsMean(Weights random, Graph graph) {
        this.mean = random;
        this.scores = graph.lastLayer() + ".";
    }

    Weights weights() {
        return mean;
    }

    /** @param sameClasses whether it tells the same classes; otherwise its last layer has no part in the mean */
    void add(Weights member, boolean sameClasses) {
        members++;
        ofTheSameClasses += sameClasses ? 1 : 0;
        double shareOfScores = sameClasses ? 1.0 / ofTheSameClasses : 0;
        mean.follow(member, name -> name.startsWith(scores) ? 1 - shareOfScores : 1 - 1.0 / members);
    }
}
