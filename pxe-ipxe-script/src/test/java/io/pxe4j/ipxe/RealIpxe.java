package io.pxe4j.ipxe;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Runs a script on the distribution's iPXE in a virtual machine, and reads what it says on the console. */
final class RealIpxe {
    /** The server in QEMU's user network, which hands out the files beside the script by TFTP. */
    static final String SERVER = "10.0.2.2";

    private static final Path KERNEL = Path.of("/usr/lib/ipxe/ipxe.lkrn");
    private static final String QEMU = "qemu-system-x86_64";
    private static final String END = "@END";

    private RealIpxe() {}

    static void assumeInstalled() {
        boolean qemu = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, QEMU)));
        assumeTrue(qemu, QEMU + " is not installed (Debian: apt install qemu-system-x86)");
        assumeTrue(Files.isReadable(KERNEL), KERNEL + " is missing (Debian: apt install ipxe)");
    }

    /** A line that opens a section of the output. */
    static String marker(Object section) {
        return "@" + section;
    }

    /**
     * Runs a script and returns the lines of each section.
     *
     * @param files a directory that iPXE reaches as {@code tftp://10.0.2.2/}; the script is put there too
     * @param script what runs; its network is configured before, and the machine is stopped at its end
     */
    static Map<String, List<String>> run(Path files, IpxeScript script) throws IOException, InterruptedException {
        // Without DHCP, which takes seconds.
        String text = script.toString()
                .replaceFirst(
                        "\n",
                        "\nset net0/ip 10.0.2.15\nset net0/netmask 255.255.255.0\nifopen net0 || echo no network\n");
        Path file = files.resolve("script.ipxe");
        Files.writeString(file, text + "echo " + END + "\n");
        Process machine = new ProcessBuilder(
                        QEMU,
                        "-M",
                        "pc,accel=tcg,graphics=off",
                        "-display",
                        "none",
                        "-serial",
                        "stdio",
                        "-monitor",
                        "none",
                        "-no-reboot",
                        "-nic",
                        "user,model=e1000,restrict=on,tftp=" + files,
                        "-kernel",
                        KERNEL.toString(),
                        "-initrd",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        try {
            return CompletableFuture.supplyAsync(() -> sections(machine)).get(90, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException stuck) {
            throw new AssertionError("iPXE did not reach the end of\n" + text, stuck);
        } finally {
            machine.destroyForcibly().waitFor();
        }
    }

    private static Map<String, List<String>> sections(Process machine) {
        Map<String, List<String>> sections = new LinkedHashMap<>();
        List<String> section = new ArrayList<>();
        sections.put("", section);
        try (BufferedReader console =
                new BufferedReader(new InputStreamReader(machine.getInputStream(), StandardCharsets.ISO_8859_1))) {
            for (String line = console.readLine(); line != null; line = console.readLine()) {
                if (line.equals(END)) {
                    return sections;
                }
                if (line.startsWith("@")) {
                    section = new ArrayList<>();
                    sections.put(line.substring(1), section);
                } else {
                    section.add(line);
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        throw new AssertionError("the machine stopped before the end of the script: " + sections);
    }
}
