package io.cloudless.train;

import static io.cloudless.train.OnnxFile.integer;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.cloudless.files.InputException;
import io.cloudless.model.MaskClass;
import io.cloudless.model.Model;
import io.cloudless.model.ModelCard;
import io.cloudless.model.ModelInput;
import io.cloudless.model.ModelOutput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Several networks in one model file, which all look at a picture and whose probabilities are averaged (Hansen and Salamon
 * 1990): slower than one by as many times, and wrong less often, as each errs in other places. One that tells only cloud from
 * all else takes part in how likely cloud is; which kind it is say those that tell kinds, or the first model alone. Kernels are
 * {@link QuantizedKernel stored in bytes}.
 */
public final class EnsembleModel implements JoinedModel {
    private static final String IMAGE = "image";
    private static final String PROBABILITIES = "probabilities";

    /** What names of later networks than the first begin with, in ensembles of ensembles too. */
    private static final Pattern LATER = Pattern.compile("^(member1\\.)*member([2-9]|[1-9]\\d+)\\..*");

    private static final Pattern FIRST = Pattern.compile("^(member1\\.)+");

    private final List<Member> members = new ArrayList<>();
    private final boolean kindsOfFirst;

    /** @param tellsKinds whether it is asked for kinds of cloud, and for shadow */
    private record Member(GraphProto graph, Path file, ModelCard card, double weight, boolean tellsKinds) {}

    /** Of models that all say which kind of cloud there is. */
    public EnsembleModel() {
        this(false);
    }

    /** @param kindsOfFirst whether only the first says which kind of cloud there is, and what is shadow */
    public EnsembleModel(boolean kindsOfFirst) {
        this.kindsOfFirst = kindsOfFirst;
    }

    /**
     * Adds a model. The first that tells the most classes is the pattern of how the answer is read.
     *
     * @param weight above 0; what counts is its share of all weights
     * @throws InputException if its answer are no probabilities, or its bands or its classes do not go with the others'
     */
    @Override
    public void add(Model model, double weight) {
        JoinedModel.check(weight);
        boolean tellsKinds = model.card().classes().size() > 2 && (members.isEmpty() || !kindsOfFirst);
        GraphProto graph = OnnxLayers.parse(model.file(), model.onnx()).getGraph();
        Member member = new Member(graph, model.file(), model.card(), weight, tellsKinds);
        check(member);
        members.add(member);
    }

    private void check(Member member) {
        ModelCard card = member.card();
        List<TensorShapeProto.Dimension> answer =
                member.graph().getOutput(0).getType().getTensorType().getShape().getDimList();
        if (card.output().activation() != ModelOutput.Activation.PROBABILITY
                || answer.size() < 2
                || answer.get(1).getDimValue() != card.classes().size()) {
            throw notAlike(member, "does not answer with a probability for each class");
        }
        for (Member other : members) {
            ModelInput input = other.card().input();
            if (!input.bands().equals(card.input().bands())
                    || input.scaling() != card.input().scaling()
                    || !input.mean().equals(card.input().mean())
                    || !input.std().equals(card.input().std())) {
                throw notAlike(member, "takes other bands or values than " + other.file());
            }
            boolean asked = member.tellsKinds() == other.tellsKinds()
                    && card.classes().size() == other.card().classes().size();
            if (asked && !codes(card).equals(codes(other.card()))) {
                throw notAlike(member, "tells other classes than " + other.file());
            }
        }
    }

    private static List<Integer> codes(ModelCard card) {
        return card.classes().stream().map(MaskClass::code).toList();
    }

    private static InputException notAlike(Member member, String problem) {
        return new InputException(
                member.file(), problem, "Join models that Cloudless trained, for the same bands and classes");
    }

    /**
     * The ensemble as a model file, not calibrated.
     *
     * @throws IllegalStateException if no model was added
     */
    @Override
    public byte[] onnx(CardTemplate template) {
        if (members.isEmpty()) {
            throw new IllegalStateException("There are no models to join");
        }
        List<Member> telling = members.stream().filter(Member::tellsKinds).toList();
        List<Member> simple =
                members.stream().filter(member -> !member.tellsKinds()).toList();
        OnnxFile onnx = new OnnxFile();
        Map<Member, String> answers = new HashMap<>();
        // Those that tell kinds come first: whoever takes the first network takes one of the ensemble's classes.
        Stream.concat(telling.stream(), simple.stream()).forEach(member -> {
            String prefix = "member" + (answers.size() + 1) + ".";
            String answer = copy(member, prefix, onnx);
            List<MaskClass> classes = member.card().classes();
            boolean isFolded = !member.tellsKinds() && classes.size() > 2;
            answers.put(member, isFolded ? folded(answer, classes, prefix + "two", onnx) : answer);
        });
        List<Member> pattern = telling.isEmpty() ? simple : telling;
        String mean = mean(pattern, answers, "mean", onnx);
        ModelCard card = pattern.get(0).card();
        if (pattern.size() == members.size()) {
            onnx.node("Identity", PROBABILITIES, mean);
        } else {
            spread(card, mean, simple, answers, onnx);
        }
        onnx.input(IMAGE, "images", card.bands().size(), "height", "width");
        onnx.output(PROBABILITIES, "images", card.classes().size(), "height", "width");
        return onnx.bytes(template.ensembleCard(card, members.size()).toProperties());
    }

    /** Whether an array of this name belongs to another network than the first. */
    static boolean isOfLaterMember(String array) {
        return LATER.matcher(array).matches();
    }

    /** What the first network itself calls an array; of a network that is alone the name as it is. */
    static String nameInMember(String array) {
        return FIRST.matcher(array).replaceFirst("");
    }

    /** Copies a network, every name with this in front but that of the picture; the name of its answer. */
    private static String copy(Member member, String prefix, OnnxFile onnx) {
        GraphProto graph = member.graph();
        Set<String> stored =
                graph.getInitializerList().stream().map(TensorProto::getName).collect(Collectors.toSet());
        String picture = graph.getInputList().stream() // older files name what is stored among the inputs
                .map(ValueInfoProto::getName)
                .filter(name -> !stored.contains(name))
                .findFirst()
                .orElseThrow();
        Set<String> widened = new HashSet<>();
        graph.getNodeList().stream()
                .filter(node -> node.getOpType().equals("Cast"))
                .forEach(node -> widened.add(node.getInput(0)));
        Map<String, QuantizedKernel> kernels = new HashMap<>();
        for (TensorProto array : graph.getInitializerList()) {
            boolean isHalf = array.getDataType() == TensorProto.DataType.FLOAT16_VALUE;
            if (isHalf && array.getDimsCount() > 1 && widened.contains(array.getName())) {
                String name = prefix + array.getName().replaceFirst("\\.half$", ".bytes");
                QuantizedKernel kernel =
                        QuantizedKernel.of(name, array.getDimsList(), OnnxLayers.values(array, member.file()));
                onnx.add(kernel.bytes());
                onnx.add(kernel.units());
                kernels.put(array.getName(), kernel);
            } else {
                onnx.add(array.toBuilder().setName(prefix + array.getName()).build());
            }
        }
        for (NodeProto node : graph.getNodeList()) {
            QuantizedKernel kernel = node.getOpType().equals("Cast") ? kernels.get(node.getInput(0)) : null;
            if (kernel != null) {
                String kernelName = prefix + node.getOutput(0);
                onnx.node("Cast", kernelName + ".steps", kernel.bytes().getName())
                        .addAttribute(integer("to", TensorProto.DataType.FLOAT_VALUE));
                onnx.node(
                        "Mul", kernelName, kernelName + ".steps", kernel.units().getName());
            } else {
                onnx.add(renamed(node, picture, prefix));
            }
        }
        return renamed(graph.getOutput(0).getName(), picture, prefix);
    }

    private static NodeProto renamed(NodeProto node, String picture, String prefix) {
        NodeProto.Builder copy = node.toBuilder().clearInput().clearOutput().setName(prefix + node.getName());
        node.getInputList().forEach(name -> copy.addInput(renamed(name, picture, prefix)));
        node.getOutputList().forEach(name -> copy.addOutput(renamed(name, picture, prefix)));
        return copy.build();
    }

    /** An empty name stands for an input that is left out. */
    private static String renamed(String name, String picture, String prefix) {
        return name.isEmpty() ? "" : name.equals(picture) ? IMAGE : prefix + name;
    }

    /** The weighted mean of some members' answers; its name. */
    private static String mean(List<Member> some, Map<Member, String> answers, String name, OnnxFile onnx) {
        double all = some.stream().mapToDouble(Member::weight).sum();
        String sum = "";
        for (int i = 0; i < some.size(); i++) {
            Member member = some.get(i);
            String part = name + "_part" + i;
            String answer = Objects.requireNonNull(answers.get(member));
            onnx.node("Mul", part, answer, onnx.scalar(name + "_share" + i, member.weight() / all));
            String next = name + "_sum" + i;
            if (i > 0) {
                onnx.node("Add", next, sum, part);
            }
            sum = i == 0 ? part : next;
        }
        return sum;
    }

    /**
     * Changes how likely cloud is by what members say that tell no kinds: all kinds of cloud take a common factor, and so does
     * all else.
     */
    private void spread(ModelCard card, String kinds, List<Member> simple, Map<Member, String> answers, OnnxFile onnx) {
        List<MaskClass> classes = card.classes();
        double all = members.stream().mapToDouble(Member::weight).sum();
        double share = simple.stream().mapToDouble(Member::weight).sum() / all;
        // No kind is impossible: else there would be nothing to multiply.
        onnx.node("Add", "kinds", kinds, onnx.scalar("hardly", 1e-6));
        folded("kinds", classes, "two", onnx);
        onnx.node("Mul", "two_part", "two", onnx.scalar("share_of_kinds", 1 - share));
        onnx.node("Mul", "simple_part", mean(simple, answers, "simple", onnx), onnx.scalar("share_of_simple", share));
        onnx.node("Add", "both", "two_part", "simple_part");
        onnx.node("Div", "factors", "both", "two");
        long[] factorOf =
                classes.stream().mapToLong(known -> known.isCloud() ? 1 : 0).toArray();
        onnx.node("Gather", "factor_of_each", "factors", onnx.indices("factor_places", factorOf))
                .addAttribute(integer("axis", 1));
        onnx.node("Mul", PROBABILITIES, "kinds", "factor_of_each");
    }

    /** How likely all else and how likely cloud of any kind is, of an answer that tells kinds; its name. */
    private static String folded(String kinds, List<MaskClass> classes, String name, OnnxFile onnx) {
        List<String> sums = new ArrayList<>();
        for (boolean cloud : new boolean[] {false, true}) {
            String sum = name + (cloud ? "_cloud" : "_rest");
            long[] places = IntStream.range(0, classes.size())
                    .filter(c -> classes.get(c).isCloud() == cloud)
                    .asLongStream()
                    .toArray();
            onnx.node("Gather", sum + "_kinds", kinds, onnx.indices(sum + "_places", places))
                    .addAttribute(integer("axis", 1));
            onnx.node("ReduceSum", sum, sum + "_kinds", onnx.indices(name + "_class_axis", 1));
            sums.add(sum);
        }
        onnx.node("Concat", name, sums.get(0), sums.get(1)).addAttribute(integer("axis", 1));
        return name;
    }
}
