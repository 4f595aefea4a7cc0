package io.cloudless.cli;

import io.cloudless.model.Calibration;
import io.cloudless.model.MaskClass;
import io.cloudless.model.Model;
import io.cloudless.model.ModelCard;
import io.cloudless.model.ModelInput;
import io.cloudless.model.PixelSize;
import io.cloudless.model.Preference;
import io.cloudless.model.Presets;
import io.cloudless.model.Provenance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a model's card says, as names and values. */
final class ModelDescription {
    private ModelDescription() {}

    static Map<String, Object> of(Model model) {
        ModelCard card = model.card();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("file", model.file().toString());
        facts.put("model", card.name());
        facts.put("version", card.version());
        facts.put("task", lower(card.task()));
        facts.put("input", of(card.input()));
        facts.put("output", outputOf(card));
        facts.put("provenance", of(card.provenance()));
        if (!card.more().isEmpty()) {
            facts.put("more", card.more());
        }
        return facts;
    }

    private static Map<String, Object> of(ModelInput input) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("bands", input.bands().stream().map(ModelDescription::lower).toList());
        facts.put("scaling", lower(input.scaling()));
        if (input.isStandardized()) {
            facts.put("mean", input.mean());
            facts.put("std", input.std());
        }
        PixelSize size = input.pixelSize();
        if (size == null) {
            facts.put("picture", input.tileSize());
        } else {
            facts.put("pixel_size_m", List.of(size.minimum(), size.recommended(), size.maximum()));
            facts.put("tile", input.tileSize());
            facts.put("overlap", input.tileOverlap());
        }
        return facts;
    }

    private static Map<String, Object> outputOf(ModelCard card) {
        boolean isMask = card.task() == ModelCard.Task.SEGMENTATION;
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put(
                "classes",
                card.classes().stream()
                        .map(known -> of(known, isMask ? "mask_value" : "code"))
                        .toList());
        facts.put("activation", lower(card.output().activation()));
        if (isMask) {
            facts.put("cloud_threshold", card.output().cloudThreshold());
            if (card.classes().stream().anyMatch(known -> known.code() == MaskClass.SHADOW)) {
                facts.put("shadow_threshold", card.output().shadowThreshold());
            }
            Presets presets = card.output().presets();
            if (presets != null) {
                facts.put("thresholds", of(presets));
            }
            Calibration calibration = card.output().calibration();
            if (!calibration.isNone()) {
                facts.put("calibration", of(calibration));
            }
        }
        return facts;
    }

    private static Map<String, Object> of(MaskClass maskClass, String codeName) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put(codeName, maskClass.code());
        facts.put("name", maskClass.name());
        return facts;
    }

    private static Map<String, Object> of(Calibration calibration) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("slope", calibration.slope());
        facts.put("intercept", calibration.intercept());
        return facts;
    }

    private static Map<String, Object> of(Presets presets) {
        Map<String, Object> facts = new LinkedHashMap<>();
        for (Preference preference : Preference.values()) {
            facts.put(preference.word(), presets.threshold(preference));
        }
        return facts;
    }

    private static Map<String, Object> of(Provenance provenance) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("training_data", provenance.trainingData());
        facts.put("figures", provenance.figures());
        provenance.seed().ifPresent(seed -> facts.put("seed", seed));
        facts.put("commit", provenance.commit());
        facts.put("licence", provenance.licence());
        facts.values().removeIf(""::equals);
        return facts;
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
