package io.pxe4j.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The other tests run on the class path, where a {@code module-info} that forgets something goes unnoticed. */
class ModulePathTest {
    @Test
    @Timeout(120)
    void theDemoBootsAllOnTheModulePath(@TempDir Path dir) throws Exception {
        String modules = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(ModulePathTest::isModule)
                .collect(Collectors.joining(File.pathSeparator));
        Path output = dir.resolve("output");

        Process demo = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-p",
                        modules,
                        "-m",
                        "io.pxe4j.boot/io.pxe4j.boot.Main",
                        "demo")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(demo.waitFor(110, TimeUnit.SECONDS)).isTrue();
            assertThat(demo.exitValue()).as(Files.readString(output)).isZero();
        } finally {
            demo.destroyForcibly();
        }
    }

    private static boolean isModule(String entry) {
        Path path = Path.of(entry);
        return Files.exists(path.resolve("module-info.class"))
                || path.getFileName().toString().matches("(pxe-|netty-|slf4j-api-|picocli-).*\\.jar");
    }
}
