package io.pxe4j.boot.clients;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Loss on an interface in a network namespace, by nftables on the device's own hooks, before and behind every protocol. */
public final class LossyLink {
    private LossyLink() {}

    /** Loses {@code percent} of the frames in each direction from now on; false if the kernel cannot. */
    public static boolean lose(String namespace, String interfaceName, int percent) throws Exception {
        Process nft = nft(namespace, "-f", "-");
        try (var input = nft.getOutputStream()) {
            input.write("""
                    table netdev loss {
                      chain in {
                        type filter hook ingress device "%1$s" priority 0;
                        numgen random mod 100 < %2$d counter drop
                      }
                      chain out {
                        type filter hook egress device "%1$s" priority 0;
                        numgen random mod 100 < %2$d counter drop
                      }
                    }
                    """.formatted(interfaceName, percent).getBytes(StandardCharsets.UTF_8));
        }
        String output = new String(nft.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (nft.waitFor() != 0 && !output.contains("not supported") && !output.contains("No such file")) {
            throw new IOException("nft failed: " + output);
        }
        return nft.exitValue() == 0;
    }

    /** The rules with what they have lost so far. */
    public static String counters(String namespace) throws Exception {
        Process nft = nft(namespace, "list", "ruleset");
        return new String(nft.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static Process nft(String namespace, String... arguments) throws IOException {
        List<String> command = Stream.concat(Stream.of("ip", "netns", "exec", namespace, "nft"), Stream.of(arguments))
                .toList();
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
