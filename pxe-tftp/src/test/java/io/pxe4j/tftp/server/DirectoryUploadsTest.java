package io.pxe4j.tftp.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.buffer.Unpooled;
import io.pxe4j.tftp.TftpErrorCode;
import io.pxe4j.tftp.TftpMode;
import io.pxe4j.tftp.TftpOpcode;
import io.pxe4j.tftp.TftpOptions;
import io.pxe4j.tftp.TftpRequest;
import io.pxe4j.tftp.engine.ContentAnswer;
import io.pxe4j.tftp.engine.ContentRefusal;
import io.pxe4j.tftp.engine.ContentRequest;
import io.pxe4j.tftp.engine.TftpSink;
import io.pxe4j.tftp.engine.WriteAnswer;
import io.pxe4j.tftp.engine.WriteException;
import io.pxe4j.tftp.engine.WriteRefusal;
import io.pxe4j.tftp.engine.WriteRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryUploadsTest {
    private static final InetSocketAddress CLIENT = new InetSocketAddress("192.0.2.1", 2000);
    private static final InetSocketAddress OTHER = new InetSocketAddress("192.0.2.2", 2000);
    private static final InetSocketAddress SERVER = new InetSocketAddress("192.0.2.9", 69);

    @TempDir
    Path temp;

    private Path root;

    @BeforeEach
    void makeRoot() throws IOException {
        root = Files.createDirectory(temp.resolve("root"));
    }

    @Test
    void aFileAppearsWholeOrNotAtAll() throws IOException {
        TftpSink sink = sink(uploads(), "f");
        assertThat(names()).isEmpty();
        write(sink, "one ");
        write(sink, "two");
        assertThat(root.resolve("f")).doesNotExist();
        assertThat(names()).singleElement().asString().startsWith(".pxe4j-").endsWith(".part");
        sink.complete();
        assertThat(names()).containsExactly("f");
        assertThat(root.resolve("f")).hasContent("one two");
    }

    @Test
    void anEmptyFileIsAFile() throws IOException {
        sink(uploads(), "f").complete();
        assertThat(root.resolve("f")).isEmptyFile();
    }

    @Test
    void whatFailedLeavesNothing() throws IOException {
        TftpSink sink = sink(uploads(), "f");
        write(sink, "half");
        sink.abort();
        assertThat(names()).isEmpty();
        sink(uploads(), "g").abort();
        assertThat(names()).isEmpty();
    }

    /** createTempFile would make it unreadable for the server of another user. */
    @Test
    void aStoredFileHasTheUsualPermissions() throws IOException {
        assumeTrue(root.getFileSystem().supportedFileAttributeViews().contains("posix"), "no POSIX permissions");
        Path usual = Files.createFile(temp.resolve("usual"));
        store(uploads(), "f", "x");
        assertThat(Files.getPosixFilePermissions(root.resolve("f"))).isEqualTo(Files.getPosixFilePermissions(usual));
    }

    @Test
    void createNewRefusesWhatIsThere() throws IOException {
        Files.writeString(root.resolve("f"), "old");
        assertRefused(uploads(), "f", TftpErrorCode.FILE_EXISTS);
        store(uploads(), "g", "new");
        assertThat(root.resolve("f")).hasContent("old");
    }

    /** Two clients write the same name at once: one of them has to hear that its file is not there. */
    @Test
    void ofTwoThatCreateTheFirstToEndWins() throws IOException {
        DirectoryUploads uploads = uploads();
        TftpSink slow = sink(uploads, "f");
        write(slow, "slow");
        store(uploads, "f", "fast");
        assertThatThrownBy(slow::complete)
                .isInstanceOfSatisfying(
                        WriteException.class,
                        failure -> assertThat(failure.refusal().code()).isEqualTo(TftpErrorCode.FILE_EXISTS));
        slow.abort();
        assertThat(root.resolve("f")).hasContent("fast");
        assertThat(names()).containsExactly("f");
    }

    @Test
    void replaceTakesAnyName() throws IOException {
        DirectoryUploads uploads = uploads(UploadPolicy.REPLACE_ATOMIC);
        store(uploads, "f", "new");
        store(uploads, "f", "newer");
        assertThat(root.resolve("f")).hasContent("newer");
    }

    @Test
    void existingOnlyTakesWhatIsThere() throws IOException {
        DirectoryUploads uploads = uploads(UploadPolicy.EXISTING_ONLY);
        assertRefused(uploads, "f", TftpErrorCode.FILE_NOT_FOUND);
        Files.writeString(root.resolve("f"), "old");
        store(uploads, "f", "new");
        assertThat(root.resolve("f")).hasContent("new");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                ".",
                "../f",
                "a/../f",
                "..\\f",
                "C:\\f",
                "a\nb",
                ".hidden",
                "dir/.ssh/f",
                ".pxe4j-0.part",
                "link/f",
                "dangling",
                "dir"
            })
    void namesThatLeadAstrayAreError2(String name) throws IOException {
        Files.createDirectory(root.resolve("dir"));
        Files.createSymbolicLink(root.resolve("link"), temp);
        Files.createSymbolicLink(root.resolve("dangling"), temp.resolve("nothing"));
        assertRefused(uploads(UploadPolicy.REPLACE_ATOMIC), name, TftpErrorCode.ACCESS_VIOLATION);
        assertThat(temp.resolve("f")).doesNotExist();
        assertThat(temp.resolve("nothing")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dir/f", "/dir//f", "dir\\f", "inside/f", "./dir/./f"})
    void namesBelowTheRootAreTaken(String name) throws IOException {
        Files.createDirectory(root.resolve("dir"));
        Files.createSymbolicLink(root.resolve("inside"), root.resolve("dir"));
        store(uploads(), name, "x");
        assertThat(root.resolve("dir/f")).hasContent("x");
    }

    /** A link put in the way between the request and the end. */
    @Test
    void aLinkThatAppearsMeanwhileIsNotFollowed() throws IOException {
        assumeTrue(Files.newDirectoryStream(root) instanceof java.nio.file.SecureDirectoryStream, "no openat");
        Path dir = Files.createDirectory(root.resolve("dir"));
        TftpSink sink = sink(uploads(), "dir/f");
        Files.delete(dir);
        Files.createSymbolicLink(dir, temp);
        assertThatThrownBy(() -> write(sink, "x")).isInstanceOf(WriteException.class);
        assertThat(temp.resolve("f")).doesNotExist();
    }

    @Test
    void missingDirectoriesAreError1UnlessTheyMayBeMade() throws IOException {
        assertRefused(uploads(), "a/b/f", TftpErrorCode.FILE_NOT_FOUND);
        DirectoryUploads creating =
                DirectoryUploads.builder(root).createDirectories(true).build();
        store(creating, "a/b/f", "x");
        assertThat(root.resolve("a/b/f")).hasContent("x");
        Files.writeString(root.resolve("file"), "");
        assertRefused(creating, "file/f", TftpErrorCode.FILE_NOT_FOUND);
    }

    @Test
    void aDirectoryThatMayNotBeWrittenIsError2() throws IOException {
        Path locked = Files.createDirectory(
                root.resolve("locked"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-xr-xr-x")));
        assumeFalse(Files.isWritable(locked), "root may write anywhere");
        assertRefused(uploads(), "locked/f", TftpErrorCode.ACCESS_VIOLATION);
    }

    @ParameterizedTest
    @CsvSource({"10, true", "11, false"})
    void aFileThatIsAnnouncedAsTooLargeIsRefusedBeforeAnyData(long size, boolean fits) {
        DirectoryUploads uploads =
                DirectoryUploads.builder(root).maxFileSize(10).build();
        WriteAnswer answer = answer(uploads, CLIENT, "f", TftpMode.OCTET, TftpOptions.of("tsize", "" + size));
        assertThat(answer instanceof TftpSink).isEqualTo(fits);
        if (answer instanceof WriteRefusal refusal) {
            assertThat(refusal.code()).isEqualTo(TftpErrorCode.DISK_FULL);
            assertThat(refusal.reason()).isEqualTo("the file is larger than 10 octets");
        }
    }

    /** In netascii the octets that travel are not those of the file. */
    @Test
    void theSizeOfNetasciiIsNoReasonToRefuse() {
        DirectoryUploads uploads =
                DirectoryUploads.builder(root).maxFileSize(10).build();
        assertThat(answer(uploads, CLIENT, "f", TftpMode.NETASCII, TftpOptions.of("tsize", "11")))
                .isInstanceOf(TftpSink.class);
    }

    @Test
    void aFileThatGrowsTooLargeIsError3() throws IOException {
        DirectoryUploads uploads =
                DirectoryUploads.builder(root).maxFileSize(10).build();
        TftpSink sink = sink(uploads, "f");
        write(sink, "0123456789");
        assertFull(() -> write(sink, "0"));
        sink.abort();
        assertThat(names()).isEmpty();
        store(uploads, "f", "0123456789");
    }

    @Test
    void aClientStoresNoMoreThanItsQuota() throws IOException {
        DirectoryUploads uploads =
                DirectoryUploads.builder(root).quotaPerClient(10).build();
        store(uploads, "f", "012345");
        TftpSink sink = sink(uploads, "g");
        write(sink, "0123");
        assertFull(() -> write(sink, "0"));
        sink.abort();
        TftpSink again = sink(uploads, "g");
        write(again, "0123");
        assertThat(((WriteRefusal) answer(uploads, CLIENT, "h", TftpMode.OCTET, TftpOptions.of("tsize", "1"))).reason())
                .contains("quota");
        TftpSink other = (TftpSink) answer(uploads, OTHER, "h", TftpMode.OCTET, TftpOptions.of("tsize", "10"));
        write(other, "0123456789");
    }

    /** A host of IPv6 has a whole /64 to write from. */
    @Test
    void ofIpv6TheQuotaIsForA64() {
        UploadQuota quota = new UploadQuota(10);
        assertThat(quota.take(new InetSocketAddress("2001:db8::1", 1).getAddress(), 6))
                .isTrue();
        assertThat(quota.take(new InetSocketAddress("2001:db8::2", 1).getAddress(), 5))
                .isFalse();
        assertThat(quota.take(new InetSocketAddress("2001:db8:0:1::2", 1).getAddress(), 5))
                .isTrue();
        quota.giveBack(new InetSocketAddress("2001:db8::3", 1).getAddress(), 6);
        assertThat(quota.left(new InetSocketAddress("2001:db8::1", 1).getAddress()))
                .isEqualTo(10);
    }

    @Test
    void theDiskIsFull() {
        assumeTrue(Files.isWritable(Path.of("/dev/full")), "no /dev/full");
        TftpSink full = new LocalFile(Path.of("/dev/full"));
        LimitedSink sink =
                new LimitedSink(full, root, Long.MAX_VALUE, new UploadQuota(Long.MAX_VALUE), CLIENT.getAddress());
        assertFull(() -> write(sink, "x"));
    }

    /** What a crash has left. */
    @Test
    void unfinishedFilesAreNeverServed() throws IOException {
        TftpSink sink = sink(uploads(), "f");
        write(sink, "half");
        String part = names().get(0);
        ContentAnswer answer = DirectoryContent.of(root)
                .open(new ContentRequest(TftpRequest.read(part, TftpOptions.NONE), CLIENT, SERVER, Runnable::run))
                .toCompletableFuture()
                .join();
        assertThat(((ContentRefusal) answer).code()).isEqualTo(TftpErrorCode.ACCESS_VIOLATION);
    }

    @Test
    void checksItsSettings() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DirectoryUploads.builder(root).maxFileSize(-1))
                .withMessage("maxFileSize: -1 (expected: 0 or more)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DirectoryUploads.builder(root).quotaPerClient(-1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DirectoryUploads.builder(root.resolve("none")).build());
    }

    private DirectoryUploads uploads() {
        return DirectoryUploads.builder(root).build();
    }

    private DirectoryUploads uploads(UploadPolicy policy) {
        return DirectoryUploads.builder(root).policy(policy).build();
    }

    private static WriteAnswer answer(
            DirectoryUploads uploads, InetSocketAddress client, String name, TftpMode mode, TftpOptions options) {
        TftpRequest request = new TftpRequest(TftpOpcode.WRQ, name, mode, options);
        return uploads.accept(new WriteRequest(request, client, SERVER, Runnable::run))
                .toCompletableFuture()
                .join();
    }

    private static TftpSink sink(DirectoryUploads uploads, String name) {
        return (TftpSink) answer(uploads, CLIENT, name, TftpMode.OCTET, TftpOptions.NONE);
    }

    private static void store(DirectoryUploads uploads, String name, String content) throws IOException {
        TftpSink sink = sink(uploads, name);
        write(sink, content);
        sink.complete();
    }

    private static void write(TftpSink sink, String text) throws IOException {
        sink.write(Unpooled.copiedBuffer(text, US_ASCII));
    }

    private static void assertRefused(DirectoryUploads uploads, String name, TftpErrorCode code) {
        assertThat(answer(uploads, CLIENT, name, TftpMode.OCTET, TftpOptions.NONE))
                .isInstanceOfSatisfying(
                        WriteRefusal.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private static void assertFull(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        WriteException.class,
                        failure -> assertThat(failure.refusal().code()).isEqualTo(TftpErrorCode.DISK_FULL));
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(root)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
