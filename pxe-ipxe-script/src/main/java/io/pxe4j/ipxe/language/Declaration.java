package io.pxe4j.ipxe.language;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A command while its entry in the table is written down. */
final class Declaration {
    private final List<String> names;
    private final List<OptionSpec> options = new ArrayList<>();
    private Optional<Feature> feature = Optional.empty();
    private LocalDate since = CommandSpec.OLD;
    private int least;
    private int most;
    private List<ArgumentSpec> arguments = List.of();
    private ResultKind result = ResultKind.FALLIBLE;
    private Optional<ResultKind> bare = Optional.empty();

    private Declaration(List<String> names) {
        this.names = names;
    }

    /** A command; the first name stands for all of them. */
    static Declaration command(String... names) {
        return new Declaration(List.of(names));
    }

    Declaration in(Feature gate) {
        feature = Optional.of(gate);
        return this;
    }

    Declaration since(int year, int month, int day) {
        since = LocalDate.of(year, month, day);
        return this;
    }

    Declaration takes(int leastArguments, int mostArguments, ArgumentSpec... specs) {
        least = leastArguments;
        most = mostArguments;
        arguments = List.of(specs);
        return this;
    }

    Declaration takes(int leastArguments, int mostArguments, String name, ArgumentKind kind) {
        return takes(leastArguments, mostArguments, ArgumentSpec.of(name, kind));
    }

    Declaration option(OptionSpec... specs) {
        options.addAll(List.of(specs));
        return this;
    }

    Declaration is(ResultKind kind) {
        result = kind;
        return this;
    }

    Declaration neverFailsBare() {
        bare = Optional.of(ResultKind.NEVER_FAILS);
        return this;
    }

    Stream<CommandSpec> specs() {
        return names.stream()
                .map(name -> new CommandSpec(
                        name,
                        names.get(0),
                        feature,
                        since,
                        least,
                        most,
                        arguments,
                        options,
                        result,
                        bare.orElse(result)));
    }
}
