package io.pxe4j.tftp.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/** An HTTP server on loopback whose ways a test can choose. */
final class Mirror implements AutoCloseable {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT);

    final Map<String, byte[]> files = new ConcurrentHashMap<>();
    final Map<String, Integer> statuses = new ConcurrentHashMap<>();
    /** {@code GET path, range or -, status}. */
    final List<String> log = new CopyOnWriteArrayList<>();

    volatile boolean ranges = true;
    volatile boolean tags = true;
    volatile boolean dates;
    /** Breaks off after so many octets of a body. */
    volatile int breakAfter = Integer.MAX_VALUE;
    /** Answers wait for it. */
    volatile CountDownLatch gate = new CountDownLatch(0);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ServerSocket socket;

    Mirror() throws IOException {
        socket = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        threads.execute(() -> {
            while (true) {
                try {
                    Socket client = socket.accept();
                    threads.execute(() -> serve(client));
                } catch (IOException | RejectedExecutionException e) {
                    return;
                }
            }
        });
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/base/");
    }

    private void serve(Socket client) {
        try (client) {
            BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1));
            String path = in.readLine().split(" ")[1];
            Map<String, String> headers = new HashMap<>();
            for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
                int colon = line.indexOf(':');
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).trim());
            }
            gate.await();
            answer(path, headers, client.getOutputStream());
        } catch (IOException | InterruptedException e) {
            // The client has gone, or the test is over.
            return;
        }
    }

    private void answer(String path, Map<String, String> headers, OutputStream out) throws IOException {
        byte[] file = files.get(path);
        int status = statuses.getOrDefault(path, file == null ? 404 : 200);
        String range = headers.get("range");
        byte[] body = new byte[0];
        StringBuilder head = new StringBuilder();
        if (status == 200 && file != null) {
            String tag = "\"" + Arrays.hashCode(file) + "\"";
            String date = DATE.format(ZonedDateTime.of(2020, 1, 1, 0, 0, file.length % 60, 0, ZoneOffset.UTC));
            String version = tags ? tag : date;
            head.append(tags ? "ETag: " + tag + "\r\n" : "").append(dates ? "Last-Modified: " + date + "\r\n" : "");
            boolean sameVersion = version.equals(headers.get("if-range")) || !headers.containsKey("if-range");
            if (version.equals(headers.get(tags ? "if-none-match" : "if-modified-since"))) {
                status = 304;
            } else if (ranges && range != null && sameVersion) {
                String[] ends = range.substring("bytes=".length()).split("-");
                int from = Integer.parseInt(ends[0]);
                int to = Math.min(file.length - 1, Integer.parseInt(ends[1]));
                status = from > to ? 416 : 206;
                body = from > to ? body : Arrays.copyOfRange(file, from, to + 1);
                head.append("Content-Range: bytes ")
                        .append(from > to ? "*" : from + "-" + to)
                        .append("/" + file.length + "\r\n");
            } else {
                body = file;
            }
        }
        log.add("GET " + path + ", " + (range == null ? "-" : range) + ", " + status);
        String now = DATE.format(ZonedDateTime.now(ZoneOffset.UTC));
        String start = "HTTP/1.1 " + status + " X\r\nDate: " + now + "\r\nConnection: close\r\nContent-Length: "
                + body.length + "\r\n" + head + "\r\n";
        out.write(start.getBytes(ISO_8859_1));
        out.write(body, 0, Math.min(body.length, breakAfter));
        out.flush();
    }

    @Override
    public void close() {
        gate.countDown();
        try {
            socket.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        threads.shutdownNow();
    }
}
