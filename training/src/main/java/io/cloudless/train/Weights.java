package io.cloudless.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The numbers of a network by name: parameters, which the optimiser changes, and running statistics. */
final class Weights {
    /** Of a channel's random kernel, about: keeps the spread of values from layer to layer (He et al. 2015). */
    static final double KERNEL_LENGTH = Math.sqrt(2);

    private final Map<String, Graph.Shape> shapes;
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();

    private Weights(Map<String, Graph.Shape> shapes) {
        this.shapes = shapes;
    }

    /** Random ones to begin with; set torch's seed before. */
    static Weights random(Graph graph) {
        Weights weights = new Weights(graph.weights());
        weights.shapes.forEach((name, shape) -> {
            Tensor tensor;
            if (shape.isKernel()) {
                double fanIn = (double) shape.count() / shape.sizes()[0];
                tensor = torch.randn(shape.sizes()).mul(new Scalar(KERNEL_LENGTH / Math.sqrt(fanIn)));
                tensor = tensor.contiguous(MemoryFormat.ChannelsLast);
            } else {
                tensor = torch.full(shape.sizes(), new Scalar(shape.start()));
            }
            Tensor leaf = tensor.detach();
            // Not chained: what set_requires_grad returns is only borrowed from the tensor it was called on.
            leaf.set_requires_grad(shape.trained());
            weights.tensors.put(name, leaf);
        });
        return weights;
    }

    /** The same on a device, to be trained there. */
    Weights on(Device device) {
        Weights moved = new Weights(shapes);
        tensors.forEach((name, tensor) -> {
            Tensor leaf = tensor.detach().to(device, ScalarType.Float);
            leaf.set_requires_grad(tensor.requires_grad());
            moved.tensors.put(name, leaf);
        });
        return moved;
    }

    /** Where they are. */
    Device device() {
        return tensors.values().iterator().next().device();
    }

    /** A copy that no optimiser changes. */
    Weights copy() {
        Weights copy = new Weights(shapes);
        tensors.forEach((name, tensor) -> copy.tensors.put(name, tensor.detach().clone()));
        return copy;
    }

    /** The same parameters, not copied, with gradients of their own; statistics are copies that nobody reads. */
    Weights replica() {
        Weights replica = new Weights(shapes);
        tensors.forEach((name, tensor) -> {
            boolean isTrained = tensor.requires_grad();
            Tensor other = isTrained ? tensor.detach() : tensor.clone();
            other.set_requires_grad(isTrained);
            replica.tensors.put(name, other);
        });
        return replica;
    }

    /** Adds the gradients of a replica to those here and clears them there. */
    void takeGradients(Weights replica) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            tensors.forEach((name, tensor) -> {
                if (tensor.requires_grad()) {
                    Tensor gradient = replica.get(name).grad();
                    tensor.grad().add_(gradient);
                    gradient.zero_();
                }
            });
        }
    }

    /** Moves these a little towards others: {@code this = keep * this + (1 - keep) * other}. */
    void follow(Weights other, double keep) {
        follow(other, name -> keep);
    }

    /** The same, with the share to keep of each. */
    void follow(Weights other, ToDoubleFunction<String> keep) {
        try (NoGradGuard guard = new NoGradGuard()) {
            tensors.forEach((name, tensor) -> tensor.lerp_(other.get(name), new Scalar(1 - keep.applyAsDouble(name))));
        }
    }

    Tensor get(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("No weights named " + name);
        }
        return tensor;
    }

    Map<String, Tensor> all() {
        return Collections.unmodifiableMap(tensors);
    }

    /** The kernels, which weight decay shrinks. */
    TensorVector kernels() {
        return kernels(name -> true);
    }

    /** The kernels of these names. */
    TensorVector kernels(Predicate<String> names) {
        return select((name, shape) -> shape.isKernel() && names.test(name));
    }

    /** The other parameters: gains and biases. */
    TensorVector gains() {
        return gains(name -> true);
    }

    /** The gains and biases of these names. */
    TensorVector gains(Predicate<String> names) {
        return select((name, shape) -> shape.trained() && !shape.isKernel() && names.test(name));
    }

    /** All that the optimiser changes. */
    TensorVector parameters() {
        return select((name, shape) -> shape.trained());
    }

    private TensorVector select(BiPredicate<String, Graph.Shape> wanted) {
        TensorVector vector = new TensorVector();
        shapes.forEach((name, shape) -> {
            if (wanted.test(name, shape)) {
                vector.push_back(get(name));
            }
        });
        return vector;
    }
}
