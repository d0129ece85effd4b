package io.pxe4j.bench;

import io.pxe4j.ipxe.IpxeScript;
import io.pxe4j.ipxe.Label;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;

/** A menu of fifty entries, from the first call of its builder to its text. */
public class IpxeScriptBenchmark extends AbstractBenchmark {
    private final Label[] labels =
            IntStream.range(0, 50).mapToObj(i -> Label.of("entry" + i)).toArray(Label[]::new);

    /** Builds and renders it: the lines of the menu and those that its entries lead to. */
    @Benchmark
    public String menu() {
        return script().toString();
    }

    /** The same as the bytes that are sent. */
    @Benchmark
    public byte[] menuBytes() {
        return script().toBytes();
    }

    private IpxeScript script() {
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
        return script.label(failed).exit(1).build();
    }
}
