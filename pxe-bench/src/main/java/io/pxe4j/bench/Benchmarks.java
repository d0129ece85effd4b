package io.pxe4j.bench;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the benchmarks: JMH's own command line, with the results kept as {@code jmh-result.json} and the octets that an operation
 * allocates ({@code gc.alloc.rate.norm}) among them, unless told otherwise by {@code -rf}, {@code -rff} and {@code -prof}.
 */
public final class Benchmarks {
    private Benchmarks() {}

    /**
     * Runs what {@code args} select.
     *
     * @param args as for JMH: regular expressions of names, then options; {@code -h} explains them
     * @throws Exception if the arguments are wrong or a benchmark fails
     */
    public static void main(String[] args) throws Exception {
        CommandLineOptions options = new CommandLineOptions(args);
        if (options.shouldHelp()) {
            options.showHelp();
            return;
        }
        ChainedOptionsBuilder run = new OptionsBuilder()
                .parent(options)
                .resultFormat(options.getResultFormat().orElse(ResultFormatType.JSON));
        if (options.getProfilers().isEmpty()) {
            run.addProfiler(GCProfiler.class);
        }
        Runner runner = new Runner(run.build());
        if (options.shouldList()) {
            runner.list();
        } else {
            runner.run();
        }
    }
}
