package io.pxe4j.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/**
 * Firmwares that one machine runs one after the other: each loads the next over the network, which then starts with a
 * DISCOVER of its own, as {@code undionly.kpxe} does under a PXE ROM. Immutable.
 */
public final class BootPlan {
    private final List<Firmware> stages;

    private BootPlan(List<Firmware> stages) {
        this.stages = List.copyOf(stages);
    }

    /**
     * A plan of these stages.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static BootPlan of(Firmware... stages) {
        if (stages.length == 0) {
            throw new IllegalArgumentException("stages: none (expected: at least one)");
        }
        return new BootPlan(List.of(stages));
    }

    /** The same plan with one more stage at its end. */
    public BootPlan then(Firmware next) {
        List<Firmware> more = new ArrayList<>(stages);
        more.add(next);
        return new BootPlan(more);
    }

    /** The stages in order. */
    public List<Firmware> stages() {
        return stages;
    }

    /**
     * Boots one machine by this plan, on the network's executor or a daemon thread of its own.
     *
     * @return how it went, booted or not; completes exceptionally only if sockets cannot be opened
     */
    public CompletionStage<BootResult> boot(BootNetwork network) {
        Executor executor = network.executor().orElse(BootPlan::onOwnThread);
        return CompletableFuture.supplyAsync(() -> bootNow(network), executor);
    }

    private BootResult bootNow(BootNetwork network) {
        long begin = System.nanoTime();
        Transcript transcript = Transcript.start(System::nanoTime);
        String mac = Identity.of(network).macText();
        Random random = new Random(begin ^ (long) mac.hashCode() << 32);
        String reason = "";
        for (Firmware firmware : stages) {
            transcript.enter(firmware.name());
            // New sockets for each stage: the next firmware brings its own UDP stack.
            try (UdpWire wire = UdpWire.open(network)) {
                long deadline = begin + network.limit().toNanos();
                reason = firmware.run(Stage.of(network, wire, transcript, random, deadline));
            } catch (BootStopped stopped) {
                return transcript.result(toString(), mac, false, firmware.name() + ": " + stopped.why());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return transcript.result(
                toString(), mac, true, stages.get(stages.size() - 1).name() + " " + reason);
    }

    private static void onOwnThread(Runnable boot) {
        Thread thread = new Thread(boot, "pxe4j-simulated-firmware");
        thread.setDaemon(true);
        thread.start();
    }

    /** The stages in words: {@code Intel PXE ROM, then iPXE (pcbios)}. */
    @Override
    public String toString() {
        return stages.stream().map(Firmware::name).collect(Collectors.joining(", then "));
    }
}
