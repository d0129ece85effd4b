package io.pxe4j.boot;

import io.pxe4j.dhcp.engine.AddressPool;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Finds at the start what would otherwise show only when a client boots. */
final class StartChecks {
    private StartChecks() {}

    /** The address range must lie in the network where the clients are. */
    static void range(AddressPool pool, ServedNetwork network) {
        if (!pool.liesIn(network.address(), network.prefixLength())) {
            throw new BootException("The range " + pool + " lies outside " + network.prefix() + ", the network of "
                    + network.interfaceName() + ": choose addresses of that network.");
        }
    }

    /** The content root must be a directory that this user may read. */
    static void root(Path root) {
        if (!Files.isDirectory(root) || !Files.isReadable(root)) {
            throw new BootException("The content root " + root
                    + " is no directory that this user may read: create it or choose another one.");
        }
    }

    /** Each file that clients will be told to load must be there, under a URL of this server too. */
    static void files(BootFiles files, Optional<Path> root, Optional<String> httpBase) {
        for (BootTarget target : files.targets()) {
            Optional<String> name = localName(target, httpBase);
            if (name.isEmpty()) {
                continue;
            }
            if (root.isEmpty()) {
                throw new BootException("The boot file " + name.get() + " (" + target.setting()
                        + ") has nowhere to come from: name the content root that holds it.");
            }
            if (!isFile(root.get(), name.get())) {
                throw new BootException("The boot file " + name.get() + " (" + target.setting() + ") is not in "
                        + root.get() + ": copy it there or name another file.");
            }
        }
    }

    private static Optional<String> localName(BootTarget target, Optional<String> httpBase) {
        if (!target.isUrl()) {
            return Optional.of(target.relativeName());
        }
        return httpBase.map(base -> base + "/")
                .filter(base -> target.text().startsWith(base))
                .map(base -> target.text().substring(base.length()))
                // A query or an escape: let the HTTP server find out.
                .filter(name -> name.matches("[\\w./-]+"));
    }

    private static boolean isFile(Path root, String name) {
        try {
            Path file = root.resolve(name);
            return Files.isRegularFile(file) && Files.isReadable(file);
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
