package io.pxe4j.bench.report;

import io.pxe4j.bench.load.LoadPlan;
import io.pxe4j.bench.load.LoadProcess;
import io.pxe4j.bench.load.LoadResult;
import java.io.IOException;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The process of the load: one for the whole run, so that Java has compiled it; another if it ends. */
final class Loads implements AutoCloseable {
    private final OptionalInt core;
    private @Nullable LoadProcess process;

    Loads(OptionalInt core) {
        this.core = core;
    }

    LoadResult run(LoadPlan plan) throws IOException {
        LoadProcess load = process;
        if (load == null) {
            load = LoadProcess.start(core);
            process = load;
        }
        try {
            return load.run(plan);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    @Override
    public void close() {
        LoadProcess load = process;
        process = null;
        if (load == null) {
            return;
        }
        try {
            load.close();
        } catch (IOException e) {
            // It has ended by itself, which is why it is closed.
            return;
        }
    }
}
