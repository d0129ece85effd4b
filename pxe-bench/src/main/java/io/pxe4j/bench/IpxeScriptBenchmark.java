package io.pxe4j.bench;

import io.pxe4j.ipxe.IpxeScript;
import io.pxe4j.ipxe.IpxeScriptBuilder;
import io.pxe4j.ipxe.Label;
import io.pxe4j.ipxe.Menu;
import io.pxe4j.ipxe.eval.Evaluator;
import io.pxe4j.ipxe.eval.Run;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;

/** A menu of fifty entries, alone and with the lines that they lead to. One operation is one script. */
public class IpxeScriptBenchmark extends AbstractBenchmark {
    private final Label[] labels =
            IntStream.range(0, 50).mapToObj(i -> Label.of("entry" + i)).toArray(Label[]::new);

    private final IpxeScriptBuilder builtMenu = menuAlone();
    private final IpxeScriptBuilder built = lines();
    private final IpxeScript script = built.build();
    private final Evaluator evaluator = Evaluator.builder().build();

    /** Renders the menu alone: title, fifty items, the choice, and the labels that the items go to with nothing below them. */
    @Benchmark
    public String renderMenu() {
        return builtMenu.build().toString();
    }

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

    private IpxeScriptBuilder menuAlone() {
        var script = IpxeScript.builder().menu("What shall it be?", this::items).ignoreFailure();
        for (Label label : labels) {
            script.label(label);
        }
        return script;
    }

    private IpxeScriptBuilder lines() {
        Label failed = Label.of("failed");
        var script = IpxeScript.builder().menu("What shall it be?", this::items).orGoto(failed);
        for (Label label : labels) {
            script.label(label)
                    .chain("http://192.0.2.1/" + label.name() + ".ipxe")
                    .orGoto(failed);
        }
        return script.label(failed).exit(1);
    }

    private void items(Menu menu) {
        for (Label label : labels) {
            menu.item(label, "Start " + label.name());
        }
    }
}
