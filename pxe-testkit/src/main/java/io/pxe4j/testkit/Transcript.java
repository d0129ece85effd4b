package io.pxe4j.testkit;

import java.net.InetSocketAddress;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.LongSupplier;

/** Writes down what a simulated client does, stage by stage. For one thread. */
final class Transcript {
    private static final int LONGEST = 300;

    private final LongSupplier nanos;
    private final long start;
    private final List<Exchange> exchanges = new ArrayList<>();
    private final List<FetchedFile> files = new ArrayList<>();
    private final List<ClientLease> leases = new ArrayList<>();
    private String stage = "";

    private Transcript(LongSupplier nanos) {
        this.nanos = nanos;
        this.start = nanos.getAsLong();
    }

    static Transcript start(LongSupplier nanos) {
        return new Transcript(nanos);
    }

    void enter(String name) {
        stage = name;
    }

    void sent(Exchange.Protocol protocol, String what, long size, InetSocketAddress to) {
        add(Exchange.Direction.TO_SERVER, protocol, what, size, address(to));
    }

    void broadcast(String what, long size) {
        add(Exchange.Direction.TO_SERVER, Exchange.Protocol.DHCP, what, size, "broadcast");
    }

    void received(Exchange.Protocol protocol, String what, long size, InetSocketAddress from) {
        add(Exchange.Direction.TO_CLIENT, protocol, what, size, address(from));
    }

    void note(Exchange.Protocol protocol, String what) {
        add(Exchange.Direction.INSIDE, protocol, what, 0, "");
    }

    void lease(ClientLease lease) {
        leases.add(lease);
    }

    void fetched(URI uri, byte[] content) {
        files.add(new FetchedFile(stage, uri, content.length, sha256(content)));
    }

    String stage() {
        return stage;
    }

    BootResult result(String client, String mac, boolean booted, String reason) {
        return new BootResult(client, mac, booted, printable(reason), leases, exchanges, files, elapsed());
    }

    private void add(Exchange.Direction direction, Exchange.Protocol protocol, String what, long size, String peer) {
        exchanges.add(new Exchange(elapsed(), stage, direction, protocol, printable(what), size, peer));
    }

    private Duration elapsed() {
        return Duration.ofNanos(nanos.getAsLong() - start);
    }

    private static String address(InetSocketAddress address) {
        return address.getAddress() == null
                ? address.getHostString() + ":" + address.getPort()
                : address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    /** What servers send ends on terminals: control characters and anything beyond ASCII become escapes. */
    static String printable(String text) {
        StringBuilder safe = new StringBuilder();
        for (int i = 0; i < text.length() && safe.length() < LONGEST; i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c < 127) {
                safe.append(c);
            } else {
                safe.append(String.format("\\u%04x", (int) c));
            }
        }
        return safe.toString();
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
