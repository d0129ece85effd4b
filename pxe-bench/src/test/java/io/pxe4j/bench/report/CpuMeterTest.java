package io.pxe4j.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CpuMeterTest {
    @TempDir
    Path proc;

    @BeforeEach
    void theServer() throws IOException {
        process(1, 100, 0);
        children(1, "");
    }

    @Test
    void countsLivingChildren() throws IOException {
        CpuMeter meter = new CpuMeter(new ProcFs(proc), 1);
        process(2, 50, 0);
        children(1, "2");
        children(2, "");

        assertThat(meter.read()).isEqualTo(new CpuTime(1.5, 0));
    }

    @Test
    void keepsWhatAChildUsedThatNobodyWaitedFor() throws IOException {
        CpuMeter meter = new CpuMeter(new ProcFs(proc), 1);
        process(2, 50, 0);
        children(1, "2");
        children(2, "");
        meter.read();

        Files.delete(proc.resolve("2/stat"));
        children(1, "");

        assertThat(meter.read()).isEqualTo(new CpuTime(1.5, 0));
    }

    @Test
    void countsAChildOnceThatWasWaitedFor() throws IOException {
        CpuMeter meter = new CpuMeter(new ProcFs(proc), 1);
        process(2, 50, 0);
        children(1, "2");
        children(2, "");
        meter.read();

        Files.delete(proc.resolve("2/stat"));
        children(1, "");
        process(1, 100, 60);

        assertThat(meter.read()).isEqualTo(new CpuTime(1.6, 0));
    }

    private void process(int pid, int ticks, int reaped) throws IOException {
        Files.createDirectories(proc.resolve(pid + "/task/" + pid));
        Files.writeString(
                proc.resolve(pid + "/stat"),
                pid + " (x) S 1 1 1 0 -1 0 0 0 0 0 " + ticks + " 0 " + reaped + " 0 20 0 1 0 0 0");
    }

    private void children(int pid, String children) throws IOException {
        Files.writeString(proc.resolve(pid + "/task/" + pid + "/children"), children);
    }
}
