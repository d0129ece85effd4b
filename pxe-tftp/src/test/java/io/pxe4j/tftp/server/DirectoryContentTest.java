package io.pxe4j.tftp.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;
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
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
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
            abort("mkfifo is not installed");
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

    @Test
    void namesThatOnlyLookLikeAWayOutAreFound() throws IOException {
        Files.writeString(root.resolve("..."), "three");
        Files.writeString(root.resolve("a..b"), "ab");
        Files.writeString(root.resolve("%2e%2e"), "escaped");
        Files.writeString(root.resolve("a%00b"), "percent");
        assertThat(read("a..b")).isEqualTo("ab");
        assertThat(read("%2e%2e")).isEqualTo("escaped");
        assertThat(read("a%00b")).isEqualTo("percent");
        content = DirectoryContent.builder(root).hiddenFiles(true).build();
        assertThat(read("...")).isEqualTo("three");
    }

    @Test
    void aFolderOfAnotherMachineIsAFolderHere() throws IOException {
        Files.createDirectories(root.resolve("host/share"));
        Files.writeString(root.resolve("host/share/x"), "unc");
        assertThat(read("\\\\host\\share\\x")).isEqualTo("unc");
    }

    @Test
    void hiddenFilesAreServedOnlyIfAskedTo() throws IOException {
        Files.createDirectories(root.resolve(".git"));
        Files.writeString(root.resolve(".git/config"), "hidden");
        assertThat(code(".git/config")).isEqualTo(TftpErrorCode.ACCESS_VIOLATION);
        assertThat(code("sub/.nothing")).isEqualTo(TftpErrorCode.ACCESS_VIOLATION);
        content = DirectoryContent.builder(root).hiddenFiles(true).build();
        assertThat(read(".git/config")).isEqualTo("hidden");
    }

    @Test
    void upperAndLowerCaseAreOneIfAskedTo() throws IOException {
        Files.createDirectories(root.resolve("Boot/Fonts"));
        Files.writeString(root.resolve("Boot/BCD"), "bcd");
        Files.writeString(root.resolve("Boot/Fonts/wgl4_boot.ttf"), "font");
        assertThat(code("\\boot\\bcd")).isEqualTo(TftpErrorCode.FILE_NOT_FOUND);
        content = DirectoryContent.builder(root).ignoreCase(true).build();
        assertThat(read("\\boot\\bcd")).isEqualTo("bcd");
        assertThat(read("/BOOT/fonts/WGL4_Boot.TTF")).isEqualTo("font");
        assertThat(code("boot/bce")).isEqualTo(TftpErrorCode.FILE_NOT_FOUND);
        assertThat(code("file/below")).isEqualTo(TftpErrorCode.FILE_NOT_FOUND);
    }

    @Test
    void theNameAsAskedComesBeforeOneOfAnotherCase() throws IOException {
        Files.writeString(root.resolve("b"), "small");
        Files.writeString(root.resolve("B"), "large");
        assumeTrue(Files.readString(root.resolve("b")).equals("small"), "the file system ignores case itself");
        content = DirectoryContent.builder(root).ignoreCase(true).build();
        assertThat(read("b")).isEqualTo("small");
        assertThat(read("B")).isEqualTo("large");
        Files.writeString(root.resolve("Cc"), "first");
        Files.writeString(root.resolve("cC"), "second");
        assertThat(read("cc")).isEqualTo("first");
    }

    @Test
    void caseDoesNotLeadOutOfTheRoot() throws IOException {
        link("Outside", temp);
        content = DirectoryContent.builder(root).ignoreCase(true).build();
        assertThat(code("outside/SECRET")).isEqualTo(TftpErrorCode.FILE_NOT_FOUND);
        assertThat(code("outside/secret")).isEqualTo(TftpErrorCode.ACCESS_VIOLATION);
    }

    @Test
    void linksAreNotFollowedIfAskedNotTo() throws IOException {
        link("inside", Path.of("sub/deep/file"));
        link("folder", Path.of("sub"));
        content = DirectoryContent.builder(root).followLinks(false).build();
        assertThat(code("inside")).isEqualTo(TftpErrorCode.ACCESS_VIOLATION);
        assertThat(code("folder/deep/file")).isEqualTo(TftpErrorCode.ACCESS_VIOLATION);
        assertThat(read("sub/deep/file")).isEqualTo("deep");
    }

    @Test
    void backslashesMayBeCharacters() throws IOException {
        assumeTrue(root.getFileSystem().getSeparator().equals("/"), "a backslash is a slash here");
        Files.writeString(root.resolve("back\\slash"), "one name");
        content = DirectoryContent.builder(root).backslashes(false).build();
        assertThat(read("back\\slash")).isEqualTo("one name");
        assertThat(code("..\\secret")).isIn(TftpErrorCode.FILE_NOT_FOUND, TftpErrorCode.ACCESS_VIOLATION);
        content = DirectoryContent.builder(root)
                .backslashes(false)
                .windowsNames(false)
                .build();
        assertThat(code("back\\slash")).isEqualTo(TftpErrorCode.ACCESS_VIOLATION);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CON",
                "con.txt",
                "aux.txt",
                "sub/NUL",
                "COM1",
                "lpt9.log",
                "file:stream",
                "file.",
                "file ",
                "prn .x"
            })
    void whatWindowsReservesIsRefusedIfAskedTo(String name) {
        content = DirectoryContent.builder(root).windowsNames(false).build();
        assertThat(code(name)).isEqualTo(TftpErrorCode.ACCESS_VIOLATION);
        assertThat(WindowsNames.isSpecial("console")).isFalse();
        assertThat(WindowsNames.isSpecial("com10")).isFalse();
    }

    @Test
    void eachClientMayHaveADirectoryOfItsOwn() throws IOException {
        Files.createDirectories(root.resolve("127.0.0.1"));
        Files.writeString(root.resolve("127.0.0.1/config"), "mine");
        Files.createDirectories(root.resolve("52-54-00-ab-cd-ef"));
        Files.writeString(root.resolve("52-54-00-ab-cd-ef/config"), "by mac");
        content = DirectoryContent.builder(root)
                .perClient(ClientDirectory.byAddress())
                .build();
        assertThat(read("config")).isEqualTo("mine");
        assertThat(code("file")).isEqualTo(TftpErrorCode.FILE_NOT_FOUND);
        assertThat(code("../file")).isEqualTo(TftpErrorCode.ACCESS_VIOLATION);
        content = DirectoryContent.builder(root)
                .perClient(ClientDirectory.byMac(address -> Optional.of("52:54:00:AB:CD:EF")))
                .build();
        assertThat(read("config")).isEqualTo("by mac");
        content = DirectoryContent.builder(root)
                .perClient(ClientDirectory.byMac(address -> Optional.empty()))
                .build();
        assertThat(code("config")).isEqualTo(TftpErrorCode.FILE_NOT_FOUND);
    }

    @Test
    void aClientDirectoryIsOneName() {
        for (String name : List.of("..", "a/b", "a\\b", ".hidden")) {
            content = DirectoryContent.builder(root)
                    .perClient(client -> Optional.of(name))
                    .build();
            assertThatThrownBy(() -> open("file")).hasRootCauseInstanceOf(IllegalArgumentException.class);
        }
    }

    @Property(tries = 400)
    void noNameLeadsOut(@ForAll("names") String name, @ForAll boolean ignoreCase, @ForAll boolean hidden)
            throws IOException {
        Path top = Files.createTempDirectory("pxe4j-names");
        Path inside = Files.createDirectories(top.resolve("root/sub"));
        Files.writeString(top.resolve("secret"), "secret");
        Files.writeString(inside.resolve("file"), "inside");
        Files.createSymbolicLink(inside.resolve("out"), top);
        content = DirectoryContent.builder(top.resolve("root"))
                .ignoreCase(ignoreCase)
                .hiddenFiles(hidden)
                .build();
        ContentAnswer answer = open(name);
        if (answer instanceof TftpContent file) {
            assertThat(text(file)).isEqualTo("inside");
            file.close();
        } else {
            assertThat(((ContentRefusal) answer).code())
                    .isIn(TftpErrorCode.FILE_NOT_FOUND, TftpErrorCode.ACCESS_VIOLATION);
        }
        Files.delete(inside.resolve("out"));
        Files.delete(inside.resolve("file"));
        Files.delete(top.resolve("secret"));
        Files.delete(inside);
        Files.delete(top.resolve("root"));
        Files.delete(top);
    }

    @Provide
    Arbitrary<String> names() {
        Arbitrary<String> part = Arbitraries.of(
                "..", ".", "/", "\\", "sub", "SUB", "file", "out", "secret", "root", "C:", "%2e", "\u0001", "\uffff",
                "~", " ");
        return Arbitraries.oneOf(
                part.list().ofMaxSize(9).map(parts -> String.join("", parts)),
                part.list().ofMaxSize(6).map(parts -> String.join("/", parts)),
                Arbitraries.strings().excludeChars('\0').ofMaxLength(20));
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
