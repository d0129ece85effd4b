package io.pxe4j.tftp.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.pxe4j.tftp.TftpErrorCode;
import io.pxe4j.tftp.TftpOptions;
import io.pxe4j.tftp.TftpRequest;
import io.pxe4j.tftp.engine.ContentAnswer;
import io.pxe4j.tftp.engine.ContentRefusal;
import io.pxe4j.tftp.engine.ContentRequest;
import io.pxe4j.tftp.engine.TftpContent;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryContentTest {
    @TempDir
    Path temp;

    private Path root;
    private DirectoryContent content;

    @BeforeEach
    void makeRoot() throws IOException {
        root = Files.createDirectories(temp.resolve("root/sub/deep"))
                .getParent()
                .getParent();
        Files.writeString(root.resolve("file"), "file");
        Files.writeString(root.resolve("foo..bar"), "dots");
        Files.writeString(root.resolve("sub/deep/file"), "deep");
        Files.writeString(temp.resolve("secret"), "secret");
        content = DirectoryContent.of(root);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "/file", "//file", "\\file", "./file"})
    void servesAFile(String name) throws IOException {
        assertThat(read(name)).isEqualTo("file");
    }

    @Test
    void servesFilesOfSubdirectories() throws IOException {
        assertThat(read("sub/deep/file")).isEqualTo("deep");
        assertThat(read("\\sub\\deep\\file")).isEqualTo("deep");
        assertThat(read("foo..bar")).isEqualTo("dots");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../secret",
                "sub/../../secret",
                "..\\secret",
                "C:\\secret",
                "C:/secret",
                "/../secret",
                "a\0b",
                "a\nb"
            })
    void refusesNamesThatLeadOut(String name) {
        // A NUL never gets through the parser; the source is asked directly here.
        assertThat(RequestedPath.of(name).refusal()).isPresent();
        if (name.indexOf('\0') < 0) {
            assertThat(code(name)).isEqualTo(TftpErrorCode.ACCESS_VIOLATION);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "sub/nothing", "nothing/file", "file/below", "%2e%2e/secret", "FILE "})
    void doesNotFindWhatIsNotThere(String name) {
        assertThat(code(name)).isEqualTo(TftpErrorCode.FILE_NOT_FOUND);
    }

    @Test
    void doesNotFindAnAbsolutePathOfTheMachine() {
        assertThat(code(temp.resolve("secret").toString())).isEqualTo(TftpErrorCode.FILE_NOT_FOUND);
        assertThat(code("/etc/passwd")).isEqualTo(TftpErrorCode.FILE_NOT_FOUND);
        assertThat(code("x".repeat(300))).isEqualTo(TftpErrorCode.FILE_NOT_FOUND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "sub", "sub/", "."})
    void refusesDirectories(String name) {
        assertThat(code(name)).isEqualTo(TftpErrorCode.ACCESS_VIOLATION);
    }

    @Test
    void followsLinksInsideTheRootOnly() throws IOException {
        link("inside", Path.of("sub/deep/file"));
        link("out", temp.resolve("secret"));
        link("outside", temp);
        link("up", Path.of("../secret"));
        link("loop", Path.of("loop"));
        assertThat(read("inside")).isEqualTo("deep");
        assertThat(code("out")).isEqualTo(TftpErrorCode.ACCESS_VIOLATION);
        assertThat(code("up")).isEqualTo(TftpErrorCode.ACCESS_VIOLATION);
        assertThat(code("outside/secret")).isEqualTo(TftpErrorCode.ACCESS_VIOLATION);
        assertThat(code("loop")).isEqualTo(TftpErrorCode.FILE_NOT_FOUND);
    }

    @Test
    void aLinkPutInTheWayBetweenCheckAndOpenIsNotFollowed() throws IOException {
        link("swapped", temp);
        link("leaf", temp.resolve("secret"));
        Path real = content.root();
        assertThatThrownBy(() -> ConfinedOpen.open(real, real.resolve("swapped/secret")))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> ConfinedOpen.open(real, real.resolve("leaf"))).isInstanceOf(IOException.class);
    }

    @Test
    void theRootItselfMayBeALink() throws IOException {
        Path alias = temp.resolve("alias");
        Files.createSymbolicLink(alias, root);
        content = DirectoryContent.of(alias);
        assertThat(read("file")).isEqualTo("file");
    }

    @Test
    void refusesAFifoWithoutWaitingForIt() throws IOException, InterruptedException {
        Process made;
        try {
            made = new ProcessBuilder("mkfifo", root.resolve("fifo").toString()).start();
        } catch (IOException e) {
            assumeTrue(false, "mkfifo is not installed");
            return;
        }
        assumeTrue(made.waitFor() == 0, "mkfifo does not work here");
        assertThat(code("fifo")).isEqualTo(TftpErrorCode.ACCESS_VIOLATION);
    }

    @Test
    void refusesADevice() {
        assumeTrue(Files.exists(Path.of("/dev/null")), "no /dev/null here");
        content = DirectoryContent.of(Path.of("/dev"));
        assertThat(code("null")).isEqualTo(TftpErrorCode.ACCESS_VIOLATION);
    }

    @Test
    void refusesAFileThatMayNotBeRead() throws IOException {
        assumeTrue(!"root".equals(System.getProperty("user.name")), "root may read everything");
        Files.setPosixFilePermissions(root.resolve("file"), PosixFilePermissions.fromString("---------"));
        assertThat(code("file")).isEqualTo(TftpErrorCode.ACCESS_VIOLATION);
    }

    @Test
    void theRootMustBeADirectory() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DirectoryContent.of(root.resolve("file")))
                .withMessageContaining("expected: a directory that exists");
        assertThatIllegalArgumentException().isThrownBy(() -> DirectoryContent.of(root.resolve("nothing")));
    }

    private void link(String name, Path target) throws IOException {
        Files.createSymbolicLink(root.resolve(name), target);
    }

    private TftpErrorCode code(String name) {
        return ((ContentRefusal) open(name)).code();
    }

    private String read(String name) throws IOException {
        TftpContent file = (TftpContent) open(name);
        try {
            return text(file);
        } finally {
            file.close();
        }
    }

    private static String text(TftpContent file) throws IOException {
        ByteBuf buffer = Unpooled.buffer();
        file.read(0, (int) file.size(), buffer);
        return buffer.toString(US_ASCII);
    }

    private ContentAnswer open(String name) {
        InetSocketAddress nobody = new InetSocketAddress("127.0.0.1", 1);
        return content.open(new ContentRequest(TftpRequest.read(name, TftpOptions.NONE), nobody, nobody, Runnable::run))
                .toCompletableFuture()
                .join();
    }
}
