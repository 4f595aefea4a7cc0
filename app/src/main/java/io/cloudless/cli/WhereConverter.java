package io.cloudless.cli;

import io.cloudless.dataset.Where;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A condition on an index as the user writes it. */
final class WhereConverter implements ITypeConverter<Where> {
    @Override
    public Where convert(String text) {
        try {
            return Where.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
