package io.pxe4j.bench.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One run: the suites that are asked for, step by step, each step that fails noted and the next one done. */
final class BenchRun {
    private static final List<String> SUITES = List.of(
            SideBySide.NAME,
            OverClients.NAME,
            Completion.NAME,
            OpenTransfersSuite.NAME,
            SystemCalls.NAME,
            DhcpSuite.NAME,
            CommonsNetClient.NAME,
            JmhSuite.NAME,
            ScaleSuite.NAME);

    private final Form form;
    private final List<String> wanted;
    private final List<Contender> added;
    private final Programs programs;
    private final boolean slowCrc;
    private final Path out;
    private final Recorder recorder = new Recorder();

    BenchRun(Form form, List<String> wanted, List<Contender> added, Programs programs, boolean slowCrc, Path out) {
        for (String name : wanted) {
            if (!SUITES.contains(name)) {
                throw new IllegalArgumentException(
                        "suite: " + name + " (expected: one of " + String.join(", ", SUITES) + ")");
            }
        }
        this.form = form;
        this.wanted = wanted.isEmpty() ? all(form) : List.copyOf(wanted);
        this.added = List.copyOf(added);
        this.programs = programs;
        this.slowCrc = slowCrc;
        this.out = out;
    }

    /** The simulation measures no machine and takes long: only in the full form without being asked for. */
    private static List<String> all(Form form) {
        return SUITES.stream()
                .filter(name -> form.isFull() || !name.equals(ScaleSuite.NAME))
                .toList();
    }

    Results run() throws IOException, InterruptedException {
        List<Contender> contenders = Contenders.find(programs, added, recorder);
        Pinning pinning = Pinning.of(programs, Runtime.getRuntime().availableProcessors());
        Path logs = Files.createDirectories(out.resolve("logs"));
        try (Workspace workspace = Workspace.create();
                ServerPool pool = new ServerPool(workspace, pinning, logs);
                Loads loads = new Loads(pinning.load())) {
            Bench bench =
                    new Bench(form, recorder, programs, pinning, workspace, pool, loads, slowCrc, contenders, logs);
            steps(suites(bench));
        }
        return new Results(
                form.name(),
                Machine.here(LocalDate.now(ZoneOffset.UTC).toString()),
                Versions.read(programs),
                settings(contenders, pinning),
                recorder.measurements(),
                recorder.notMeasured());
    }

    private List<Suite> suites(Bench bench) throws IOException {
        List<Suite> suites = new ArrayList<>();
        for (String name : SUITES) {
            if (!wanted.contains(name)) {
                continue;
            }
            switch (name) {
                case SideBySide.NAME -> suites.add(new SideBySide(bench));
                case OverClients.NAME -> suites.add(new OverClients(bench));
                case Completion.NAME -> suites.add(new Completion(bench));
                case OpenTransfersSuite.NAME -> suites.add(new OpenTransfersSuite(bench));
                case SystemCalls.NAME -> SystemCalls.create(bench).ifPresent(suites::add);
                case DhcpSuite.NAME -> DhcpSuite.create(bench).ifPresent(suites::add);
                case CommonsNetClient.NAME -> suites.add(new CommonsNetClient(bench));
                case JmhSuite.NAME -> suites.add(new JmhSuite(bench));
                case ScaleSuite.NAME -> ScaleSuite.create(bench, out).ifPresent(suites::add);
                default -> throw new IllegalArgumentException("suite: " + name);
            }
        }
        return suites;
    }

    private void steps(List<Suite> suites) throws InterruptedException {
        List<Step> all =
                suites.stream().flatMap(suite -> suite.steps().stream()).toList();
        Progress progress = new Progress(System.out, Progress.isTerminal(), System::nanoTime, all);
        for (Suite suite : suites) {
            try (suite) {
                for (Step step : suite.steps()) {
                    progress.begin(suite.name(), step);
                    run(suite, step);
                }
            }
        }
        progress.end(all.size() + " steps done, " + recorder.notMeasured().size() + " things not measured");
    }

    @SuppressWarnings("CatchingUnchecked") // a step that fails must not take the others' figures with it
    private void run(Suite suite, Step step) throws InterruptedException {
        try {
            step.action().run();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            recorder.notMeasured(suite.name(), step.what(), e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    private Map<String, String> settings(List<Contender> contenders, Pinning pinning) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("cores", pinning.words());
        settings.put("the load's CRC", slowCrc ? "by tables (--slow-crc)" : "by the processor's instructions");
        try (InputStream receiveBuffer = Files.newInputStream(Path.of("/proc/sys/net/core/rmem_default"))) {
            // In one read: the kernel has nothing to say to a second one.
            settings.put(
                    "net.core.rmem_default",
                    new String(receiveBuffer.readNBytes(64), StandardCharsets.US_ASCII).strip());
        } catch (IOException e) {
            settings.put("net.core.rmem_default", "unknown");
        }
        settings.put("Java options of pxe4j under DHCP", String.join(" ", DhcpContender.JAVA_OPTIONS));
        for (Contender contender : contenders) {
            settings.put("call of " + contender.name(), "`" + call(contender) + "`");
        }
        return settings;
    }

    /** Without what differs from machine to machine and tells nothing. */
    private static String call(Contender contender) {
        return contender
                .command()
                .replaceFirst("^\\S*/bin/java ", "java ")
                .replaceFirst("-cp \\S+ ", "")
                .replaceFirst("^\\S*/(in\\.)", "$1")
                .replaceFirst("^/\\S*/", "");
    }
}
