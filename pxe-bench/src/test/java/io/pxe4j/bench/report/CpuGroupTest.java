package io.pxe4j.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CpuGroupTest {
    @TempDir
    Path root;

    @Test
    void readsTheFirstKindToTheNanosecond() throws Exception {
        Path parent = Files.createDirectories(root.resolve("cpuacct"));
        CpuGroup group = group(parent);
        Path directory = only(parent);
        Files.writeString(directory.resolve("cpuacct.usage"), "3000000010\n");
        Files.writeString(directory.resolve("cpuacct.stat"), "user 100\nsystem 200\n");

        assertThat(Files.readString(directory.resolve("cgroup.procs"))).matches("[0-9]+\n");
        assertThat(group.read().seconds()).isEqualTo(3.00000001);
        assertThat(group.read().system()).isBetween(2.0, 2.001);
    }

    @Test
    void hasUsedNothingBeforeTheFirstHundredth() throws Exception {
        Path parent = Files.createDirectories(root.resolve("cpuacct"));
        CpuGroup group = group(parent);
        Files.writeString(only(parent).resolve("cpuacct.usage"), "5\n");
        Files.writeString(only(parent).resolve("cpuacct.stat"), "user 0\nsystem 0\n");

        assertThat(group.read()).isEqualTo(new CpuTime(5e-9, 0));
    }

    @Test
    void readsTheSecondKind() throws Exception {
        CpuGroup group = group(root);
        Files.writeString(
                only(root).resolve("cpu.stat"), "usage_usec 3500000\nuser_usec 1000000\nsystem_usec 2500000\n");

        assertThat(group.read()).isEqualTo(new CpuTime(1, 2.5));
    }

    @Test
    void isNotThereForWhoMayNotMakeOne() {
        assertThat(CpuGroup.create(root)).isEmpty();
    }

    private CpuGroup group(Path parent) throws Exception {
        Files.createFile(parent.resolve("cgroup.procs"));
        return CpuGroup.create(root).orElseThrow();
    }

    private static Path only(Path parent) throws Exception {
        try (var entries = Files.list(parent)) {
            return entries.filter(Files::isDirectory).findFirst().orElseThrow();
        }
    }
}
