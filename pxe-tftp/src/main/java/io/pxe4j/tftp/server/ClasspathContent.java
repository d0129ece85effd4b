package io.pxe4j.tftp.server;

import io.pxe4j.tftp.engine.ContentAnswer;
import io.pxe4j.tftp.engine.ContentRefusal;
import io.pxe4j.tftp.engine.ContentRequest;
import io.pxe4j.tftp.engine.ContentSource;
import io.pxe4j.tftp.engine.TftpContent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Serves the resources below one folder of the class path, such as boot files that are packed into an application.
 *
 * <p>Names follow the rules of {@link DirectoryContent}. A resource is read whole, on a worker, when it is first asked for, and kept in memory; resources are
 * taken not to change.
 */
public final class ClasspathContent implements ContentSource {
    /** What is kept in all; what comes beyond is read for each request. */
    private static final long MAX_KEPT = 64L << 20;

    private static final int MAX_RESOURCE = 256 << 20;
    private static final DirectoryPolicy NAMES =
            new DirectoryPolicy(false, true, true, false, true, ClientDirectory.byAddress());

    private final ClassLoader loader;
    private final String folder;
    private final Map<String, byte[]> kept = new ConcurrentHashMap<>();
    private final AtomicLong keptOctets = new AtomicLong();

    private ClasspathContent(ClassLoader loader, String folder) {
        this.loader = loader;
        this.folder = folder;
    }

    /**
     * Serves what that class loader finds below {@code folder}.
     *
     * @param folder such as {@code boot/files}; slashes around it do not matter
     * @throws IllegalArgumentException for the empty folder, which would serve the classes themselves
     */
    public static ClasspathContent of(ClassLoader loader, String folder) {
        String trimmed = folder.replaceAll("^/+|/+$", "");
        if (trimmed.isEmpty()) {
            throw new IllegalArgumentException("folder: " + folder + " (expected: a folder of the class path)");
        }
        return new ClasspathContent(loader, trimmed);
    }

    @Override
    public CompletionStage<ContentAnswer> open(ContentRequest request) {
        RequestedPath requested = NAMES.path(request.file());
        if (requested.refusal().isPresent()) {
            return CompletableFuture.completedFuture(
                    ContentRefusal.denied(requested.refusal().get()));
        }
        String name = folder + "/" + String.join("/", requested.segments());
        byte[] bytes = kept.get(name);
        return bytes != null
                ? CompletableFuture.completedFuture(TftpContent.of(bytes))
                : CompletableFuture.supplyAsync(() -> read(name), request.worker());
    }

    private ContentAnswer read(String name) {
        URL url = loader.getResource(name);
        if (url == null) {
            return ContentRefusal.notFound();
        }
        try {
            URLConnection connection = url.openConnection();
            if (isFolder(url, connection)) {
                return ContentRefusal.denied("not a regular file");
            }
            byte[] bytes;
            try (InputStream in = connection.getInputStream()) {
                bytes = in.readNBytes(MAX_RESOURCE);
                if (in.read() >= 0) {
                    return ContentRefusal.denied("resource too large");
                }
            }
            keep(name, bytes);
            return TftpContent.of(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The JDK reads a folder as the list of its files. */
    private static boolean isFolder(URL url, URLConnection connection) throws IOException {
        if (connection instanceof JarURLConnection jar) {
            return jar.getJarEntry() == null
                    || jar.getJarEntry().isDirectory()
                    || jar.getJarFile().getEntry(jar.getEntryName() + "/") != null;
        }
        if (!url.getProtocol().equals("file")) {
            return false;
        }
        try {
            return !Files.isRegularFile(Path.of(url.toURI()));
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    private void keep(String name, byte[] bytes) {
        if (keptOctets.addAndGet(bytes.length) > MAX_KEPT || kept.putIfAbsent(name, bytes) != null) {
            keptOctets.addAndGet(-bytes.length);
        }
    }
}
