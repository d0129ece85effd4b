package io.pxe4j.testkit;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Downloads a file by HTTP as EDK2's HTTP boot (HEAD, then GET) or iPXE (GET) does. */
final class HttpFetch {
    private final BootNetwork network;
    private final Transcript transcript;
    private final String userAgent;
    private final long deadline;
    private final HttpClient client;

    HttpFetch(BootNetwork network, Transcript transcript, String userAgent, long deadline) {
        this.network = network;
        this.transcript = transcript;
        this.userAgent = userAgent;
        this.deadline = deadline;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
    }

    /** HEAD for type and size, then GET; the type must be one that UEFI can start. */
    byte[] headThenGet(URI uri) throws BootStopped {
        HttpResponse<byte[]> head = send("HEAD", uri);
        String type = head.headers().firstValue("content-type").orElse("");
        if (!isBootable(type, uri)) {
            throw new BootStopped("cannot start " + uri + ": its content type \"" + type
                    + "\" is none of UEFI's and its name ends neither in .efi nor .iso nor .img");
        }
        OptionalLong size = head.headers().firstValueAsLong("content-length");
        byte[] content = body(send("GET", uri), uri);
        if (size.isPresent() && size.getAsLong() != content.length) {
            throw new BootStopped(
                    uri + " has " + content.length + " bytes and the answer to HEAD said " + size.getAsLong());
        }
        return content;
    }

    /** GET alone. */
    byte[] get(URI uri) throws BootStopped {
        return body(send("GET", uri), uri);
    }

    private byte[] body(HttpResponse<byte[]> response, URI uri) {
        transcript.fetched(uri, response.body());
        return response.body();
    }

    private HttpResponse<byte[]> send(String method, URI uri) throws BootStopped {
        if (uri.getHost() == null) {
            throw new BootStopped("cannot read the URL " + uri + ": it names no host");
        }
        URI real = mapped(uri);
        InetSocketAddress peer = InetSocketAddress.createUnresolved(real.getHost(), port(real));
        transcript.sent(Exchange.Protocol.HTTP, method + " " + uri, 0, peer);
        try {
            Duration left = Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime()));
            HttpRequest request = HttpRequest.newBuilder(real)
                    .method(method, HttpRequest.BodyPublishers.noBody())
                    .header("User-Agent", userAgent)
                    .timeout(left)
                    .build();
            HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            String length = response.headers()
                    .firstValue("content-length")
                    .map(l -> " length " + l)
                    .orElse("");
            transcript.received(
                    Exchange.Protocol.HTTP,
                    response.statusCode()
                            + length
                            + response.headers()
                                    .firstValue("content-type")
                                    .map(t -> " " + t)
                                    .orElse(""),
                    response.body().length,
                    peer);
            if (response.statusCode() != 200) {
                throw new BootStopped("cannot load " + uri + ": the server answers " + response.statusCode());
            }
            return response;
        } catch (IOException | IllegalArgumentException e) {
            throw new BootStopped("cannot load " + uri + ": "
                    + Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BootStopped("interrupted while loading " + uri);
        }
    }

    private URI mapped(URI uri) throws BootStopped {
        boolean mapped = uri.getPort() < 0 && "http".equalsIgnoreCase(uri.getScheme()) && network.httpPort() != 80;
        if (!mapped) {
            return uri;
        }
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return Uris.parse("http://" + uri.getHost() + ":" + network.httpPort() + path + query)
                .orElseThrow(() -> new BootStopped("cannot read the URL " + uri));
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }

    /** HttpBootCheckImageType: the content type decides, else the end of the name. */
    private static boolean isBootable(String type, URI uri) {
        String mime = type.split(";", -1)[0].strip().toLowerCase(Locale.ROOT);
        String path = Optional.ofNullable(uri.getPath()).orElse("").toLowerCase(Locale.ROOT);
        return mime.equals("application/efi")
                || mime.equals("application/vnd.efi-iso")
                || mime.equals("application/vnd.efi-img")
                || path.endsWith(".efi")
                || path.endsWith(".iso")
                || path.endsWith(".img");
    }
}
