package io.pxe4j.boot.cli;

import io.pxe4j.boot.BootException;
import io.pxe4j.ipxe.syntax.ScriptSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads iPXE scripts that are named on the command line. */
final class ScriptInput {
    /** So much is read of what is meant to be a script. */
    private static final int MAX_BYTES = 64 * 1024 * 1024;

    private ScriptInput() {}

    /** The script in a file; {@code -} is standard input. */
    static ScriptSource read(String name, InputStream standardInput) {
        try {
            return ScriptSource.parse(bytes(name, standardInput));
        } catch (IOException e) {
            throw new BootException(name + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private static byte[] bytes(String name, InputStream standardInput) throws IOException {
        if (name.equals("-")) {
            return limited(standardInput.readNBytes(MAX_BYTES + 1), name);
        }
        Path file = Path.of(name);
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new BootException(
                    name + " is no file that this user may read: name an iPXE script, or - for" + " standard input.");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return limited(in.readNBytes(MAX_BYTES + 1), name);
        }
    }

    private static byte[] limited(byte[] script, String name) {
        if (script.length > MAX_BYTES) {
            throw new BootException(name + " is longer than 64 MiB: name an iPXE script.");
        }
        return script;
    }
}
