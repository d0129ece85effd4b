package io.pxe4j.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcFsTest {
    @Test
    void readsTheTimesBehindANameWithBlanksAndBrackets() {
        ProcFs.Times times = ProcFs.times(
                "4242 (in.tftpd (x) y) S 1 4242 4242 0 -1 4194560 311 0 0 0 150 25 1234 66 20 0 1 0 98 6787072 640");

        assertThat(times.own()).isEqualTo(new CpuTime(1.5, 0.25));
        assertThat(times.reaped()).isEqualTo(new CpuTime(12.34, 0.66));
    }

    @Test
    void refusesALineThatIsCutOff() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProcFs.times("1 (x) S 1 2 3"))
                .withMessageContaining("expected: 17 fields");
    }

    @Test
    void findsResidentMemoryAndTheWholeTree(@TempDir Path proc) throws IOException {
        process(proc, 10, "11 12");
        process(proc, 11, "13");
        process(proc, 12, "");
        process(proc, 13, "");
        Files.writeString(proc.resolve("10/status"), "Name:\tx\nVmHWM:\t   9000 kB\nVmRSS:\t    2048 kB\n");
        ProcFs here = new ProcFs(proc);

        assertThat(here.tree(10)).containsExactly(10L, 11L, 12L, 13L);
        assertThat(here.resident(10)).hasValue(2048 * 1024);
        assertThat(here.resident(99)).isEmpty();
        assertThat(here.times(99)).isEmpty();
    }

    private static void process(Path proc, int pid, String children) throws IOException {
        Path thread = Files.createDirectories(proc.resolve(pid + "/task/" + pid));
        Files.writeString(thread.resolve("children"), children.isEmpty() ? "" : children + " ");
    }

    /** As a file of a process that has ended: it can be opened, and reading it fails. */
    @Test
    void aFileThatCannotBeReadHasNoValue(@TempDir Path directory) {
        assertThat(Machine.value(directory, "VmRSS", ":")).isEmpty();
    }
}
