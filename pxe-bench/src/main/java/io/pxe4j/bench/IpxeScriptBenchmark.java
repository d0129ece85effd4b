package io.pxe4j.bench;

import io.pxe4j.ipxe.IpxeScript;
import io.pxe4j.ipxe.IpxeScriptBuilder;
import io.pxe4j.ipxe.Label;
import io.pxe4j.ipxe.eval.Evaluator;
import io.pxe4j.ipxe.eval.Run;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;

/** A menu of fifty entries and the lines that they lead to. */
public class IpxeScriptBenchmark extends AbstractBenchmark {
    private final Label[] labels =
            IntStream.range(0, 50).mapToObj(i -> Label.of("entry" + i)).toArray(Label[]::new);

    private final IpxeScriptBuilder built = lines();
    private final IpxeScript script = built.build();
    private final Evaluator evaluator = Evaluator.builder().build();

    /** Renders it: the lines of the menu and those that its entries lead to. */
    @Benchmark
    public String render() {
        return built.build().toString();
    }

    /** Builds and renders it. */
    @Benchmark
    public String menu() {
        return lines().build().toString();
    }

    /** The same as the bytes that are sent. */
    @Benchmark
    public byte[] menuBytes() {
        return lines().build().toBytes();
    }

    /** Runs it without a machine: the menu, its first entry, and the image that this leads to. */
    @Benchmark
    public Run evaluate() {
        return evaluator.run(script);
    }

    private IpxeScriptBuilder lines() {
        Label failed = Label.of("failed");
        var script = IpxeScript.builder()
                .menu("What shall it be?", menu -> {
                    for (Label label : labels) {
                        menu.item(label, "Start " + label.name());
                    }
                })
                .orGoto(failed);
        for (Label label : labels) {
            script.label(label)
                    .chain("http://192.0.2.1/" + label.name() + ".ipxe")
                    .orGoto(failed);
        }
        return script.label(failed).exit(1);
    }
}
