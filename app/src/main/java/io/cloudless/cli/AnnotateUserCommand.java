package io.cloudless.cli;

import io.cloudless.annotate.Project;
import io.cloudless.annotate.store.Person;
import io.cloudless.annotate.store.PersonTable;
import io.cloudless.annotate.web.Passwords;
import io.cloudless.files.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cloudless annotate user}: says who may log in. */
@Command(
        name = "user",
        description = {
            "Gives a person a password, or takes it away; without a NAME lists all. Logins need 'annotate --users'.",
            ""
        },
        sortOptions = false,
        footer = {"", "Example:", "  cloudless annotate user ana"})
final class AnnotateUserCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private final Console console;

    @Mixin
    private final ProjectOption project = new ProjectOption();

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "Of the person; added if unknown.")
    private @Nullable String name;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "Take the password from its first line. Default: ask.")
    private @Nullable Path passwordFile;

    @Option(names = "--remove", description = "Take the password away; what they marked stays.")
    private boolean remove;

    AnnotateUserCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (Project opened = project.open()) {
            if (name == null) {
                list(opened);
            } else {
                console.out()
                        .println(WrongUse.asked(
                                spec, () -> changed(opened.database().people())));
            }
            return 0;
        }
    }

    private void list(Project opened) {
        for (Person person : opened.database().people().all()) {
            console.out().println(person.name() + (person.password() == null ? "" : "  may log in"));
        }
    }

    private String changed(PersonTable people) {
        return remove ? removed(people) : added(people);
    }

    private String removed(PersonTable people) {
        Person person = people.find(Person.checkedName(Objects.requireNonNull(name)))
                .orElseThrow(() -> new IllegalArgumentException("There is no " + name + " in this project"));
        if (person.chosen()) {
            throw new IllegalArgumentException("'" + person.name()
                    + "' was chosen under a token, and whoever knows that gets in: change the token");
        }
        people.setPassword(person, null);
        return person.name() + " may not log in any more";
    }

    private String added(PersonTable people) {
        String hash = Passwords.hash(password());
        people.find(Person.checkedName(Objects.requireNonNull(name)))
                .filter(Person::chosen)
                .map(people::setAside)
                .ifPresent(aside -> console.remark(
                        "Somebody chose this name under a token. What they marked is now by '" + aside.name() + "'."));
        Person person = people.named(name);
        people.setPassword(person, hash);
        return person.name() + " may log in";
    }

    private String password() {
        if (passwordFile != null) {
            try {
                return Files.readString(passwordFile).lines().findFirst().orElse("");
            } catch (IOException e) {
                throw new InputException(passwordFile, "cannot be read", "Name a file with a password", e);
            }
        }
        java.io.Console terminal = System.console();
        char[] typed = terminal == null ? null : terminal.readPassword("Password for %s: ", name);
        if (typed == null) {
            throw new IllegalArgumentException("Nobody is there to type a password: use --password-file");
        }
        return new String(typed);
    }
}
