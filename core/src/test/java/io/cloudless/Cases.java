package io.cloudless;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.AnnotationConsumer;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * A property, tested with this many cases, the same ones in each run. The test draws its inputs from the {@link Draw} it is
 * given. A failure is reported with the number of its case.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest(name = "{0}")
@ArgumentsSource(Cases.Source.class)
public @interface Cases {
    int value();

    final class Source implements ArgumentsProvider, AnnotationConsumer<Cases> {
        private int count;

        @Override
        public void accept(Cases cases) {
            count = cases.value();
        }

        @Override
        public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
            return IntStream.rangeClosed(1, count).mapToObj(Draw::new).map(Arguments::of);
        }
    }
}
