package io.pxe4j.ipxe.eval;

import java.util.List;
import java.util.Map;

/**
 * A command that is about to do something to the world outside.
 *
 * @param name as the script wrote it: {@code chain}
 * @param canonicalName the name that stands for all its names: {@code imgexec}
 * @param options the values of its options under their long names; empty for flags
 * @param arguments the words behind the options, expanded
 */
public record CommandCall(String name, String canonicalName, Map<String, String> options, List<String> arguments) {
    /** Keeps copies. */
    public CommandCall {
        options = Map.copyOf(options);
        arguments = List.copyOf(arguments);
    }

    /** As a script would write it, without its options. */
    @Override
    public String toString() {
        return arguments.isEmpty() ? name : name + " " + String.join(" ", arguments);
    }
}
