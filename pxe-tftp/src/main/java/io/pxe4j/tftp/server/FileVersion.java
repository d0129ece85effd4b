package io.pxe4j.tftp.server;

import io.pxe4j.tftp.engine.ContentIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What tells a file from what it was and will be.
 *
 * @param key the file system's name for the file (device and inode), if it has any
 */
record FileVersion(
        boolean regular,
        long size,
        Instant modified,
        @Nullable Object key) {
    /** File systems stamp files by a clock that ticks at each timer interrupt, every 10 ms at worst. */
    private static final Duration TICK = Duration.ofMillis(50);
    /** Others have whole seconds only, FAT even ones. */
    private static final Duration COARSE_TICK = Duration.ofSeconds(2);

    /** The version of the file at that path, which is no link. */
    static FileVersion of(Path path) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return new FileVersion(
                attributes.isRegularFile(),
                attributes.size(),
                attributes.lastModifiedTime().toInstant(),
                attributes.fileKey());
    }

    /** Whether any change from now on shows: a file can be changed twice within one tick of its clock. */
    boolean isSettled(Instant now) {
        Duration tick = modified.equals(modified.truncatedTo(ChronoUnit.SECONDS)) ? COARSE_TICK : TICK;
        return modified.isBefore(now.minus(tick));
    }

    ContentIdentity identity(Path path) {
        return key == null ? ContentIdentity.of(path, size, modified) : ContentIdentity.of(path, size, modified, key);
    }
}
