package io.pxe4j.boot.firmware;

import io.pxe4j.boot.clients.LossyLink;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A network of its own for one machine: a namespace with a bridge, a server, and for ProxyDHCP an address server in another namespace. */
final class Lab implements AutoCloseable {
    static final Path OVMF_CODE = Path.of("/usr/share/OVMF/OVMF_CODE_4M.fd");
    private static final Path OVMF_VARS = Path.of("/usr/share/OVMF/OVMF_VARS_4M.fd");
    private static final Path UNDIONLY = Path.of("/usr/lib/ipxe/undionly.kpxe");
    private static final Path SNPONLY = Path.of("/usr/lib/ipxe/snponly.efi");
    private static final Path BUSYBOX = Path.of("/bin/busybox");

    private final Path folder;
    private final String namespace = "pxe4j" + ProcessHandle.current().pid();
    private final String siteNamespace = namespace + "a";
    private final List<Process> processes = new ArrayList<>();

    private Lab(Path folder) {
        this.folder = folder;
    }

    /** What this machine lacks for the lab, in one sentence; empty if it has everything. */
    static Optional<String> missing(String... more) {
        List<String> missing = new ArrayList<>();
        if (!System.getProperty("os.name").equals("Linux")) {
            missing.add("Linux");
        } else if (!Files.isWritable(Path.of("/proc/sys/net/ipv4/ip_forward"))) {
            missing.add("root");
        }
        Stream.concat(Stream.of("ip", "qemu-system-x86_64", "cpio", "gzip"), Stream.of(more))
                .filter(program -> !isOnPath(program))
                .forEach(missing::add);
        for (Path file : List.of(OVMF_CODE, OVMF_VARS, UNDIONLY, SNPONLY, BUSYBOX)) {
            if (!Files.isReadable(file)) {
                missing.add(file.toString());
            }
        }
        if (kernel().isEmpty()) {
            missing.add("a kernel /boot/vmlinuz-*");
        }
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("Real firmware cannot be booted here; missing: " + String.join(", ", missing) + ".");
    }

    private static boolean isOnPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static Optional<Path> kernel() {
        try (Stream<Path> files = Files.list(Path.of("/boot"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("vmlinuz-"))
                    .filter(Files::isReadable)
                    .max(Path::compareTo);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Fills the content root in {@code folder} and makes the network. */
    static Lab create(Path folder) throws Exception {
        Lab lab = new Lab(folder);
        try {
            lab.fillRoot();
            lab.makeNetwork();
            return lab;
        } catch (Exception e) {
            lab.close();
            throw e;
        }
    }

    private Path root() {
        return folder.resolve("root");
    }

    private void fillRoot() throws Exception {
        Files.createDirectories(root());
        copy(UNDIONLY, root().resolve("undionly.kpxe"));
        copy(SNPONLY, root().resolve("snponly.efi"));
        copy(kernel().orElseThrow(), root().resolve("vmlinuz"));
        copy(OVMF_VARS, folder.resolve("vars.fd"));
        Path initrd = folder.resolve("initrd");
        Files.createDirectories(initrd.resolve("bin"));
        copy(BUSYBOX, initrd.resolve("bin/busybox"));
        Path init = initrd.resolve("init");
        Files.writeString(init, """
                #!/bin/busybox sh
                /bin/busybox mkdir -p /dev
                /bin/busybox mount -t devtmpfs d /dev
                echo LAB-LINUX-OK > /dev/console
                /bin/busybox sleep 2
                /bin/busybox poweroff -f
                """);
        if (!init.toFile().setExecutable(true)
                || !initrd.resolve("bin/busybox").toFile().setExecutable(true)) {
            throw new IOException("cannot make " + init + " executable");
        }
        run("sh", "-c", "cd " + initrd + " && find . | cpio -o -H newc --quiet | gzip -1 > " + root() + "/initrd.img");
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    private void makeNetwork() throws Exception {
        ip("netns add " + namespace);
        ip("-n " + namespace + " link set lo up");
        ip("-n " + namespace + " link add br0 type bridge");
        ip("-n " + namespace + " addr add 10.77.0.1/24 dev br0");
        ip("-n " + namespace + " link set br0 up");
        ip("-n " + namespace + " tuntap add tap0 mode tap");
        ip("-n " + namespace + " link set tap0 master br0");
        ip("-n " + namespace + " link set tap0 up");
        ip("netns add " + siteNamespace);
        ip("-n " + namespace + " link add db type veth peer name da netns " + siteNamespace);
        ip("-n " + namespace + " link set db master br0");
        ip("-n " + namespace + " link set db up");
        ip("-n " + siteNamespace + " addr add 10.77.0.2/24 dev da");
        ip("-n " + siteNamespace + " link set da up");
        ip("-n " + siteNamespace + " link set lo up");
    }

    private void ip(String arguments) throws Exception {
        run(("ip " + arguments).split(" ", -1));
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " failed: " + output.strip());
        }
    }

    /** Starts the address server of the site: leases, no boot information. */
    void startAddressServer() throws Exception {
        startJava(siteNamespace, "addresses.log", "da", "addresses", root().toString());
    }

    /** Starts the server under test. */
    void startServer(String mode, LabCase what) throws Exception {
        startServer(mode, what == LabCase.LINUX ? "linux" : "echo");
    }

    /** Starts the server under test with that script of {@link LabServer}. */
    void startServer(String mode, String script) throws Exception {
        startJava(namespace, "server.log", "br0", mode, root().toString(), script);
    }

    /** Loses that part of the frames between the machine and the network, each way; false if the kernel cannot. */
    boolean loseFrames(int percent) throws Exception {
        return LossyLink.lose(namespace, "tap0", percent);
    }

    private void startJava(String inNamespace, String log, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "ip",
                "netns",
                "exec",
                inNamespace,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                System.getProperty("java.class.path"),
                LabServer.class.getName()));
        command.addAll(List.of(arguments));
        start(log, command);
        await(log, LabServer.READY, 60);
    }

    /** Starts the machine and waits for the proof of its boot on the console. */
    void boot(LabCase what) throws Exception {
        boot(what, what.seconds());
    }

    /** The same, within that many seconds. */
    void boot(LabCase what, int seconds) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "ip", "netns", "exec", namespace, "qemu-system-x86_64", "-accel", "tcg", "-nographic", "-no-reboot"));
        command.addAll(what.machine(folder.resolve("vars.fd")));
        command.addAll(List.of("-netdev", "tap,id=n0,ifname=tap0,script=no,downscript=no"));
        start("console.log", command);
        await("console.log", what.proof(), seconds);
    }

    private void start(String log, List<String> command) throws IOException {
        processes.add(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(log).toFile())
                .redirectInput(ProcessBuilder.Redirect.PIPE)
                .start());
    }

    /** Waits for a text in the output of the process that was started last. */
    private void await(String log, String text, int seconds) throws Exception {
        Process process = processes.get(processes.size() - 1);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!output(log).contains(text)) {
            // The end of the process is what is waited for; its output is looked at in between.
            if (process.waitFor(300, TimeUnit.MILLISECONDS) && !output(log).contains(text)) {
                throw new AssertionError("it ended without \"" + text + "\"\n" + report());
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("no \"" + text + "\" within " + seconds + " s\n" + report());
            }
        }
    }

    /** What a process of the lab has printed so far. */
    String output(String log) throws IOException {
        return Files.readString(folder.resolve(log), StandardCharsets.ISO_8859_1);
    }

    private String report() throws IOException {
        StringBuilder report = new StringBuilder();
        for (String log : List.of("addresses.log", "server.log", "console.log")) {
            if (Files.exists(folder.resolve(log))) {
                String text = output(log);
                report.append("--- ").append(log).append('\n');
                report.append(text.substring(Math.max(0, text.length() - 4000))).append('\n');
            }
        }
        return report.toString();
    }

    @Override
    public void close() throws Exception {
        for (int i = processes.size() - 1; i >= 0; i--) {
            Process process = processes.get(i);
            // `ip netns exec` replaces itself by the command, so this reaches the command.
            process.destroy();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
        for (String name : List.of(siteNamespace, namespace)) {
            if (Files.exists(Path.of("/run/netns", name))) {
                ip("netns del " + name);
            }
        }
    }
}
