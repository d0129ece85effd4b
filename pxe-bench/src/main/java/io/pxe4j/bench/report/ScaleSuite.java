package io.pxe4j.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code scale}: the simulated data centre, whose tables and plots go beside the report; in the full form, or when asked for. */
final class ScaleSuite implements Suite {
    static final String NAME = "scale";

    private static final String MAIN = "io.pxe4j.bench.scale.DataCentre";
    private static final int MACHINES = 20_000;
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Bench bench;
    private final Path out;

    private ScaleSuite(Bench bench, Path out) {
        this.bench = bench;
        this.out = out;
    }

    /** Empty where the simulation is not part of this jar, which is then noted. */
    static Optional<Suite> create(Bench bench, Path out) {
        String file = "/" + MAIN.replace('.', '/') + ".class";
        if (ScaleSuite.class.getResource(file) == null) {
            bench.recorder().notMeasured(NAME, "all", MAIN + " is not on the class path");
            return Optional.empty();
        }
        return Optional.of(new ScaleSuite(bench, out));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Step> steps() {
        return List.of(Step.of("a data centre of " + MACHINES + " machines, simulated", 120, this::run));
    }

    private void run() throws IOException, InterruptedException {
        Commands.Outcome outcome = Commands.run(
                JavaCommand.line(
                        List.of(),
                        MAIN,
                        "--machines",
                        Integer.toString(MACHINES),
                        "--only-servers",
                        "--docs",
                        out.toAbsolutePath().toString()),
                LIMIT);
        Files.createDirectories(bench.logs());
        Files.writeString(bench.logs().resolve("scale.log"), outcome.output());
        if (outcome.status() != 0) {
            throw new IOException("the simulation ended with status " + outcome.status()
                    + (outcome.status() == 124 ? " (stopped after " + LIMIT.toMinutes() + " minutes)" : "")
                    + "; see logs/scale.log");
        }
    }
}
