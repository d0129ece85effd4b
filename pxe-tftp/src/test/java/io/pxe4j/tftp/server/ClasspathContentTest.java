package io.pxe4j.tftp.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClasspathContentTest {
    @TempDir
    Path temp;

    @Test
    void servesResourcesOfAFolder() throws IOException {
        Files.createDirectories(temp.resolve("boot/files/sub"));
        Files.writeString(temp.resolve("boot/files/sub/a.ipxe"), "#!ipxe");
        Files.writeString(temp.resolve("boot/secret"), "secret");
        try (URLClassLoader loader = new URLClassLoader(new URL[] {temp.toUri().toURL()}, null)) {
            check(ClasspathContent.of(loader, "/boot/files/"));
        }
    }

    @Test
    void servesResourcesOfAJar() throws IOException {
        Path jar = temp.resolve("boot.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("boot/files/sub/"));
            out.putNextEntry(new JarEntry("boot/files/sub/a.ipxe"));
            out.write("#!ipxe".getBytes(US_ASCII));
            out.putNextEntry(new JarEntry("boot/secret"));
        }
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
            check(ClasspathContent.of(loader, "boot/files"));
        }
    }

    private static void check(ClasspathContent content) throws IOException {
        for (String name : new String[] {"sub/a.ipxe", "\\sub\\a.ipxe", "//sub//a.ipxe"}) {
            TftpContent found = (TftpContent) open(content, name);
            ByteBuf text = Unpooled.buffer();
            found.read(0, (int) found.size(), text);
            assertThat(text.toString(US_ASCII)).isEqualTo("#!ipxe");
        }
        assertThat(code(content, "../secret")).isEqualTo(TftpErrorCode.ACCESS_VIOLATION);
        assertThat(code(content, "sub/../../secret")).isEqualTo(TftpErrorCode.ACCESS_VIOLATION);
        assertThat(code(content, "sub")).isEqualTo(TftpErrorCode.ACCESS_VIOLATION);
        assertThat(code(content, "sub/b.ipxe")).isEqualTo(TftpErrorCode.FILE_NOT_FOUND);
        assertThat(code(content, "secret")).isEqualTo(TftpErrorCode.FILE_NOT_FOUND);
    }

    @Test
    void doesNotServeTheClassesThemselves() {
        ClassLoader loader = getClass().getClassLoader();
        assertThatIllegalArgumentException().isThrownBy(() -> ClasspathContent.of(loader, "/"));
    }

    private static TftpErrorCode code(ClasspathContent content, String name) {
        return ((ContentRefusal) open(content, name)).code();
    }

    private static ContentAnswer open(ClasspathContent content, String name) {
        InetSocketAddress nobody = new InetSocketAddress("127.0.0.1", 1);
        return content.open(new ContentRequest(TftpRequest.read(name, TftpOptions.NONE), nobody, nobody, Runnable::run))
                .toCompletableFuture()
                .join();
    }
}
