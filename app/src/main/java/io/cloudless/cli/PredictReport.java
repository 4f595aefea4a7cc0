package io.cloudless.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.cloudless.detect.region.ClassProbability;
import io.cloudless.detect.region.Verdict;
import io.cloudless.model.MaskClass;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells what images show: sentences for people, or with {@code --json} an object per image for programs. */
final class PredictReport {
    private static final int TOP = 5;

    private final Console console;
    private final @Nullable MaskClass target;
    private final int top;
    private final boolean isList;
    private final boolean json;
    private final boolean isNamed;
    private final Set<String> notesTold = new HashSet<>();

    /**
     * @param top how many classes to list; null: as fits the classes
     * @param isNamed whether to say which image a sentence is about
     */
    PredictReport(Console console, List<MaskClass> classes, @Nullable Integer top, boolean json, boolean isNamed) {
        this.console = console;
        this.target = targetOf(classes);
        this.top = Math.min(top == null ? TOP : top, classes.size());
        this.isList = top != null || target == null;
        this.json = json;
        this.isNamed = isNamed;
    }

    /** Of a model that knows something and its absence, the something: the class of code 1. */
    private static @Nullable MaskClass targetOf(List<MaskClass> classes) {
        boolean isYesOrNo = classes.size() == 2 && classes.stream().anyMatch(each -> each.code() == 0);
        return isYesOrNo
                ? classes.stream().filter(each -> each.code() == 1).findFirst().orElse(null)
                : null;
    }

    /** @return whether all images could be used */
    boolean tell(List<Verdict> verdicts) {
        boolean isWell = true;
        for (Verdict verdict : verdicts) {
            if (verdict instanceof Verdict.Answer answer) {
                answer.notes().forEach(this::remarkOnce);
                console.out().println(json ? toJson(answer) : toText(answer));
            } else if (verdict instanceof Verdict.Failure failure) {
                isWell = false;
                fail(failure);
            }
        }
        return isWell;
    }

    private void remarkOnce(String note) {
        if (notesTold.add(note)) {
            console.remark(note);
        }
    }

    private void fail(Verdict.Failure failure) {
        String message = Failure.describe(failure.file(), failure.problem());
        console.error(message);
        console.trace(failure.problem());
        if (json) {
            console.out().println(JsonLine.of(generator -> {
                generator.writeStringField("image", failure.file().toString());
                generator.writeStringField("error", message);
            }));
        }
    }

    private String toText(Verdict.Answer answer) {
        if (target != null && !isList) {
            String sentence = String.format(
                    Locale.ROOT,
                    "Probability this image has %s: %.2f %%",
                    withArticle(target.name()),
                    100 * answer.probability(target.code()));
            return isNamed ? answer.file() + ": " + sentence : sentence;
        }
        StringBuilder text = new StringBuilder(answer.file().toString());
        for (ClassProbability each : answer.ranking().subList(0, top)) {
            text.append(String.format(
                    Locale.ROOT,
                    "%n%8.2f %%  %s",
                    100 * each.probability(),
                    each.known().name()));
        }
        return text.toString();
    }

    private static String withArticle(String noun) {
        return ("aeiou".indexOf(Character.toLowerCase(noun.charAt(0))) >= 0 ? "an " : "a ") + noun;
    }

    private String toJson(Verdict.Answer answer) {
        return JsonLine.of(generator -> {
            generator.writeStringField("image", answer.file().toString());
            if (target != null) {
                generator.writeNumberField("probability", rounded(answer.probability(target.code())));
            }
            generator.writeArrayFieldStart("predictions");
            for (ClassProbability each : answer.ranking().subList(0, top)) {
                write(each, generator);
            }
            generator.writeEndArray();
        });
    }

    private static void write(ClassProbability each, JsonGenerator generator) throws IOException {
        generator.writeStartObject();
        generator.writeNumberField("class_idx", each.known().code());
        generator.writeStringField("class", each.known().name());
        generator.writeNumberField("prob", rounded(each.probability()));
        generator.writeEndObject();
    }

    private static double rounded(double probability) {
        return Math.round(probability * 1e6) / 1e6;
    }
}
