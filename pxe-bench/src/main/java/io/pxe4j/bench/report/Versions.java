package io.pxe4j.bench.report;

import io.netty.util.Version;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks servers and tools for their versions. */
final class Versions {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d[\\w.+-]*");

    private Versions() {}

    /** By name; what is not installed is not in it. */
    static Map<String, String> read(Programs programs) throws InterruptedException {
        Map<String, String> versions = new TreeMap<>();
        for (Peer peer : Peer.values()) {
            Optional<List<String>> command = peer.versionCommand(programs);
            if (command.isPresent()) {
                versions.put(peer.text(), ask(command.get()));
            }
        }
        Optional<Path> kea = programs.find("kea-dhcp4");
        if (kea.isPresent()) {
            versions.put("kea", ask(List.of(kea.get().toString(), "-v")));
        }
        Optional<Path> perfdhcp = programs.find("perfdhcp");
        if (perfdhcp.isPresent()) {
            versions.put("perfdhcp", ask(List.of(perfdhcp.get().toString(), "-v")));
        }
        Version netty = Version.identify().get("netty-transport");
        if (netty != null) {
            versions.put("netty", netty.artifactVersion());
        }
        return versions;
    }

    private static String ask(List<String> command) throws InterruptedException {
        try {
            return number(Commands.run(command, LIMIT).output());
        } catch (IOException e) {
            return "unknown";
        }
    }

    /** The first that looks like a version in what a program says. */
    static String number(String output) {
        Matcher version = VERSION.matcher(output);
        return version.find() ? version.group() : "unknown";
    }
}
