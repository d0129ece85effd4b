package io.pxe4j.boot.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** A directory of small files that stand for boot loaders, a kernel and its RAM disk; deleted when closed. */
final class DemoContent implements AutoCloseable {
    static final String BIOS = "undionly.kpxe";
    static final String UEFI = "snponly.efi";
    static final String KERNEL = "vmlinuz";
    static final String INITRD = "initrd.img";

    private final Path root;

    private DemoContent(Path root) {
        this.root = root;
    }

    /** Makes it in the directory for temporary files. */
    static DemoContent create() throws IOException {
        DemoContent content = new DemoContent(Files.createTempDirectory("pxe4j-demo"));
        try {
            content.write(BIOS, 68_000);
            content.write(UEFI, 280_000);
            content.write(KERNEL, 1_200_000);
            content.write(INITRD, 2_000_000);
            return content;
        } catch (IOException e) {
            content.close();
            throw e;
        }
    }

    Path root() {
        return root;
    }

    /** Octets that do not repeat, the same every time, so that a lost or doubled block would show in the checksum. */
    private void write(String name, int size) throws IOException {
        byte[] octets = new byte[size];
        new Random(size).nextBytes(octets);
        Files.write(root.resolve(name), octets);
    }

    @Override
    public void close() throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(root)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.delete(file);
        }
    }
}
