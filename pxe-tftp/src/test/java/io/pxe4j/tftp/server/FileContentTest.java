package io.pxe4j.tftp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileContentTest {
    private static final Instant LONG_AGO = Instant.parse("2020-02-02T02:02:02.5Z");

    @TempDir
    Path temp;

    private Path path;
    private FileContent content;

    @BeforeEach
    void open() throws IOException {
        path = temp.resolve("file");
        write(path, 'a', 10_000);
        content = open(path);
    }

    @AfterEach
    void close() {
        content.close();
    }

    @Test
    void aFileThatStaysAsItIsIsRead() throws IOException {
        ByteBuf target = Unpooled.buffer();
        content.read(0, 10_000, target);
        content.read(9_999, 1, target);
        assertThat(target.readableBytes()).isEqualTo(10_001);
        assertThat(content.size()).isEqualTo(10_000);
    }

    @Test
    void aFileThatShrinksFails() throws IOException {
        truncate(6_000);
        assertThatThrownBy(() -> content.read(0, 10_000, Unpooled.buffer()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("shrunk to 6000");
        fails("changed", 0, 6_000);
    }

    @Test
    void aFileThatGrowsFails() throws IOException {
        Files.write(path, new byte[10], StandardOpenOption.APPEND);
        fails("changed", 0, 10_000);
    }

    @Test
    void aFileThatIsReplacedFails() throws IOException {
        Path other = temp.resolve("other");
        write(other, 'b', 10_000);
        Files.move(other, path, StandardCopyOption.REPLACE_EXISTING);
        fails("changed", 0, 10_000);
    }

    @Test
    void aFileThatIsRewrittenInPlaceFails() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.write(new byte[10_000]);
        }
        fails("changed", 0, 10_000);
    }

    @Test
    void aFileThatIsDeletedFails() throws IOException {
        Files.delete(path);
        fails("deleted", 0, 10_000);
    }

    @Test
    void aFileThatIsReplacedBetweenLookingAndOpeningIsOpenedAgain() throws IOException {
        AtomicInteger tries = new AtomicInteger();
        FileContent opened = FileContent.open(path, () -> {
            if (tries.getAndIncrement() == 0) {
                truncate(100);
            }
            return FileChannel.open(path);
        });
        assertThat(tries.get()).isEqualTo(2);
        assertThat(opened.size()).isEqualTo(100);
        opened.close();
        assertThatThrownBy(() -> FileContent.open(path, () -> {
                    truncate(200 + tries.getAndIncrement());
                    return FileChannel.open(path);
                }))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("all the time");
    }

    @Test
    void anotherFileOfTheSameSizePutInTheWayIsNoticed() throws IOException {
        AtomicInteger tries = new AtomicInteger();
        FileContent opened = FileContent.open(path, () -> {
            if (tries.getAndIncrement() == 0) {
                write(temp.resolve("other"), 'b', 10_000);
                Files.move(temp.resolve("other"), path, StandardCopyOption.REPLACE_EXISTING);
            }
            return FileChannel.open(path);
        });
        assertThat(tries.get()).isEqualTo(2);
        ByteBuf target = Unpooled.buffer();
        opened.read(0, 1, target);
        assertThat(target.getByte(0)).isEqualTo((byte) 'b');
        opened.close();
    }

    @Test
    void equalFilesHaveEqualIdentitiesAndChangedOnesDoNot() throws IOException {
        FileContent same = open(path);
        assertThat(same.identity()).isPresent().isEqualTo(content.identity());
        same.close();
        write(path, 'b', 10_000);
        Files.setLastModifiedTime(path, FileTime.from(LONG_AGO.plusMillis(1)));
        FileContent other = open(path);
        assertThat(other.identity()).isPresent().isNotEqualTo(content.identity());
        other.close();
    }

    @Test
    void aFileThatChangedAMomentAgoHasNoIdentityYet() throws IOException {
        Files.setLastModifiedTime(path, FileTime.from(Instant.now().plusSeconds(5)));
        FileContent young = open(path);
        assertThat(young.identity()).isEmpty();
        young.close();
    }

    @Test
    void aClockThatTicksInWholeSecondsNeedsLonger() {
        Instant now = Instant.parse("2026-01-01T00:00:10.000Z");
        assertThat(version("2026-01-01T00:00:09.900Z").isSettled(now)).isTrue();
        assertThat(version("2026-01-01T00:00:09.960Z").isSettled(now)).isFalse();
        assertThat(version("2026-01-01T00:00:09Z").isSettled(now)).isFalse();
        assertThat(version("2026-01-01T00:00:07Z").isSettled(now)).isTrue();
    }

    private static FileVersion version(String modified) {
        return new FileVersion(true, 1, Instant.parse(modified), null);
    }

    private void fails(String why, long position, int length) {
        assertThatThrownBy(() -> content.read(position, length, Unpooled.buffer()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(why);
    }

    private void truncate(long size) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(size);
        }
    }

    private static FileContent open(Path path) throws IOException {
        return FileContent.open(path, () -> FileChannel.open(path));
    }

    private static void write(Path path, char octet, int count) throws IOException {
        Files.writeString(path, String.valueOf(octet).repeat(count));
        Files.setLastModifiedTime(path, FileTime.from(LONG_AGO));
    }
}
