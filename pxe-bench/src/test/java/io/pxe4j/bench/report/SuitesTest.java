package io.pxe4j.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuitesTest {
    @TempDir
    Path dir;

    @Test
    void theShortFormMeasuresTheCasesOfRealFirmwareInTurns() throws Exception {
        List<String> steps = steps(SideBySide::new, Form.SHORT);

        assertThat(steps.subList(0, 7))
                .containsExactly(
                        "lock-1428, warm-up, pxe4j",
                        "lock-1428, round 1, pxe4j",
                        "lock-1428, round 1, peer",
                        "lock-1428, round 2, pxe4j",
                        "lock-1428, round 2, peer",
                        "lock-1428, round 3, pxe4j",
                        "edk2-w4, warm-up, pxe4j");
    }

    @Test
    void theFullFormMeasuresWhatIsQuickInTurns() throws Exception {
        List<String> steps = steps(OverClients::new, Form.FULL);

        assertThat(steps.stream().filter(step -> step.startsWith("256 clients, window 1,")))
                .containsExactly(
                        "256 clients, window 1, warm-up, pxe4j",
                        "256 clients, window 1, round 1, pxe4j",
                        "256 clients, window 1, round 1, peer",
                        "256 clients, window 1, round 2, pxe4j",
                        "256 clients, window 1, round 2, peer",
                        "256 clients, window 1, round 3, pxe4j",
                        "256 clients, window 1, round 3, peer");
        assertThat(steps.stream().filter(step -> step.startsWith("10000 clients")))
                .containsExactly(
                        "10000 clients, window 1, round 1, pxe4j",
                        "10000 clients, window 1, round 1, peer",
                        "10000 clients, window 1, round 2, pxe4j",
                        "10000 clients, window 1, round 3, pxe4j");
        assertThat(steps)
                .filteredOn(step -> step.startsWith("64 clients, window 16,") && step.endsWith("peer"))
                .hasSize(1);
        assertThat(steps(OverClients::new, Form.SHORT)).noneMatch(step -> step.contains("round 2"));
    }

    @Test
    void fewClientsFetchLargeFilesAndManySmallOnes() {
        assertThat(TftpCase.over(1, 1)).isEqualTo(new TftpCase("1 clients, window 1", 1, 32, 1428, 0, "f1m", 1 << 20));
        assertThat(TftpCase.over(10_000, 16))
                .isEqualTo(new TftpCase("10000 clients, window 16", 10_000, 10_000, 1428, 16, "f256k", 1 << 18));
    }

    @Test
    void bothFormsFitIntoTheirTime() throws Exception {
        assertThat(seconds(Form.SHORT)).isLessThan(8 * 60);
        assertThat(seconds(Form.FULL)).isLessThan(35 * 60);
    }

    @Test
    void theProgressLineTellsWhatRunsAndHowLongTheRestTakes() {
        AtomicLong now = new AtomicLong();
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        List<Step> steps =
                List.of(Step.of("one", 10, () -> {}), Step.of("two", 10, () -> {}), Step.of("three", 5, () -> {}));
        Progress progress =
                new Progress(new PrintStream(printed, true, StandardCharsets.UTF_8), false, now::get, steps);

        progress.begin("tftp", steps.get(0));
        now.addAndGet(20_000_000_000L);
        progress.begin("tftp", steps.get(1));
        progress.end("done");

        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("[1/3] 0:00, 0:25 left  tftp: one", "[2/3] 0:20, 0:30 left  tftp: two", "done (0:20)");
    }

    @Test
    void aSuiteThatThereIsNotIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new BenchRun(Form.SHORT, List.of("tfpt"), List.of(), new Programs(List.of()), false, dir))
                .withMessageStartingWith("suite: tfpt (expected: one of tftp, clients,");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Form.of("medium"))
                .withMessage("form: medium (expected: short or full)");
    }

    @Test
    void readsTheScoresAndTheAllocationsOfJmh() throws IOException {
        Recorder recorder = new Recorder();
        JmhSuite.read("""
                [{"benchmark": "io.pxe4j.bench.DhcpDecodeBenchmark.decode", "params": {"packet": "ipxe"},
                  "primaryMetric": {"score": 60, "scoreUnit": "ns/op", "rawData": [[61.0, 59.0, 60.0]]},
                  "secondaryMetrics": {
                    "gc.alloc.rate.norm": {"score": 0.1, "scoreUnit": "B/op", "rawData": [[0.1, 0.2, 0.0]]},
                    "gc.count": {"score": 3, "scoreUnit": "counts", "rawData": [[1, 1, 1]]}}}]
                """, recorder);

        assertThat(recorder.measurements())
                .extracting(Measurement::server, Measurement::caseName, Measurement::metric, Measurement::median)
                .containsExactly(
                        tuple("DhcpDecodeBenchmark", "decode, packet ipxe", "time", 60.0),
                        tuple("DhcpDecodeBenchmark", "decode, packet ipxe", "allocation", 0.1));
    }

    @Test
    void readsTheTableOfStrace() {
        assertThat(SystemCalls.parse("""
                        % time     seconds  usecs/call     calls    errors syscall
                        ------ ----------- ----------- --------- --------- ------------------
                         91.93   22.103707        4402      5021       157 futex
                          5.43    1.305992          79     16346           sendmmsg
                        ------ ----------- ----------- --------- --------- ------------------
                        100.00   24.000000                 21367       157 total
                        """)).containsExactly(Map.entry("futex", 5021L), Map.entry("sendmmsg", 16_346L));
    }

    @Test
    void versionsAreFoundInWhatProgramsSay() {
        assertThat(Versions.number("Dnsmasq version 2.90  Copyright (c) 2000-2024"))
                .isEqualTo("2.90");
        assertThat(Versions.number("tftp-hpa 5.2, with remap, without tcpwrappers"))
                .isEqualTo("5.2");
        assertThat(Versions.number("atftp-0.8.0 (server)")).isEqualTo("0.8.0");
        assertThat(Versions.number("usage: x")).isEqualTo("unknown");
    }

    @Test
    void theProbeHangsUpOnAServerThatAnswers() throws Exception {
        try (DatagramSocket server = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                TftpProbe probe = new TftpProbe(server.getLocalPort(), "f1m")) {
            CompletableFuture<String> seen = CompletableFuture.supplyAsync(() -> serve(server));

            boolean answers = false;
            while (!answers && !seen.isDone()) {
                answers = probe.answers();
            }

            assertThat(answers).isTrue();
            assertThat(seen.get()).isEqualTo("0,1,f1m,octet then opcode 5");
        }
    }

    private static String serve(DatagramSocket server) {
        try {
            DatagramPacket packet = new DatagramPacket(new byte[600], 600);
            server.receive(packet);
            String request = new String(packet.getData(), 2, packet.getLength() - 2, StandardCharsets.US_ASCII)
                    .replace('\0', ',');
            server.send(new DatagramPacket(new byte[] {0, 3, 0, 1, 42}, 5, packet.getSocketAddress()));
            byte opcode = 1;
            // The request may have come more than once.
            while (opcode == 1) {
                server.receive(packet);
                opcode = packet.getData()[1];
            }
            return "0,1," + request.substring(0, request.length() - 1) + " then opcode " + opcode;
        } catch (IOException e) {
            return e.toString();
        }
    }

    private interface Made {
        Suite of(Bench bench);
    }

    private List<String> steps(Made suite, Form form) throws IOException {
        try (Workspace workspace = Workspace.create()) {
            return suite.of(bench(form, workspace, 1)).steps().stream()
                    .map(Step::what)
                    .toList();
        }
    }

    /** With all peers there are. */
    private double seconds(Form form) throws IOException {
        try (Workspace workspace = Workspace.create()) {
            Bench bench = bench(form, workspace, 3);
            return Stream.of(
                            new SideBySide(bench),
                            new OverClients(bench),
                            new Completion(bench),
                            new OpenTransfersSuite(bench),
                            new CommonsNetClient(bench),
                            new JmhSuite(bench),
                            DhcpSuite.of(
                                    bench,
                                    DhcpContender.find(bench.programs(), workspace, form.isFull(), (what, why) -> {})))
                    .flatMap(suite -> suite.steps().stream())
                    .mapToDouble(step -> step.estimate().toMillis() / 1000.0)
                    .sum();
        }
    }

    private Bench bench(Form form, Workspace workspace, int peers) {
        List<Contender> contenders = new ArrayList<>();
        contenders.add(new Contender("pxe4j", "ours {port}", OptionalInt.empty(), true));
        for (int i = 0; i < peers; i++) {
            contenders.add(new Contender(i == 0 ? "peer" : "peer" + i, "peer {port}", OptionalInt.empty(), false));
        }
        return new Bench(
                form,
                new Recorder(),
                new Programs(List.of()),
                Pinning.NONE,
                workspace,
                new ServerPool(workspace, Pinning.NONE, dir),
                new Loads(OptionalInt.empty()),
                false,
                contenders,
                dir);
    }
}
