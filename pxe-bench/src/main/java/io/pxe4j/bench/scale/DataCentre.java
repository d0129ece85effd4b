package io.pxe4j.bench.scale;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Simulates boot storms and writes what they were like: {@code results.md} and the plots of {@code docs/scale.md}. */
@Command(
        name = "DataCentre",
        mixinStandardHelpOptions = true,
        description = "Simulates the machines of a data centre that boot after a power cut.")
public final class DataCentre implements Callable<Integer> {
    @Option(names = "--machines", defaultValue = "100000", description = "How many machines boot (${DEFAULT-VALUE}).")
    private int machines;

    @Option(
            names = "--servers",
            split = ",",
            defaultValue = "1,2,4,8,16",
            description = "How many servers there are, one case each (${DEFAULT-VALUE}).")
    private List<Integer> servers = List.of();

    @Option(names = "--loss", defaultValue = "0", description = "The share of datagrams that is lost, in every case.")
    private double loss;

    @Option(names = "--seed", defaultValue = "1", description = "What all chance is drawn from (${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--threads", defaultValue = "1", description = "Storms at once; the figures stay the same.")
    private int threads;

    @Option(names = "--only-servers", description = "Leaves out the cases with faults and other settings.")
    private boolean onlyServers;

    @Option(names = "--docs", defaultValue = "docs", description = "The folder that gets scale/ (${DEFAULT-VALUE}).")
    private Path docs = Path.of("docs");

    private final PrintStream out = System.err;

    private DataCentre() {}

    /** Runs; the arguments are those of {@code --help}. */
    public static void main(String[] arguments) {
        System.exit(execute(arguments));
    }

    /** Runs, and gives the exit code. */
    static int execute(String... arguments) {
        return new CommandLine(new DataCentre()).execute(arguments);
    }

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        StormPlan plan = StormPlan.DEFAULT.withMachines(machines).withSeed(seed);
        StormPlan basic = loss > 0 ? plan.with(plan.fabric().withLoss(loss)) : plan;
        List<StormCase> cases = StormCase.all(basic, servers).stream()
                .filter(one -> !onlyServers || one.name().startsWith("servers-"))
                .toList();
        Map<StormCase, StormResult> results = run(cases);
        Path folder = docs.resolve("scale");
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("results.md"), StormTable.of(results));
        new StormPlots(folder, results).draw();
        out.println("written: " + folder);
        return 0;
    }

    private Map<StormCase, StormResult> run(List<StormCase> cases) throws InterruptedException, ExecutionException {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<StormResult>> running = new ArrayList<>();
            for (StormCase one : cases) {
                running.add(executor.submit(() -> run(one)));
            }
            Map<StormCase, StormResult> results = new LinkedHashMap<>();
            for (int i = 0; i < cases.size(); i++) {
                results.put(cases.get(i), running.get(i).get());
            }
            return results;
        } finally {
            executor.shutdownNow();
        }
    }

    private StormResult run(StormCase one) {
        long start = System.nanoTime();
        StormResult result = Storm.run(
                one.plan(),
                (seconds, up, all) ->
                        out.printf("%s: %,.0f s, %,d of %,d machines up%n", one.title(), seconds, up, all));
        out.printf(
                "%s: all over; %,d of %,d up, %,d events in %.1f s%n",
                one.title(),
                result.upAt().length,
                result.plan().machines(),
                result.events(),
                (System.nanoTime() - start) / 1e9);
        return result;
    }
}
