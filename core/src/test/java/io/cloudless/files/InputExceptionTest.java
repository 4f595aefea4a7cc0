package io.cloudless.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import javax.imageio.IIOException;
import org.junit.jupiter.api.Test;

class InputExceptionTest {
    private static final Path TARGET = Path.of("out", "chips");

    private static String told(IOException problem) {
        return InputException.unwritable(TARGET, problem).getMessage();
    }

    @Test
    void aFullDiskIsSaidInTheWordsOfTheSystemWhateverWasBeingWritten() {
        IOException full = new IOException("No space left on device");

        assertThat(told(full)).startsWith("out/chips: cannot be written (No space left on device). ");
        assertThat(told(new IIOException("I/O error writing PNG file!", full))).isEqualTo(told(full));
        assertThat(told(new FileSystemException("out/chips.part", null, "No space left on device")))
                .isEqualTo(told(full));
    }

    @Test
    void whatSaysLittleByItselfComesWithItsKind() {
        assertThat(told(new AccessDeniedException("out"))).contains("(AccessDeniedException: out)");
        assertThat(told(new IOException())).contains("(IOException)");
    }
}
