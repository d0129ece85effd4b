package io.pxe4j.bench.report;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code dhcp}: exchanges a second that servers hold under {@code perfdhcp}, and the CPU for each, in a network of their own. */
final class DhcpSuite implements Suite {
    static final String NAME = "dhcp";

    private static final double HELD_DROPS_PERCENT = 1;
    private static final int WARM_UPS_OF_JAVA = 2;
    private static final Duration TO_START = Duration.ofSeconds(30);
    private static final HexFormat HEX = HexFormat.of();

    /** What makes perfdhcp's clients PXE clients: options 60, 93, 94, 97 and 55. */
    private static final List<String> PXE = List.of(
            "-o",
            "60,"
                    + HEX.formatHex(
                            "PXEClient:Arch:00007:UNDI:003016".getBytes(java.nio.charset.StandardCharsets.US_ASCII)),
            "-o",
            "93,0007",
            "-o",
            "94,010310",
            "-o",
            "97,00" + "11".repeat(16),
            "-o",
            "55,0103060c0f112b36424361");

    private final Bench bench;
    private final List<DhcpContender> contenders;
    private @Nullable DhcpNetwork network;
    private @Nullable ServerProcess server;
    private boolean beyond;
    private double held;

    private DhcpSuite(Bench bench, List<DhcpContender> contenders) {
        this.bench = bench;
        this.contenders = contenders;
    }

    /** Empty where it cannot be measured, which is then noted. */
    static Optional<Suite> create(Bench bench) throws IOException {
        Optional<String> obstacle = obstacle(bench.programs());
        if (obstacle.isPresent()) {
            bench.recorder().notMeasured(NAME, "all", obstacle.get());
            return Optional.empty();
        }
        return Optional.of(of(
                bench,
                DhcpContender.find(
                        bench.programs(),
                        bench.workspace(),
                        bench.form().isFull(),
                        (what, why) -> bench.recorder().notMeasured(NAME, what, why))));
    }

    static Suite of(Bench bench, List<DhcpContender> contenders) {
        return new DhcpSuite(bench, contenders);
    }

    static Optional<String> obstacle(Programs programs) {
        if (!programs.has("perfdhcp")) {
            return Optional.of(Peer.missing("perfdhcp", "kea-admin"));
        }
        if (!programs.has("ip")) {
            return Optional.of(Peer.missing("ip", "iproute2"));
        }
        if (!"root".equals(System.getProperty("user.name"))) {
            return Optional.of("network namespaces need root: run it as root");
        }
        return Optional.empty();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        double each = bench.form().dhcpSeconds() + 1.5;
        for (DhcpContender contender : contenders) {
            String what = contender.mode().text() + ", " + contender.name();
            List<Integer> rates = rates(contender);
            steps.add(Step.of(what + ", starts", 5, () -> start(contender)));
            // Java compiles what it has done often enough, and at the first rate it would not have.
            for (int i = 0; i < (contender.isOurs() ? WARM_UPS_OF_JAVA : 1); i++) {
                int warmUp = rates.get(contender.isOurs() ? rates.size() - 1 : 0);
                steps.add(Step.of(what + ", warm-up", each, () -> ask(contender, warmUp)));
            }
            for (int rate : rates) {
                steps.add(Step.of(what + ", " + rate + "/s", each, () -> rate(contender, rate)));
            }
            steps.add(Step.of(what + ", stops", 0.5, () -> finish(contender)));
        }
        return steps;
    }

    private List<Integer> rates(DhcpContender contender) {
        return contender.mode() == DhcpContender.Mode.LEASES
                ? bench.form().leaseRates()
                : bench.form().proxyRates();
    }

    private void start(DhcpContender contender) throws IOException, InterruptedException {
        close();
        beyond = false;
        held = 0;
        DhcpNetwork made = DhcpNetwork.create();
        network = made;
        ServerProcess started = ServerProcess.start(
                contender.name(),
                made.forServer(),
                contender.command(),
                Map.of(),
                bench.pinning().server(),
                bench.logs()
                        .resolve("dhcp-" + contender.mode().text() + "-"
                                + contender.name().replaceAll("\\W+", "-") + ".log"));
        server = started;
        try {
            started.awaitAnswer(() -> perfdhcp(contender, 20, 1).completed() > 0, TO_START);
        } catch (IOException | InterruptedException | RuntimeException e) {
            beyond = true;
            close();
            throw e;
        }
    }

    /** Past the second rate that is not held there is nothing to learn. */
    private void rate(DhcpContender contender, int rate) throws IOException, InterruptedException {
        ServerProcess running = server;
        if (beyond || running == null) {
            return;
        }
        int seconds = bench.form().dhcpSeconds();
        CpuTime before = running.cpu();
        PerfDhcp outcome = ask(contender, rate);
        CpuTime used = running.cpu().minus(before);
        double reached = (double) outcome.completed() / seconds;
        Map<String, String> parameters =
                Map.of("asked", Integer.toString(rate), "mode", contender.mode().text());
        Recorder recorder = bench.recorder();
        String asked = contender.mode().text() + ", " + rate + "/s";
        recorder.add(new Recorder.Key(NAME, asked, contender.name(), Metric.RATE, parameters), reached);
        recorder.add(new Recorder.Key(NAME, asked, contender.name(), Metric.DROPS, parameters), outcome.dropsPercent());
        if (outcome.completed() == 0) {
            beyond = true;
            return;
        }
        recorder.add(new Recorder.Key(NAME, asked, contender.name(), Metric.DELAY, parameters), outcome.delayMs());
        recorder.add(
                new Recorder.Key(NAME, asked, contender.name(), Metric.EXCHANGE_CPU, parameters),
                used.seconds() / outcome.completed() * 1e6);
        if (outcome.dropsPercent() < HELD_DROPS_PERCENT) {
            held = Math.max(held, reached);
        } else if (reached < rate * 0.9) {
            beyond = true;
        }
    }

    private void finish(DhcpContender contender) {
        String mode = contender.mode().text();
        if (held > 0) {
            bench.recorder()
                    .add(new Recorder.Key(NAME, mode, contender.name(), Metric.RATE_HELD, Map.of("mode", mode)), held);
        }
        close();
    }

    private PerfDhcp ask(DhcpContender contender, int rate) throws IOException, InterruptedException {
        return network == null
                ? new PerfDhcp(0, 100, 0)
                : perfdhcp(contender, rate, bench.form().dhcpSeconds());
    }

    private PerfDhcp perfdhcp(DhcpContender contender, int rate, int seconds) throws IOException, InterruptedException {
        DhcpNetwork made = network;
        if (made == null) {
            throw new IllegalStateException("no network (expected: start before rate)");
        }
        List<String> line = new ArrayList<>(made.forClient());
        line.addAll(Pinning.prefix(bench.pinning().load()));
        line.addAll(List.of(
                bench.programs().find("perfdhcp").orElseThrow().toString(),
                "-4",
                "-r",
                Integer.toString(rate),
                "-R",
                Integer.toString(PerfDhcp.CLIENTS),
                "-p",
                Integer.toString(seconds)));
        if (contender.mode() == DhcpContender.Mode.PROXY) {
            line.addAll(PXE);
            line.add("-i");
        }
        line.addAll(List.of("-l", DhcpNetwork.CLIENT_INTERFACE, DhcpNetwork.SERVER));
        return PerfDhcp.parse(
                Commands.run(line, Duration.ofSeconds(seconds + 30L)).output());
    }

    @Override
    public void close() {
        ServerProcess running = server;
        server = null;
        if (running != null) {
            running.close();
        }
        DhcpNetwork made = network;
        network = null;
        if (made != null) {
            made.close();
        }
    }
}
