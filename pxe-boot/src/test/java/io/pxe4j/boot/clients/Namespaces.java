package io.pxe4j.boot.clients;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Network namespaces of their own for a client and a server, joined by a bridge or by a relay.
 *
 * <pre>
 * direct:   client c0 ---- br0 10.98.1.1/24 server
 *           other  o0 ------'
 * relayed:  client c0 ---- r0 10.98.1.254/24 relay r1 10.98.2.254/24 ---- br0 10.98.2.1/24 server
 * </pre>
 */
final class Namespaces implements AutoCloseable {
    static final String CLIENT_INTERFACE = "c0";
    static final String SERVER_INTERFACE = "br0";
    static final String CLIENT_MAC = "52:54:00:98:00:01";

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final int PATIENCE_SECONDS = 120;

    private final Path folder;
    private final String prefix = "dhcpc" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();
    private final List<String> namespaces = new ArrayList<>();
    private final List<Process> processes = new ArrayList<>();
    private final List<String> logs = new ArrayList<>();

    private Namespaces(Path folder) {
        this.folder = folder;
    }

    /** What this machine lacks, in one sentence; empty if it has everything. */
    static Optional<String> missing(String... programs) {
        List<String> missing = new ArrayList<>();
        if (!System.getProperty("os.name").equals("Linux")) {
            missing.add("Linux");
        } else if (!Files.isWritable(Path.of("/proc/sys/net/ipv4/ip_forward"))) {
            missing.add("root");
        }
        Stream.concat(Stream.of("ip"), Stream.of(programs))
                .filter(program -> !isOnPath(program))
                .forEach(missing::add);
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("Real clients cannot run here; missing: " + String.join(", ", missing) + ".");
    }

    private static boolean isOnPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** Client and server on one network. */
    static Namespaces direct(Path folder) throws Exception {
        return make(folder, lab -> {
            lab.ip("-n " + lab.server() + " address add 10.98.1.1/24 dev br0");
            lab.join(lab.client(), CLIENT_INTERFACE);
            lab.ip("-n " + lab.client() + " link set " + CLIENT_INTERFACE + " address " + CLIENT_MAC);
        });
    }

    /** Client and server in two networks, with a router between. */
    static Namespaces relayed(Path folder) throws Exception {
        return make(folder, lab -> {
            String relay = lab.relay();
            lab.add(relay);
            lab.ip("-n " + lab.server() + " address add 10.98.2.1/24 dev br0");
            lab.join(relay, "r1");
            lab.ip("-n " + relay + " address add 10.98.2.254/24 dev r1");
            lab.ip("-n " + lab.client() + " link add " + CLIENT_INTERFACE + " address " + CLIENT_MAC
                    + " type veth peer name r0 netns " + relay);
            lab.ip("-n " + lab.client() + " link set " + CLIENT_INTERFACE + " up");
            lab.ip("-n " + relay + " link set r0 up");
            lab.ip("-n " + relay + " address add 10.98.1.254/24 dev r0");
            lab.ip("-n " + lab.server() + " route add 10.98.1.0/24 via 10.98.2.254");
            lab.runIn(relay, List.of("sh", "-c", "echo 1 > /proc/sys/net/ipv4/ip_forward"));
        });
    }

    private interface Plan {
        void build(Namespaces lab) throws Exception;
    }

    private static Namespaces make(Path folder, Plan plan) throws Exception {
        Namespaces lab = new Namespaces(folder);
        try {
            lab.add(lab.client());
            lab.add(lab.server());
            lab.ip("-n " + lab.server() + " link add br0 type bridge");
            lab.ip("-n " + lab.server() + " link set br0 up");
            plan.build(lab);
            return lab;
        } catch (Exception e) {
            lab.close();
            throw e;
        }
    }

    String client() {
        return prefix + "c";
    }

    String server() {
        return prefix + "s";
    }

    String relay() {
        return prefix + "r";
    }

    /** Somebody else on the server's network, who holds {@code address}. */
    void addOther(String address) throws Exception {
        String other = prefix + "o";
        add(other);
        join(other, "o0");
        ip("-n " + other + " address add " + address + "/24 dev o0");
    }

    private void add(String namespace) throws Exception {
        ip("netns add " + namespace);
        namespaces.add(namespace);
        ip("-n " + namespace + " link set lo up");
    }

    /** Gives the namespace an interface on the server's bridge. */
    private void join(String namespace, String interfaceName) throws Exception {
        String port = "p" + interfaceName;
        ip("-n " + server() + " link add " + port + " type veth peer name " + interfaceName + " netns " + namespace);
        ip("-n " + server() + " link set " + port + " master br0");
        ip("-n " + server() + " link set " + port + " up");
        ip("-n " + namespace + " link set " + interfaceName + " up");
    }

    private void ip(String arguments) throws Exception {
        run(Stream.concat(Stream.of("ip"), Stream.of(arguments.split(" ", -1))).toList());
    }

    /** Runs a command to its end and gives its output. */
    String runIn(String namespace, List<String> command) throws Exception {
        return run(inNamespace(namespace, command));
    }

    private static List<String> inNamespace(String namespace, List<String> command) {
        return Stream.concat(Stream.of("ip", "netns", "exec", namespace), command.stream())
                .toList();
    }

    private static String run(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " failed: " + output.strip());
        }
        return output;
    }

    /** The command that runs a class of ours in a JVM of its own. */
    static List<String> java(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Starts a command that keeps running; its output goes to {@code log}. */
    Process start(String namespace, String log, List<String> command) throws IOException {
        Process process = new ProcessBuilder(inNamespace(namespace, command))
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve(log).toFile()))
                .start();
        processes.add(process);
        if (!logs.contains(log)) {
            logs.add(log);
        }
        return process;
    }

    // `ip netns exec` replaces itself by the command, so this reaches the command.
    void signal(Process process, String name) throws Exception {
        run(List.of("kill", "-" + name, Long.toString(process.pid())));
    }

    /** Sends a signal, every two seconds again, until {@code heard} is found in the log of a process that may lose signals. */
    void signal(Process process, String name, String log, String heard) throws Exception {
        Pattern wanted = Pattern.compile(heard);
        AtomicInteger looks = new AtomicInteger();
        await(
                () -> {
                    boolean found = wanted.matcher(output(log)).find();
                    if (!found && looks.getAndIncrement() % 20 == 0) {
                        signal(process, name);
                    }
                    return found;
                },
                heard + " in " + log);
    }

    void end(Process process) throws Exception {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    /** Waits for a line in a log that {@code pattern} is found in. */
    void await(String log, String pattern) throws Exception {
        Pattern wanted = Pattern.compile(pattern);
        await(() -> wanted.matcher(output(log)).find(), pattern + " in " + log);
    }

    /** Waits until the client's interface has an address that starts so, and gives it. */
    String awaitAddress(String start) throws Exception {
        Pattern address = Pattern.compile("inet (" + Pattern.quote(start) + "[0-9.]+)/");
        List<String> question = List.of("ip", "-n", client(), "address", "show", "dev", CLIENT_INTERFACE);
        await(() -> address.matcher(run(question)).find(), "address " + start);
        return address.matcher(run(question))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private void await(Condition condition, String what) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        // The server, which every test starts first and which outlives it.
        Process server = processes.get(0);
        while (!condition.holds()) {
            // A pause between two looks, in which nothing should end.
            if (server.waitFor(100, TimeUnit.MILLISECONDS)) {
                throw new AssertionError("the server ended\n" + report());
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("no " + what + " within " + PATIENCE_SECONDS + " s\n" + report());
            }
        }
    }

    /** What has been printed to a log so far. */
    String output(String log) throws IOException {
        return Files.readString(folder.resolve(log), StandardCharsets.ISO_8859_1);
    }

    private String report() throws IOException {
        StringBuilder report = new StringBuilder();
        for (String log : logs) {
            String text = output(log);
            report.append("--- ").append(log).append('\n');
            report.append(text.substring(Math.max(0, text.length() - 4000))).append('\n');
        }
        return report.toString();
    }

    @Override
    public void close() throws Exception {
        for (int i = processes.size() - 1; i >= 0; i--) {
            end(processes.get(i));
        }
        for (String namespace : namespaces) {
            ip("netns del " + namespace);
        }
    }
}
