package io.cloudless.train;

import java.util.List;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.OptimizerOptions;
import org.bytedeco.pytorch.OptimizerParamGroup;
import org.bytedeco.pytorch.OptimizerParamGroupVector;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.TensorVector;

/** A {@link Solver} at work in PyTorch, on groups of weights that follow at rates of their own. */
final class WeightUpdates {
    private final Solver solver;
    private final List<Group> groups;
    private final Optimizer optimizer;

    /**
     * Weights that are changed alike.
     *
     * @param rate multiplies the solver's learning rate
     * @param decays whether the solver's decay shrinks them
     */
    record Group(TensorVector weights, double rate, boolean decays) {}

    WeightUpdates(Solver solver, List<Group> groups) {
        this.solver = solver;
        this.groups =
                groups.stream().filter(group -> group.weights().size() > 0).toList();
        Group first = this.groups.get(0);
        this.optimizer = solver instanceof Solver.Sgd sgd
                ? new SGD(first.weights(), options(sgd, first))
                : new org.bytedeco.pytorch.AdamW(first.weights(), adamOptions(first));
        for (Group group : this.groups.subList(1, this.groups.size())) {
            optimizer.add_param_group(new OptimizerParamGroup(group.weights(), options(group)));
        }
    }

    private OptimizerOptions options(Group group) {
        return solver instanceof Solver.Sgd sgd ? options(sgd, group) : adamOptions(group);
    }

    private static SGDOptions options(Solver.Sgd sgd, Group group) {
        SGDOptions options = new SGDOptions(sgd.learningRate());
        options.momentum().put(sgd.momentum());
        options.weight_decay().put(group.decays() ? sgd.weightDecay() : 0.0);
        return options;
    }

    private AdamWOptions adamOptions(Group group) {
        AdamWOptions options = new AdamWOptions(solver.learningRate());
        options.weight_decay().put(group.decays() ? solver.weightDecay() : 0.0);
        return options;
    }

    /** Before the gradients of a step are computed. */
    void begin(double learningRate) {
        OptimizerParamGroupVector each = optimizer.param_groups();
        for (int i = 0; i < groups.size(); i++) {
            each.get(i).options().set_lr(learningRate * groups.get(i).rate());
        }
        optimizer.zero_grad();
    }

    /** Changes the weights by their gradients. */
    void apply() {
        optimizer.step();
    }

    /** What it remembers of former steps, for checkpoints. */
    Optimizer memory() {
        return optimizer;
    }
}
