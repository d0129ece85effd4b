package io.pxe4j.bench.report;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a Java program of this module is started: the Java and the class path of this process. */
final class JavaCommand {
    private JavaCommand() {}

    /** As a list of arguments. */
    static List<String> line(List<String> options, String main, String... arguments) {
        return Stream.of(
                        Stream.of(Path.of(System.getProperty("java.home"), "bin", "java")
                                .toString()),
                        nativeAccess(),
                        options.stream(),
                        Stream.of("-cp", System.getProperty("java.class.path"), main),
                        Arrays.stream(arguments))
                .flatMap(part -> part)
                .toList();
    }

    /** As a shell's command; words in braces stay to be filled in. */
    static String shell(List<String> options, String main, String... arguments) {
        return line(options, main, arguments).stream()
                .map(word -> word.matches(".*\\{[a-z]+}.*") ? word : Commands.quoted(word))
                .collect(Collectors.joining(" "));
    }

    /** Else JDK 22 and newer warn when Netty loads its native transports. */
    private static Stream<String> nativeAccess() {
        return Runtime.version().feature() >= 22 ? Stream.of("--enable-native-access=ALL-UNNAMED") : Stream.of();
    }
}
