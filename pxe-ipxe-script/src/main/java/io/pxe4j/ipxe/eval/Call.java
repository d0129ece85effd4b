package io.pxe4j.ipxe.eval;

import io.pxe4j.ipxe.language.CommandSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A command with its words sorted out. Bytes.
 *
 * @param spec what it is
 * @param options the values of the options that were given, under their long names; empty for flags
 * @param arguments the words behind the options
 */
record Call(CommandSpec spec, Map<String, String> options, List<String> arguments) {
    boolean has(String option) {
        return options.containsKey(option);
    }

    Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }

    /** The words from one on, joined. */
    String textFrom(int index) {
        return index >= arguments.size() ? "" : Bytes.join(arguments.subList(index, arguments.size()));
    }

    /** As users see it. */
    CommandCall shown() {
        Map<String, String> shown = new java.util.LinkedHashMap<>();
        options.forEach((name, value) -> shown.put(name, Bytes.text(value)));
        return new CommandCall(spec.name(), spec.canonicalName(), shown, Bytes.texts(arguments));
    }
}
