package io.pxe4j.ipxe.eval;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What a script did. */
public final class Run {
    private final String console;
    private final List<Step> steps;
    private final List<Finding> findings;
    private final int status;
    private final UnaryOperator<String> settings;

    Run(String console, List<Step> steps, List<Finding> findings, int status, UnaryOperator<String> settings) {
        this.console = console;
        this.steps = List.copyOf(steps);
        this.findings = List.copyOf(findings);
        this.status = status;
        this.settings = settings;
    }

    /** What {@code echo} and {@code show} printed, read as UTF-8. Lines end in a line feed. */
    public String console() {
        return Bytes.text(console);
    }

    /** What {@code echo} and {@code show} printed, byte for byte. */
    public byte[] consoleBytes() {
        return console.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    /** What else it did, in order. */
    public List<Step> steps() {
        return steps;
    }

    /** The steps of one kind, in order. */
    public <T extends Step> Stream<T> steps(Class<T> kind) {
        return steps.stream().filter(kind::isInstance).map(kind::cast);
    }

    /** What would do harm on a machine. Where something had to be stopped, it is the last one. */
    public List<Finding> findings() {
        return findings;
    }

    /**
     * How the script ended: 0 for success or a boot, what it gave to {@code exit}, 1 for any other failure.
     */
    public int status() {
        return Math.max(status, 0) | (status < 0 ? 1 : 0);
    }

    /** Whether it failed, or ended by {@code exit} with anything but 0. */
    public boolean failed() {
        return status != Status.OK;
    }

    /** The error that ended it, in words; none if it succeeded or ended by {@code exit}. */
    public Optional<String> error() {
        return status < 0 ? Optional.of(Status.text(status)) : Optional.empty();
    }

    /** The image that was booted, if one was. */
    public Optional<Step.Boot> booted() {
        return steps(Step.Boot.class).findFirst();
    }

    /** What <code>${reference}</code> stands for at the end; empty if it is not set. */
    public String setting(String reference) {
        return Bytes.text(settings.apply(Bytes.of(reference)));
    }
}
